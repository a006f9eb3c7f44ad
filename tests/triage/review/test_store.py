import sqlite3

import pytest
from sqlite_utils import Database

from corpus.errors import InputRefused, UnknownFiling, UnknownIncident
from corpus.ids import AccountId
from corpus.viewer import SECRETARIAT, Viewer
from tests.examples import NOW
from tests.triage.lessons.examples import COMMITTEE, KDDI, PUBLIC, a_database, a_filed, recorded
from tests.triage.review.examples import after, decided
from triage.errors import MayNotReview
from triage.review.decision import Question, Said
from triage.review.store import DecisionStore, standing
from triage.review.words import wording

A, B, C = "2020-01-01-a", "2021-01-01-b", "2022-01-01-c"


@pytest.fixture
def db() -> Database:
    made = a_database()
    for known in (A, B, C):
        recorded(made, known, started_at=known[:10])
    return made


def said(db: Database, viewer: Viewer = SECRETARIAT) -> list[str]:
    return [str(one.said) for one in DecisionStore(db).all(viewer)]


def stands(db: Database) -> list[str]:
    return [str(one.said) for one in standing(DecisionStore(db).all(SECRETARIAT))]


def test_a_decision_is_kept_with_who_why_and_when(db: Database) -> None:
    decision = decided(db, "defer", A, why=" 調査を待つ ", reviewer="鈴木", by=COMMITTEE)

    assert DecisionStore(db).all(SECRETARIAT) == (decision,)
    assert (decision.role, decision.reviewer, decision.why, decision.at) == (
        "committee",
        "鈴木",
        "調査を待つ",
        NOW,
    )
    assert decision.question is Question.STATE
    assert decision.case.incidents == {A}


def test_a_later_decision_stands_and_the_earlier_one_stays_on_record(db: Database) -> None:
    decided(db, "defer", A)
    decided(db, "file", A, at=after(1))

    assert said(db) == ["defer", "file"]
    assert stands(db) == ["file"]


def test_what_is_said_of_two_cases_is_one_question_either_way_round(db: Database) -> None:
    decided(db, "same", A, B)
    decided(db, "not-same", B, A)

    assert stands(db) == ["not-same"]


def test_decisions_on_other_cases_and_other_questions_stand_beside(db: Database) -> None:
    decided(db, "same", A, B)
    decided(db, "not-same", A, C)
    decided(db, "novel", A)
    decided(db, "accept", A)
    decided(db, "not-novel", B)

    assert len(stands(db)) == 5


def test_rows_are_only_ever_added(db: Database) -> None:
    decided(db, "accept", A)
    with pytest.raises(sqlite3.IntegrityError, match="only added"):
        db.execute("UPDATE review_decisions SET said = 'file'")
    with pytest.raises(sqlite3.IntegrityError, match="only added"):
        db.execute("DELETE FROM review_decisions")
    assert said(db) == ["accept"]


@pytest.mark.parametrize("viewer", ["public", "auditor", "carrier:kddi"])
def test_only_the_secretariat_and_the_committee_decide_and_see(db: Database, viewer: str) -> None:
    decided(db, "accept", A)
    with pytest.raises(MayNotReview):
        decided(db, "file", A, by=Viewer.parse(viewer))

    assert said(db, Viewer.parse(viewer)) == []
    assert said(db, COMMITTEE) == ["accept"]


def test_a_case_that_is_not_there_cannot_be_decided(db: Database) -> None:
    with pytest.raises(UnknownIncident):
        decided(db, "accept", "2000-01-01-none")
    with pytest.raises(UnknownFiling):
        decided(db, "same", A, "F-none")
    assert said(db) == []


@pytest.mark.parametrize(
    ("told", "other", "code"),
    [
        ("same", None, "one_case"),
        ("novel", B, "two_cases"),
        ("same", A, "same_case"),
    ],
)
def test_a_question_takes_as_many_cases_as_it_is_about(
    db: Database, told: str, other: str | None, code: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        decided(db, told, A, other)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"why": "  "}, "no_text"),
        ({"reviewer": ""}, "no_text"),
        ({"why": "長" * 2001}, "too_long"),
    ],
)
def test_a_decision_needs_a_reason_and_a_name(
    db: Database, fields: dict[str, str], code: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        decided(db, "accept", A, **fields)
    assert refused.value.code == code


def test_all_decisions_on_a_case_are_its_history(db: Database) -> None:
    first = decided(db, "accept", A)
    second = decided(db, "same", B, A)
    decided(db, "accept", B)
    third = decided(db, "file", A)

    assert DecisionStore(db).of(AccountId(A), SECRETARIAT) == (first, second, third)
    with pytest.raises(UnknownFiling):
        DecisionStore(db).of(a_filed(db, cause="故障した。"), PUBLIC)


def test_what_stood_at_a_decision_can_be_asked_for_again(db: Database) -> None:
    first = decided(db, "accept", A)
    decided(db, "file", A)

    assert DecisionStore(db).all(SECRETARIAT, until=first.id) == (first,)


def test_a_decision_on_a_filing_is_about_its_incident_too(db: Database) -> None:
    filing = a_filed(db, cause="故障した。")
    decision = decided(db, "novel", filing)

    assert decision.case.account == filing
    assert len(decision.case.incidents) == 1
    assert DecisionStore(db).all(KDDI) == ()


@pytest.mark.parametrize("told", list(Said))
def test_every_decision_has_words_in_both_languages(told: Said) -> None:
    assert wording("words", told).ja
    assert wording("words", told).en
