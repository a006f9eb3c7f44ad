import sqlite3
import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.database import connect, transaction
from corpus.viewer import SECRETARIAT, Audience, Viewer
from sharing.errors import DamagedLedger, UnfitEntry
from sharing.ledger.entry import BEGINNING, Json
from sharing.ledger.store import Ledger, books_seen, entries_seen
from sharing.ledger.verify import verify_database
from tests.examples import NOW
from tests.sharing.ledger.examples import Kept


def test_an_entry_follows_from_the_one_before(db: Database) -> None:
    first = Ledger(db).append("sent", {"lesson": "L-1.1"}, NOW)
    second = Ledger(db).append("opened", {"lesson": "L-1.1"}, NOW)

    assert (first.number, first.before) == (1, BEGINNING)
    assert (second.number, second.before) == (2, first.hash)
    assert entries_seen(db, SECRETARIAT) == (first, second)
    assert Ledger(db).last() == second


def test_it_is_part_of_the_callers_transaction(db: Database) -> None:
    with suppress(RuntimeError), transaction(db):
        Ledger(db).append("sent", {}, NOW)
        raise RuntimeError

    assert Ledger(db).last() is None


def test_a_book_is_shown_to_those_who_oversee_it(db: Database) -> None:
    Ledger(db).append("sent", {}, NOW)
    Ledger(db, Audience("carrier:kddi")).append("share", {}, NOW)

    told = {
        name: books_seen(db, Viewer.parse(name))
        for name in ("secretariat", "carrier:kddi", "carrier:iij", "public", "committee")
    }

    assert told == {
        "secretariat": ("secretariat",),
        "carrier:kddi": ("carrier:kddi",),
        "carrier:iij": (),
        "public": (),
        "committee": (),
    }


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger SET at = 'now'",
        "DELETE FROM ledger",
        "REPLACE INTO ledger SELECT book, number, kind, 'now', body, before, hash FROM ledger",
        "INSERT INTO ledger VALUES ('secretariat', 3, 'sent', 'now', '{}', '', '')",
        "INSERT INTO ledger VALUES ('secretariat', 2, 'sent', 'now', '{}', 'other', '')",
        "INSERT INTO ledger VALUES ('public', 1, 'sent', 'now', '{}', 'other', '')",
    ],
)
def test_rows_are_only_added_at_the_end(db: Database, change: str) -> None:
    Ledger(db).append("sent", {}, NOW)

    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        db.execute(change)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"a": "x" * 161}, "a: 161"),
        ({"a": ["b", "two\nlines"]}, "a.1"),
        ({"a": {"b": {"c": {"d": ["e"]}}}}, "a.b.c.d.0: nested"),
        ({"a": "\ud800"}, "a"),
        ({"a": 0.5}, "a: float"),
    ],
)
def test_what_is_no_id_is_not_entered_and_not_told(
    db: Database, body: dict[str, Json], where: str
) -> None:
    with pytest.raises(UnfitEntry, match=where) as refused:
        Ledger(db).append("sent", body, NOW)

    assert "two" not in str(refused.value)
    assert Ledger(db).last() is None


def test_a_moment_without_an_offset_and_an_unknown_kind_are_not_entered(db: Database) -> None:
    with pytest.raises(UnfitEntry, match="offset"):
        Ledger(db).append("sent", {}, datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="gossip"):
        Ledger(db).append("gossip", {}, NOW)


def test_moments_are_kept_by_universal_time(db: Database) -> None:
    entry = Ledger(db).append("sent", {}, datetime(2026, 1, 2, 3, tzinfo=UTC))

    assert entry.at == "2026-01-02T03:00:00.000000+00:00"


def test_nothing_follows_an_entry_that_cannot_be_read(kept: Kept) -> None:
    kept.loosen()
    kept.db.execute("UPDATE ledger SET body = 'x' WHERE number = 5")

    with pytest.raises(DamagedLedger, match="secretariat: 5"):
        kept.enter()
    kept.settle()


def test_two_writers_at_once_come_one_after_the_other(database: Path, tmp_path: Path) -> None:
    def write(name: int) -> None:
        with connect(database) as db:
            for number in range(25):
                Ledger(db).append("sent", {"writer": name, "number": number}, NOW)

    writers = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with connect(database) as db:
        report = verify_database(db, tmp_path / "nowhere")
        [state] = report.books
        entries = entries_seen(db, SECRETARIAT)
    assert state.entries == 100
    assert [fault.wrong for fault in report.faults] == ["no_head"]
    for name in range(4):
        mine = [one.body["number"] for one in entries if one.body["writer"] == name]
        assert mine == list(range(25))
