from datetime import date

import pytest
from sqlite_utils import Database

from corpus.ids import FilingId
from corpus.viewer import SECRETARIAT
from tests.triage.lessons.examples import a_database, recorded
from tests.triage.review.examples import an_assessment, decided
from triage.assessment import Assessment
from triage.reading_order import Line, Listed, reading_order, received_in
from triage.review.binding import Bindings

CASES = ("2020-01-01-a", "2021-01-01-b", "2022-01-01-c", "2023-01-01-d")
NEW, OLD, HALF, MOST = 1.0, 0.0, 0.5, 0.75


@pytest.fixture
def db() -> Database:
    made = a_database()
    for known in CASES:
        recorded(made, known, started_at=known[:10])
    return made


RANKED = [
    an_assessment(novelty, filing=FilingId(case))
    for case, novelty in zip(CASES, (NEW, OLD, HALF, MOST), strict=True)
]


def order(db: Database, listed: Listed = Listed.OPEN) -> tuple[Line, ...]:
    return reading_order(RANKED, Bindings.load(db, SECRETARIAT), listed)


def test_reading_down_is_expected_to_find_more_and_at_last_all(db: Database) -> None:
    found = order(db)

    assert [line.assessment for line in found] == RANKED
    assert [line.found for line in found] == [1.0, 1.0, 1.5, 2.25]
    assert [line.share for line in found] == pytest.approx([4 / 9, 4 / 9, 2 / 3, 1.0])


@pytest.mark.parametrize(
    ("listed", "cases"),
    [
        (Listed.OPEN, [0, 1, 3]),
        (Listed.UNDECIDED, [3]),
        (Listed.ACCEPT, [0]),
        (Listed.DEFER, [1]),
        (Listed.FILE, [2]),
        (Listed.ALL, [0, 1, 2, 3]),
    ],
)
def test_what_was_decided_last_says_what_is_listed(
    db: Database, listed: Listed, cases: list[int]
) -> None:
    decided(db, "file", CASES[0])
    for said, case in zip(("accept", "defer", "file"), CASES, strict=False):
        decided(db, said, case)

    assert [line.assessment for line in order(db, listed)] == [RANKED[at] for at in cases]


def test_what_is_filed_does_not_count_as_left_to_find(db: Database) -> None:
    decided(db, "file", CASES[0])

    assert order(db)[-1].found == 1.25
    assert order(db)[-1].share == 1.0


def test_a_filing_that_came_after_the_decision_on_its_accident_says_so(db: Database) -> None:
    decision = decided(db, "defer", CASES[0])
    later = an_assessment(filing=FilingId("F-9"), incident=CASES[0])

    [line] = reading_order([later], Bindings.load(db, SECRETARIAT))

    assert (line.state, line.newer) == (decision, True)
    assert [line.newer for line in order(db)] == [False] * 4


def test_the_later_of_two_decisions_on_a_filing_and_its_accident_counts(db: Database) -> None:
    both = an_assessment(filing=FilingId(CASES[0]), incident=CASES[1])
    decided(db, "accept", CASES[1])
    later = decided(db, "defer", CASES[0])

    [line] = reading_order([both], Bindings.load(db, SECRETARIAT))

    assert line.state == later


def test_a_month_holds_what_was_received_in_it(db: Database) -> None:
    received = {
        FilingId(CASES[0]): date(2026, 3, 31),
        FilingId(CASES[1]): date(2026, 4, 1),
        FilingId(CASES[2]): date(2025, 4, 30),
    }
    text: Assessment = an_assessment(filing=None)

    found = list(received_in([*RANKED, text], received, date(2026, 4, 1)))

    assert found == [RANKED[1]]
