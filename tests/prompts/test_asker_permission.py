"""Which text may go to a model, and with which words masked."""

from pathlib import Path

import pytest

from prompts.answers import ComparisonForm
from prompts.asker import Request, Text
from prompts.errors import ModelSwitchedOff, NotMasked
from prompts.grounding import ground
from prompts.tasks import COMPARE_CASES
from tests.prompts.asker_cases import GOOD, rows
from tests.prompts.fakes import (
    ScopePermission,
    ScriptedModel,
    WordMask,
    a_finding,
    a_request,
    an_asker,
    findings,
)


def test_a_scope_that_is_switched_off_is_not_sent_nor_put_on_record(tmp_path: Path) -> None:
    permission = ScopePermission(kept=frozenset({"incident-1"}))
    asker = an_asker(tmp_path, model := ScriptedModel([GOOD]), permission=permission)

    with pytest.raises(ModelSwitchedOff, match="^incident-1 may not go to a model$"):
        asker.ask(a_request())
    assert (model.asked, rows(asker)) == ([], [])


def test_a_scope_that_is_switched_off_gets_no_kept_answer_either(tmp_path: Path) -> None:
    an_asker(tmp_path, ScriptedModel([GOOD])).ask(a_request())
    permission = ScopePermission(kept=frozenset({"incident-1"}))

    with pytest.raises(ModelSwitchedOff):
        an_asker(tmp_path, ScriptedModel([GOOD]), permission=permission).ask(a_request())


def test_every_text_of_a_request_needs_permission(tmp_path: Path) -> None:
    request = Request(
        task=COMPARE_CASES,
        data={"cases": {"A": Text(words="一", scope="open"), "B": Text(words="二", scope="kept")}},
    )
    permission = ScopePermission(kept=frozenset({"kept"}))
    asker = an_asker(tmp_path, ScriptedModel([GOOD]), permission=permission)

    assert request.scopes == ("kept", "open")
    with pytest.raises(ModelSwitchedOff, match="^kept may"):
        asker.ask(request)


def test_what_leaves_the_machine_is_masked_and_put_back_in_the_answer(tmp_path: Path) -> None:
    said = findings(a_finding("〔人1〕が手順を誤った", "〔人1〕が更新作業で手順を誤り"))
    model = ScriptedModel([said], outside=True)
    asker = an_asker(tmp_path, model, mask=WordMask({"山田太郎": "〔人1〕"}))
    report = "山田太郎が更新作業で手順を誤り、停止した。"

    asked = asker.ask(a_request(report))

    assert "山田" not in model.asked[0]
    assert ground(asked.answer.findings, {"A": report}).dropped == {}
    assert asked.answer.findings[0].statement == "山田太郎が手順を誤った"


def test_what_is_kept_and_on_record_is_the_masked_text(tmp_path: Path) -> None:
    said = findings(a_finding("〔人1〕が誤った", "〔人1〕が手順を誤り"))
    mask = WordMask({"山田太郎": "〔人1〕"})
    asker = an_asker(tmp_path, ScriptedModel([said], outside=True), mask=mask)
    asker.ask(a_request("山田太郎が手順を誤り"))

    stored = f"{rows(asker)}{rows(asker, 'model_texts')}{rows(asker, 'model_answers')}"
    assert "山田" not in stored
    assert "〔人1〕" in stored
    assert (rows(asker)[0]["masked"], rows(asker)[0]["outside"]) == (1, 1)
    assert (
        asker.ask(a_request("山田太郎が手順を誤り")).answer.findings[0].statement.startswith("山")
    )


def test_words_hidden_from_the_eye_are_not_hidden_from_the_mask(tmp_path: Path) -> None:
    mask = WordMask({"山田太郎": "〔人1〕"})
    model = ScriptedModel([GOOD], outside=True)
    an_asker(tmp_path, model, mask=mask).ask(a_request("山\u200b田太\u2060郎が手順を誤り"))

    assert "〔人1〕が手順を誤り" in model.asked[0]


def test_without_a_mask_nothing_leaves_the_machine(tmp_path: Path) -> None:
    asker = an_asker(tmp_path, model := ScriptedModel([GOOD], outside=True))

    with pytest.raises(NotMasked):
        asker.ask(a_request())
    assert (model.asked, rows(asker)) == ([], [])


def test_the_operator_may_let_a_scope_leave_as_it_is(tmp_path: Path) -> None:
    permission = ScopePermission(bare=frozenset({"open"}))
    mask = WordMask({"山田": "〔人1〕"})
    said = ComparisonForm(verdict="undecided", likenesses=[], differences=[])
    model = ScriptedModel([said], outside=True)
    request = Request(
        task=COMPARE_CASES,
        data={
            "cases": {
                "A": Text(words="山田の事例一", scope="open"),
                "B": Text(words="山田の事例二", scope="other"),
            }
        },
    )
    an_asker(tmp_path, model, mask=mask, permission=permission).ask(request)

    assert "山田の事例一" in model.asked[0]
    assert "〔人1〕の事例二" in model.asked[0]


def test_a_model_on_this_machine_needs_no_mask(tmp_path: Path) -> None:
    asker = an_asker(tmp_path, model := ScriptedModel([GOOD]))
    asker.ask(a_request("山田が手順を誤り"))

    assert "山田が手順を誤り" in model.asked[0]
    assert rows(asker)[0]["masked"] == 0
