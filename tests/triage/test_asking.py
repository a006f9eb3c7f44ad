from dataclasses import replace
from pathlib import Path

import pytest

from corpus.account import Account, Language
from corpus.ids import AccountId, IncidentId
from prompts.asker import Request
from prompts.errors import ModelSwitchedOff
from prompts.grounding import Reason
from prompts.tasks import CODE_FACETS
from tests.examples import an_account
from tests.prompts.fakes import ScopePermission, ScriptedModel, a_finding, an_asker, findings
from triage.asking import Told, ask, counted, labelled, made_by, may_go


def both() -> Account:
    return replace(an_account(), texts={Language.EN: "It failed.", Language.JA: "故障した。"})


def test_an_account_is_put_in_japanese_where_it_has_that() -> None:
    assert Told.of(both()).words == "故障した。"
    english = replace(an_account(), texts={Language.EN: "It failed."})
    assert Told.of(english).words == "It failed."
    assert Told.of(both(), 2).words == "故障"


def test_a_case_goes_by_the_permission_of_its_incident() -> None:
    of_two = an_account("F-1", "2022-01-01-a", "2022-01-02-b")

    assert Told.of(an_account("F-1", "2022-01-01-a")).scope == "2022-01-01-a"
    assert Told.of(of_two).scope == "F-1"
    assert labelled({"A": Told.of(of_two)})["A"].scope == "F-1"


@pytest.mark.parametrize("kept", ["F-1", "2022-01-01-a", "2022-01-02-b"])
def test_an_account_may_go_where_all_that_it_tells_of_may(tmp_path: Path, kept: str) -> None:
    account = an_account("F-1", "2022-01-01-a", "2022-01-02-b")
    closed = ScopePermission(kept=frozenset({kept}))
    model = ScriptedModel([findings(a_finding())])
    asker = an_asker(tmp_path, model, permission=closed)
    request = Request(
        task=CODE_FACETS,
        data={"report": labelled({"A": Told.of(account)})},
        values={"vocabulary": "-"},
    )

    assert not may_go(asker, account)
    with pytest.raises(ModelSwitchedOff):
        ask(asker, request, [account])
    assert model.asked == []


def test_an_answer_names_what_made_it(tmp_path: Path) -> None:
    account = Account(
        id=AccountId("F-1"),
        incidents=(IncidentId("2022-01-01-a"),),
        title="題",
        day=None,
        texts={Language.JA: "故障した。"},
    )
    request = Request(
        task=CODE_FACETS,
        data={"report": labelled({"A": Told.of(account)})},
        values={"vocabulary": "-"},
    )
    asked = ask(an_asker(tmp_path, ScriptedModel([findings(a_finding())])), request, [account])

    assert made_by(asked) == {
        "model": "scripted:test",
        "prompt": "code_facets.1",
        "call": "1",
    }


def test_what_was_dropped_is_counted_by_name() -> None:
    assert counted({Reason.NUMBER: 2, Reason.NAME: 1}) == {"name": 1, "number": 2}
