"""What shows as done of what is due: marks of persons, and filings."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.intake.receive import receive
from corpus.reading import Stage
from corpus.viewer import Viewer
from tests.corpus.names import Names
from tests.corpus.steps import filed
from tests.examples import a_moment, a_parcel, a_reading
from tests.triage.docket.due_cases import DETAILED, FIRST, NOTICE, states
from tests.triage.docket.examples import COMMITTEE, DOCOMO, KDDI, NOW, OCCURRED, docket, entered
from triage.docket.due import Marked, due_list, mark_done
from triage.docket.due_item import State
from triage.errors import FactsRefused, MayNotEnter, UnknownEntry


def test_a_person_marks_what_was_done(db: Database) -> None:
    made = entered(db)
    told_at = OCCURRED + timedelta(minutes=20)
    mark_done(docket(db, KDDI), Marked(entry=made.id, key=NOTICE, done_at=told_at), NOW)

    assert NOTICE not in states(due_list(docket(db), NOW))
    [done] = [it for it in due_list(docket(db), NOW, done=True).items if it.key == NOTICE]
    assert done.done is not None
    assert (done.state, done.done.at, done.done.told_by) == (State.DONE, told_at, "carrier:kddi")


def test_what_was_done_late_says_so_and_what_comes_later_is_not_done_yet(db: Database) -> None:
    made = entered(db)
    late = OCCURRED + timedelta(minutes=45)
    mark_done(docket(db, KDDI), Marked(entry=made.id, key=NOTICE, done_at=late), NOW)

    assert states(due_list(docket(db), NOW, done=True))[NOTICE] == "done_late"
    before = OCCURRED + timedelta(minutes=40)
    assert states(due_list(docket(db), before))[NOTICE] == "overdue"


def test_a_mark_can_be_taken_back(db: Database) -> None:
    made = entered(db)
    for done_at in (OCCURRED, None):
        mark_done(docket(db, KDDI), Marked(entry=made.id, key=NOTICE, done_at=done_at), NOW)

    assert states(due_list(docket(db), NOW))[NOTICE] == "overdue"


def test_filings_mark_what_they_show(db: Database) -> None:
    first = filed(db, a_reading(reference="R-1", at="2025-06-10T10:00", stage=Stage.FIRST))
    entered(db, about=first.filing)
    as_of = NOW + timedelta(days=400)
    found = states(due_list(docket(db), as_of))
    assert FIRST not in found
    assert found[DETAILED] == "overdue"

    filed(db, a_reading(reference="R-1", at="2025-06-10T10:00", stage=Stage.DETAILED))
    assert DETAILED not in states(due_list(docket(db), as_of))


def test_a_filing_counts_from_when_it_says_it_was_made(db: Database) -> None:
    reading = a_reading(at="2025-06-10T10:00", reported=a_moment("2025-06-10T11:00"))
    parcel = a_parcel()
    came = NOW + timedelta(days=900)
    [receipt] = receive(db, replace(parcel, received_at=came), [reading], Names())
    db.execute(
        "UPDATE filings SET reading = json_set(reading, '$.reported', json(?)) WHERE id = ?",
        (
            '{"at": "2025-06-10T11:00:00+09:00", "precision": "minute", "text": "11時"}',
            receipt.filing,
        ),
    )
    entered(db, about=receipt.filing)

    [first] = [it for it in due_list(docket(db), NOW, done=True).items if it.key == FIRST]
    assert first.done is not None
    assert first.done.at == datetime.fromisoformat("2025-06-10T11:00:00+09:00")
    assert first.done.filing == receipt.filing


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"key": "jp-2025-04/leak/first"}, "key", "unknown_due"),
    ({"done_at": NOW + timedelta(days=1)}, "done_at", "in_the_future"),
    ({"done_at": datetime(2025, 6, 10)}, "done_at", "no_offset"),
]


@pytest.mark.parametrize(("told", "path", "code"), REFUSED)
def test_a_bad_mark_is_refused(db: Database, told: dict[str, Any], path: str, code: str) -> None:
    made = entered(db)
    marked = Marked(**{"entry": made.id, "key": NOTICE, "done_at": OCCURRED, **told})

    with pytest.raises(FactsRefused) as refused:
        mark_done(docket(db, KDDI), marked, NOW)
    assert [(fault.path, fault.code) for fault in refused.value.faults] == [(path, code)]


def test_others_mark_nothing(db: Database) -> None:
    made = entered(db)
    marked = Marked(entry=made.id, key=NOTICE, done_at=OCCURRED)

    with pytest.raises(UnknownEntry):
        mark_done(docket(db, DOCOMO), marked, NOW)
    with pytest.raises(MayNotEnter):
        mark_done(docket(db, COMMITTEE), marked, NOW)


def test_what_carriers_file_together_marks_each_ones_own(db: Database) -> None:
    reading = a_reading(at="2025-06-10T10:00", carrier_named="KDDI / 沖縄セルラー電話")
    parcel = a_parcel(carrier=None)
    [receipt] = receive(db, parcel, [reading], Names())
    okinawa = Viewer.parse("carrier:okinawa-cellular")
    mine = entered(db, KDDI, about=receipt.filing)
    theirs = entered(db, okinawa, about=receipt.filing)

    assert (mine.carrier, theirs.carrier) == ("kddi", "okinawa-cellular")
    for viewer, entry in [(KDDI, mine), (okinawa, theirs)]:
        found = due_list(docket(db, viewer), NOW, done=True)
        assert {item.case for item in found.items} == {entry.id}
        assert states(found)[FIRST] == "done"
