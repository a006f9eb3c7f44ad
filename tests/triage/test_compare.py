from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from sqlite_utils import Database

from corpus.errors import InputRefused, UnknownFiling
from corpus.ids import AccountId
from corpus.viewer import SECRETARIAT, Viewer
from prompts.answers import ComparisonForm
from prompts.errors import ModelUnavailable
from tests.prompts.fakes import ScopePermission, ScriptedModel, a_fault, an_asker
from tests.triage.lessons.examples import (
    CABLE,
    PUBLIC,
    VOCABULARY,
    a_database,
    a_filed,
    recorded,
)
from tests.triage.review.examples import decided
from triage.answers import Comparison
from triage.compare import Comparing

STORM, AGAIN, CUT = map(AccountId, ("2022-07-02-storm", "2023-01-01-again", "2021-01-01-cable"))
QUOTED = "旧版の誤った作業手順書による経路誤設定"
CUT_WORDS = "第三者の工事による地下ケーブルの切断"


@pytest.fixture
def db() -> Database:
    made = a_database()
    recorded(made, STORM, started_at="2022-07-02")
    recorded(made, AGAIN, started_at="2023-01-01", operator="NTTドコモ")
    recorded(made, CUT, **CABLE, started_at="2021-01-01")
    return made


def compared(db: Database, other: AccountId, viewer: Viewer = SECRETARIAT) -> Comparison:
    return Comparing(db=db, vocabulary=VOCABULARY).compare(STORM, other, viewer)


def contrast(facet: str = "cause", **fields: Any) -> dict[str, Any]:
    told = {
        "facet": facet,
        "ja": "どちらも手順書を誤った",
        "en": "Both used a wrong procedure",
        "citations": [{"source": "A", "words": QUOTED}],
    }
    return {**told, **fields}


def a_comparison(verdict: str = "same", **parts: Any) -> ComparisonForm:
    return ComparisonForm.model_validate(
        {"verdict": verdict, "likenesses": [], "differences": [], **parts}
    )


def by_model(
    db: Database, directory: Path, *answers: BaseModel | BaseException, **options: Any
) -> Comparison:
    asker = an_asker(directory, ScriptedModel(answers), **options)
    comparing = Comparing(db=db, vocabulary=VOCABULARY, asker=asker)
    return comparing.compare(STORM, CUT, SECRETARIAT)


def test_what_both_tell_is_a_likeness_quoted_from_both(db: Database) -> None:
    found = compared(db, AGAIN)

    assert found.differences == ()
    cause = next(one for one in found.likenesses if one.facet == "cause")
    assert {str(citation.incident) for citation in cause.citations} == {STORM, AGAIN}
    assert cause.ja.startswith("原因: どちらも「")
    assert cause.en.startswith("cause: both tell of ")


def test_a_facet_without_anything_in_common_is_a_difference(db: Database) -> None:
    found = compared(db, CUT)

    cause = next(one for one in found.differences if one.facet == "cause")
    assert {str(citation.incident) for citation in cause.citations} == {STORM, CUT}
    assert "一方は「" in cause.ja
    assert "the other of" in cause.en


def test_a_kind_of_what_the_other_tells_is_in_common_and_named_by_the_wider_one(
    db: Database,
) -> None:
    told = {**CABLE, "root_cause": None, "lessons": []}
    for known, cause in (
        ("2019-01-01-disk", "ディスク障害"),
        ("2019-01-02-hard", "ハードウェア故障"),
    ):
        recorded(db, known, **{**told, "trigger": None, "narrative_ja": f"{cause}で停止した。"})
    comparing = Comparing(db=db, vocabulary=VOCABULARY)

    for one, other in (("disk", "hard"), ("hard", "disk")):
        days = {"disk": "2019-01-01-disk", "hard": "2019-01-02-hard"}
        found = comparing.compare(AccountId(days[one]), AccountId(days[other]), SECRETARIAT)
        [cause_told] = [each for each in found.likenesses if each.facet == "cause"]
        assert "cause" not in {each.facet for each in found.differences}
        assert "ハードウェア" in cause_told.ja
        assert "ディスク" not in cause_told.ja
        assert [str(each.incident) for each in cause_told.citations] == [days[one], days[other]]


def test_rules_decide_nothing(db: Database) -> None:
    assert compared(db, AGAIN).verdict == "undecided"
    assert compared(db, AGAIN).decision is None


def test_a_facet_that_one_does_not_speak_of_is_no_difference(db: Database) -> None:
    assert "recovery" not in {one.facet for one in compared(db, CUT).differences}


@pytest.mark.parametrize(("said", "verdict"), [("same", "same"), ("not-same", "different")])
def test_what_a_person_said_is_the_verdict(db: Database, said: str, verdict: str) -> None:
    decided(db, "novel", STORM)
    decided(db, said, CUT, STORM)
    decision = decided(db, said, AGAIN, STORM)

    found = compared(db, AGAIN)
    assert (found.verdict, found.decision) == (verdict, decision.id)
    assert compared(db, AGAIN, PUBLIC).verdict == "undecided"


def test_a_case_is_not_compared_with_itself(db: Database) -> None:
    with pytest.raises(InputRefused):
        compared(db, STORM)


def test_a_case_that_the_viewer_does_not_see_is_not_compared(db: Database) -> None:
    with pytest.raises(UnknownFiling):
        compared(db, a_filed(db, cause="故障した。"), PUBLIC)


def test_a_models_contrast_counts_with_words_of_the_cases(db: Database, tmp_path: Path) -> None:
    told = a_comparison(
        "different",
        differences=[
            contrast(
                citations=[{"source": "A", "words": QUOTED}, {"source": "B", "words": CUT_WORDS}]
            )
        ],
    )
    found = by_model(db, tmp_path, told)

    assert found.verdict == "different"
    [difference] = found.differences
    assert [str(one.incident) for one in difference.citations] == [STORM, CUT]
    assert found.made_by["prompt"] == "compare_cases.1"


def test_a_verdict_that_nothing_bears_out_is_none(db: Database, tmp_path: Path) -> None:
    told = a_comparison(
        "same",
        likenesses=[contrast(citations=[{"source": "B", "words": "どこにもない言葉"}])],
        differences=[
            contrast(ja="300万人の差がある"),
            contrast(citations=[{"source": "A", "words": "ここにもない言葉"}]),
        ],
    )
    found = by_model(db, tmp_path, told)

    assert (found.verdict, found.likenesses, found.differences) == ("undecided", (), ())
    assert found.dropped == {"not_in_source": 2, "number": 1}


def test_an_undecided_model_stays_undecided(db: Database, tmp_path: Path) -> None:
    assert by_model(db, tmp_path, a_comparison("undecided")).verdict == "undecided"


def test_people_outrank_the_model(db: Database, tmp_path: Path) -> None:
    decision = decided(db, "not-same", STORM, CUT)
    found = by_model(db, tmp_path, a_comparison("same", likenesses=[contrast()]))

    assert (found.verdict, found.decision) == ("different", decision.id)


def test_a_model_that_fails_leaves_the_rules(db: Database, tmp_path: Path) -> None:
    found = by_model(db, tmp_path, a_fault(ModelUnavailable))

    assert found.differences == compared(db, CUT).differences
    assert found.made_by["model_fault"] == "ModelUnavailable"


def test_cases_of_which_one_may_not_go_are_compared_by_rules(db: Database, tmp_path: Path) -> None:
    kept = ScopePermission(kept=frozenset({str(CUT)}))
    found = by_model(db, tmp_path, a_comparison(), permission=kept)

    assert found.made_by["model_fault"] == "ModelSwitchedOff"
