import pytest
from sqlite_utils import Database

from corpus.viewer import SECRETARIAT
from tests.triage.lessons.examples import a_database, recorded
from tests.triage.review.examples import after, decided
from triage.review.agreement import Agreement, agreement
from triage.review.decision import Question
from triage.review.store import DecisionStore

TWO = ("佐藤", "鈴木")
IDS = [f"20{number}-01-01-x" for number in range(10, 20)]


@pytest.fixture
def db() -> Database:
    made = a_database()
    for known in IDS:
        recorded(made, known, started_at=known[:10])
    return made


def decide(db: Database, reviewer: str, *said: str, days: int = 0) -> None:
    for case, told in zip(IDS, said, strict=False):
        decided(db, told, case, reviewer=reviewer, at=after(days))


def found(db: Database, question: Question = Question.NOVELTY, **between: object) -> Agreement:
    decisions = DecisionStore(db).all(SECRETARIAT)
    return agreement(decisions, question, TWO, **between)  # type: ignore[arg-type]


def test_two_who_agree_on_all_have_a_kappa_of_one(db: Database) -> None:
    for reviewer in TWO:
        decide(db, reviewer, "novel", "not-novel", "novel", "not-novel")

    told = found(db)
    assert (told.cases, told.share, told.kappa) == (4, 1.0, 1.0)


def test_kappa_is_less_the_agreement_of_chance(db: Database) -> None:
    decide(db, "佐藤", "novel", "novel", "novel", "not-novel", "not-novel", "not-novel")
    decide(db, "鈴木", "novel", "novel", "not-novel", "not-novel", "not-novel", "novel")

    told = found(db)
    assert told.share == pytest.approx(4 / 6)
    assert told.kappa == pytest.approx(1 / 3)
    assert told.low is not None
    assert told.high is not None
    assert told.low < 1 / 3 < told.high
    assert found(db) == told


def test_one_answer_throughout_has_no_kappa(db: Database) -> None:
    for reviewer in TWO:
        decide(db, reviewer, "novel", "novel")

    told = found(db)
    assert (told.share, told.kappa, told.low, told.high) == (1.0, None, None, None)


def test_nothing_in_common_has_neither(db: Database) -> None:
    decide(db, "佐藤", "novel")

    told = found(db)
    assert (told.cases, told.share, told.kappa) == (0, None, None)


def test_what_each_last_said_counts_whoever_spoke_last(db: Database) -> None:
    decide(db, "佐藤", "novel", "novel")
    decide(db, "鈴木", "novel", "not-novel")
    decide(db, "佐藤", "not-novel", "novel", days=1)

    assert found(db).share == 0.0


def test_decisions_on_pairs_are_compared_whichever_case_is_named_first(db: Database) -> None:
    decided(db, "same", IDS[0], IDS[1], reviewer="佐藤")
    decided(db, "not-same", IDS[2], IDS[3], reviewer="佐藤")
    decided(db, "same", IDS[1], IDS[0], reviewer="鈴木")
    decided(db, "not-same", IDS[2], IDS[3], reviewer="鈴木")
    decided(db, "same", IDS[4], IDS[5], reviewer="鈴木")

    told = found(db, Question.MECHANISM)
    assert (told.cases, told.kappa) == (2, 1.0)


def test_past_and_later_decisions_can_be_asked_for_apart(db: Database) -> None:
    decide(db, "佐藤", "novel", "not-novel")
    decide(db, "鈴木", "novel", "not-novel")
    decide(db, "佐藤", "not-novel", "novel", days=10)

    assert found(db, until=after(5)).kappa == 1.0
    assert found(db, since=after(5)).cases == 0
    assert found(db).kappa == -1.0
