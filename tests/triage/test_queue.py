from dataclasses import replace
from datetime import date

import pytest
from sqlite_utils import Database

from corpus.errors import UnknownFiling
from corpus.ids import FilingId
from corpus.reading import Stage
from corpus.viewer import SECRETARIAT, Viewer
from tests.corpus.steps import filed
from tests.examples import NOW
from tests.triage.examples import (
    CABLE,
    DOCOMO,
    EVERYONE,
    KDDI,
    POWER,
    ROUTER,
    put,
    telling,
    triage_of,
)
from tests.triage.review.examples import decided
from triage.queue import Queue


def queue_of(db: Database, viewer: Viewer = SECRETARIAT) -> Queue:
    return Queue(triage_of(db), viewer)


@pytest.fixture
def filings(db: Database) -> list[FilingId]:
    """One that was told before, then one that was not."""
    put(db, "2021-01-01-a", CABLE)
    return [filed(db, telling(text * 10)).filing for text in (CABLE, ROUTER)]


def test_what_was_not_judged_yet_waits_in_the_order_it_came(
    db: Database, filings: list[FilingId]
) -> None:
    queue = queue_of(db)
    assert queue.waiting() == filings

    queue.assess(filings[:1], None, NOW)

    assert queue.waiting() == filings[1:]
    assert [one.filing for one in queue.ranked()] == filings[:1]


def test_the_newest_is_ranked_first(db: Database, filings: list[FilingId]) -> None:
    queue = queue_of(db)
    found = queue.assess(filings, None, NOW)

    assert [one.filing for one in found] == filings
    assert [one.filing for one in queue.ranked()] == filings[::-1]
    assert queue.ranked() == found[::-1]


def test_judging_as_of_a_day_changes_nothing_in_the_queue(
    db: Database, filings: list[FilingId]
) -> None:
    queue = queue_of(db)
    ranked = sorted(queue.assess(filings, None, NOW), key=lambda one: -one.priority)

    queue.assess(filings, date(2024, 1, 1), NOW)

    assert queue.ranked() == ranked
    assert queue.waiting() == []


def test_what_was_judged_with_other_weights_waits_again(
    db: Database, filings: list[FilingId]
) -> None:
    queue = queue_of(db)
    queue.assess(filings, None, NOW)
    other = replace(queue.triage, weights=replace(queue.triage.weights, version="other"))

    queue = Queue(other, SECRETARIAT)

    assert queue.waiting() == filings
    assert queue.ranked() == []
    found = queue.assess(filings, None, NOW)
    assert {one.configuration["weights"] for one in found} == {"other"}
    assert queue.waiting() == []


def test_the_queue_brought_up_to_date_is_what_is_ranked_then(
    db: Database, filings: list[FilingId]
) -> None:
    queue = queue_of(db)
    queue.assess(filings[:1], None, NOW)
    decided(db, "novel", filings[0])

    found = queue.up_to_date(NOW)

    assert [one.filing for one in found] == filings
    assert found == queue.ranked()
    assert queue.waiting() == []
    assert queue.up_to_date(NOW) == found


def test_progress_is_passed_on(db: Database, filings: list[FilingId]) -> None:
    told: list[tuple[int, int]] = []

    queue_of(db).assess(filings, None, NOW, lambda *at: told.append(at))

    assert told == [(2, 2)]


@pytest.mark.parametrize("viewer", [EVERYONE, DOCOMO], ids=str)
def test_filings_of_others_are_in_no_queue(
    db: Database, filings: list[FilingId], viewer: Viewer
) -> None:
    queue = queue_of(db, viewer)

    assert (queue.waiting(), queue.standing(), queue.ranked()) == ([], (), [])
    with pytest.raises(UnknownFiling):
        queue.assess(filings, None, NOW)
    assert db.table("assessments").count == 0


def test_a_carrier_has_a_queue_of_its_own(db: Database, filings: list[FilingId]) -> None:
    queue_of(db).assess(filings, None, NOW)

    assert queue_of(db, KDDI).ranked() == []
    assert queue_of(db, KDDI).waiting() == filings


def test_a_superseded_filing_leaves_the_queue_and_what_supersedes_it_waits(db: Database) -> None:
    first = filed(db, telling(POWER, reference="R-1")).filing
    queue = queue_of(db)
    queue.assess([first], None, NOW)

    detailed = filed(db, telling(ROUTER, reference="R-1", stage=Stage.DETAILED)).filing

    queue = queue_of(db)
    assert queue.ranked() == []
    assert queue.standing() == (detailed,)
    assert queue.waiting() == [detailed]


def test_a_filing_that_was_decided_on_waits_again_and_is_judged_as_decided(
    db: Database, filings: list[FilingId]
) -> None:
    queue = queue_of(db)
    queue.assess(filings, None, NOW)

    decided(db, "novel", filings[0])

    assert queue.waiting() == [filings[0]]
    [found] = queue.assess(queue.waiting(), None, NOW)
    assert (found.filing, found.novelty) == (filings[0], 1.0)
    assert queue.waiting() == []


def test_what_is_not_the_same_is_no_precedent_in_the_queue(
    db: Database, filings: list[FilingId]
) -> None:
    queue = queue_of(db)
    queue.assess(filings, None, NOW)
    assert "2021-01-01-a" in {one.incident for one in queue.ranked()[1].nearest}

    decided(db, "not-same", filings[0], "2021-01-01-a")

    [found] = queue.assess(queue.waiting(), None, NOW)
    assert found.filing == filings[0]
    assert "2021-01-01-a" not in {one.incident for one in found.nearest}


def test_a_carrier_waits_for_no_decision(db: Database, filings: list[FilingId]) -> None:
    queue = queue_of(db, KDDI)
    queue.assess(filings, None, NOW)

    decided(db, "novel", filings[0])

    assert queue.waiting() == []
