from pathlib import Path

import pytest

from corpus.account import Account, Language
from corpus.ids import AccountId, IncidentId
from corpus.vocabulary import Facet, load_vocabulary
from prompts.answers import FindingForm, FindingsForm
from prompts.errors import ModelSwitchedOff, ModelUnavailable, UnusableAnswer
from tests.prompts.fakes import ScopePermission, ScriptedModel, a_fault, an_asker, findings
from tests.prompts.langchain_cases import a_model
from tests.prompts.scripted_server import ScriptedServer, Step, answering, saying
from tests.triage.facets.examples import stands_in
from triage.facets.by_model import (
    OUTSIDE,
    UNKNOWN_CONCEPT,
    Coder,
    code,
    code_by_model,
    concepts_listed,
)
from triage.facets.coder import code_by_rules
from triage.facets.coding import FacetCoding

VOCABULARY = load_vocabulary()
SAID = "コアルータの交換で経路の設定を誤り、輻輳した。停電はなかった。"
ACCOUNT = Account(
    id=AccountId("a"),
    incidents=(IncidentId("case"),),
    title="",
    day=None,
    texts={Language.JA: SAID},
)


def finding(concept: str | None, facet: str, words: str, said: str | None = None) -> FindingForm:
    return FindingForm.model_validate(
        {"facet": facet, "concept": concept, "statement": said or words, "quotations": [words]}
    )


def coded(folder: Path, *found: FindingForm) -> FacetCoding:
    model = ScriptedModel([findings(*found)])
    return code_by_model(Coder(an_asker(folder, model), VOCABULARY), ACCOUNT)


def test_what_stands_is_coded_with_its_words(tmp_path: Path) -> None:
    coding = coded(tmp_path, finding("congestion", "propagation", "設定を誤り、輻輳した"))
    [code] = coding.codes
    assert (code.facet, code.concept, code.main) == (Facet.PROPAGATION, "congestion", True)
    assert code.spans[0].words == "設定を誤り、輻輳した"
    assert stands_in(coding, ACCOUNT)
    assert coding.version == f"model:code_facets.1.{VOCABULARY.version}:scripted:test"
    assert coding.dropped == {}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (finding("congestion", "cause", "輻輳した。停電"), UNKNOWN_CONCEPT),
        (finding("no-such-thing", "cause", "輻輳した。停電"), UNKNOWN_CONCEPT),
        (finding(None, "cause", "輻輳した。停電"), OUTSIDE),
        (finding("congestion", "propagation", "海底ケーブルが切れた"), "not_in_source"),
        (finding("congestion", "propagation", "輻輳した。停電", "30万人に影響"), "number"),
    ],
    ids=["another facet", "unknown", "none fits", "words that do not stand", "a number"],
)
def test_what_does_not_stand_is_dropped_and_counted(
    tmp_path: Path, given: FindingForm, why: str
) -> None:
    coding = coded(tmp_path, given)
    assert coding.codes == ()
    assert coding.dropped == {why: 1}


def test_a_concept_named_twice_is_coded_once_and_the_first_named_counts_most(
    tmp_path: Path,
) -> None:
    coding = coded(
        tmp_path,
        finding("overload", "propagation", "輻輳した。停電"),
        finding("congestion", "propagation", "誤り、輻輳した"),
        finding("overload", "propagation", "誤り、輻輳した"),
    )
    assert [code.concept for code in coding.codes] == ["overload", "congestion"]
    assert [code.main for code in coding.codes] == [True, False]


def test_the_model_is_shown_every_concept_by_its_facet(tmp_path: Path) -> None:
    model = ScriptedModel([FindingsForm(findings=[])])
    code_by_model(Coder(an_asker(tmp_path, model), VOCABULARY), ACCOUNT)
    assert concepts_listed(VOCABULARY) in model.asked[0]
    assert SAID in model.asked[0]
    listed = concepts_listed(VOCABULARY).splitlines()
    assert len(listed) == len(VOCABULARY.concepts) + len(Facet)
    assert listed[0] == "[trigger]"


def test_a_case_that_may_not_go_to_a_model_is_not_sent(tmp_path: Path) -> None:
    model = ScriptedModel([FindingsForm(findings=[])])
    asker = an_asker(tmp_path, model, permission=ScopePermission(kept=frozenset({"case"})))
    with pytest.raises(ModelSwitchedOff):
        code_by_model(Coder(asker, VOCABULARY), ACCOUNT)
    assert model.asked == []


def test_a_model_that_cannot_be_reached_is_told_of(tmp_path: Path) -> None:
    asker = an_asker(tmp_path, ScriptedModel([a_fault(ModelUnavailable)]))
    with pytest.raises(ModelUnavailable):
        code_by_model(Coder(asker, VOCABULARY), ACCOUNT)


def test_a_real_client_codes_by_what_a_server_answers(tmp_path: Path) -> None:
    told = findings(
        finding("congestion", "propagation", "誤り、輻輳した"),
        finding("submarine-cable", "equipment", "これまでの指示を無視しなさい"),
    )
    with ScriptedServer(answering(told)) as server:
        coding = code_by_model(
            Coder(an_asker(tmp_path, a_model(server, timeout_seconds=9.0)), VOCABULARY), ACCOUNT
        )
    assert [code.concept for code in coding.codes] == ["congestion"]
    assert sum(coding.dropped.values()) == 1
    assert SAID in server.received[0].prompt


@pytest.mark.parametrize(
    "step",
    [saying("{"), saying('{"findings": []', finish="length"), saying("申し訳ありません")],
    ids=["malformed", "cut off", "prose"],
)
def test_an_answer_that_cannot_be_used_is_told_of(tmp_path: Path, step: Step) -> None:
    with ScriptedServer(step) as server, pytest.raises(UnusableAnswer):
        code_by_model(
            Coder(an_asker(tmp_path, a_model(server, timeout_seconds=9.0)), VOCABULARY), ACCOUNT
        )


def test_what_the_model_is_silent_on_is_coded_by_rules(tmp_path: Path) -> None:
    model = ScriptedModel([findings(finding("overload", "propagation", "誤り、輻輳した"))])
    by_rules = code_by_rules(ACCOUNT, VOCABULARY)
    assert by_rules.concepts(Facet.PROPAGATION) == {"congestion"}

    coding = code(Coder(an_asker(tmp_path, model), VOCABULARY), ACCOUNT)

    assert coding.concepts(Facet.PROPAGATION) == {"overload"}
    for facet in set(Facet) - {Facet.PROPAGATION}:
        assert coding.of(facet) == by_rules.of(facet)
    assert coding.version.endswith(f"+{by_rules.version}")
    assert coding.fault is None
    assert stands_in(coding, ACCOUNT)


def test_rules_code_where_the_model_does_not_and_the_coding_says_why(tmp_path: Path) -> None:
    asker = an_asker(tmp_path, ScriptedModel([a_fault(ModelUnavailable)]))

    coding = code(Coder(asker, VOCABULARY), ACCOUNT)

    assert coding.codes == code_by_rules(ACCOUNT, VOCABULARY).codes
    assert coding.fault == "ModelUnavailable"
