import shutil
import threading
from datetime import timedelta
from pathlib import Path

from corpus.database import connect
from sharing.ledger.chain import Wrong
from sharing.ledger.checkpoint import HEAD, read_head
from sharing.ledger.entry import Kind
from sharing.ledger.keeping import note_restored, settle
from sharing.ledger.store import Ledger
from sharing.ledger.verify import Note
from tests.examples import NOW
from tests.sharing.ledger.examples import Kept


def _head(kept: Kept) -> int:
    head = read_head(kept.folder)
    assert head is not None
    return next(number for number, _ in head.books.values())


def test_the_head_comes_after_the_commit_and_only_moves_forward(kept: Kept) -> None:
    kept.enter()
    assert (_head(kept), kept.wrong()) == (5, [])  # a program that was killed here

    kept.settle()
    content = (kept.folder / HEAD).read_bytes()
    kept.now += timedelta(days=1)
    kept.settle()

    assert _head(kept) == 6
    assert (kept.folder / HEAD).read_bytes() == content


def test_the_first_entry_is_the_key_whatever_follows(database: Path, tmp_path: Path) -> None:
    with connect(database) as db:
        kept = Kept(db, tmp_path)
        assert kept.verify().whole
        for _ in range(2):
            settle(db, tmp_path, lambda: NOW)

        last = Ledger(db).last()
        assert (_head(kept), kept.wrong()) == (1, [])
    assert last is not None
    assert (last.number, last.kind) == (1, "key")


def test_the_key_is_entered_once(kept: Kept) -> None:
    keys = [row["number"] for row in kept.db.query("SELECT * FROM ledger WHERE kind = 'key'")]

    assert keys == [2]


def test_a_key_that_was_replaced_is_entered_and_told(kept: Kept) -> None:
    for name in ("signing.key", "signing.pub"):
        (kept.folder / name).unlink()
    before = read_head(kept.folder)
    kept.enter()
    kept.settle()

    report = kept.verify()

    last = Ledger(kept.db).last(Kind.KEY)
    assert last is not None
    assert before is not None
    assert last.body == {"key": report.key, "before": before.key}
    assert report.whole
    assert (Note.KEYS_CHANGED, 1) in report.notes


def test_a_head_of_entries_that_are_gone_is_left_as_it_is(kept: Kept) -> None:
    kept.loosen()
    kept.db.execute("DELETE FROM ledger WHERE number >= 4")
    content = (kept.folder / HEAD).read_bytes()
    for _ in range(4):
        kept.enter()
        kept.settle()

    assert (kept.folder / HEAD).read_bytes() == content
    assert (Wrong.OTHER_HISTORY, 5) in kept.wrong()


def test_a_damaged_head_is_left_as_it_is(kept: Kept) -> None:
    (kept.folder / HEAD).write_bytes(b"damaged")
    kept.enter()
    kept.settle()
    note_restored(kept.db, kept.folder, NOW)

    assert (kept.folder / HEAD).read_bytes() == b"damaged"
    assert kept.wrong() == [(Wrong.BAD_SIGNATURE, None)]


def test_a_copy_that_was_put_back_is_entered(kept: Kept, tmp_path: Path) -> None:
    shutil.copy(tmp_path / "kyokun.db", tmp_path / "copy.db")
    kept.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(tmp_path / "kyokun.db", tmp_path / "copy.db")
    for _ in range(3):
        kept.enter()
    kept.settle()

    with connect(tmp_path / "copy.db") as db:
        older = Kept(db, tmp_path, kept.now)
        assert older.wrong() == [(Wrong.BEHIND_HEAD, 6)]
        note_restored(db, tmp_path, kept.now)
        older.settle()

        report = older.verify()
        last = Ledger(db).last(Kind.RESTORED)
    assert report.whole
    assert (Note.RESTORED, 1) in report.notes
    assert last is not None
    assert last.number == 6
    newest = Ledger(kept.db).hash_at(8)
    assert last.body["head"] == [{"book": "secretariat", "number": 8, "hash": newest}]


def test_a_copy_that_lost_nothing_leaves_no_trace(kept: Kept) -> None:
    note_restored(kept.db, kept.folder, NOW)

    assert Ledger(kept.db).last(Kind.RESTORED) is None


def test_two_who_settle_at_once_leave_the_newest_head(database: Path, tmp_path: Path) -> None:
    def write() -> None:
        with connect(database) as db:
            for _ in range(10):
                Ledger(db).append("sent", {}, NOW)
                settle(db, tmp_path, lambda: NOW)

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with connect(database) as db:
        kept = Kept(db, tmp_path)
        assert kept.wrong() == []
        assert _head(kept) == 31
