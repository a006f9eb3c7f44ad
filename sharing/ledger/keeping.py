"""Keep the head beside the database: forward after each commit, and across a restored copy."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from corpus.database import transaction
from sharing.errors import DamagedLedger
from sharing.ledger.calls import enter_calls
from sharing.ledger.checkpoint import Checkpoint, Ends, read_head, write_head
from sharing.ledger.entry import Json, Kind
from sharing.ledger.line import NotALine
from sharing.ledger.store import Ledger, ends
from sharing.signing import SigningKey

Clock = Callable[[], datetime]


def settle(db: Database, folder: Path, clock: Clock) -> None:
    """Bring the head in `folder` up to the ledger in `db`. Nothing is done where it is.

    The first time of all, the key is made and entered, whatever else there is to enter: so that
    nobody learns by it that something was entered in a book that is not for them.

    Raises:
        DamagedKey: the key in `folder` cannot be used.
    """
    # A damaged ledger keeps nobody from working: `kyokun ledger verify` says what is wrong.
    with suppress(DamagedLedger):
        enter_calls(db)
        while _behind(ends(db), folder) and _advanced(db, folder, clock()):
            pass


def note_restored(db: Database, folder: Path, now: datetime) -> None:
    """Enter that `db` was put in the place of another, whose head lies in `folder`.

    What the other's ledger had beyond this one is told by number and hash, for whoever looks for
    it in the database that was replaced.
    """
    head = _head(folder)
    if head is None or _contains(db, head):
        return
    told: list[Json] = [
        {"book": book, "number": number, "hash": end}
        for book, (number, end) in sorted(head.books.items())
    ]
    with transaction(db):
        Ledger(db).append(Kind.RESTORED, {"head": told, "key": head.key}, now)
    write_head(folder, Checkpoint.signed(ends(db), now, SigningKey.of(folder)))


def _behind(have: Ends, folder: Path) -> bool:
    """Whether the head is to move; not where it is damaged: it is left for whoever asks."""
    try:
        head = read_head(folder)
    except NotALine:
        return False
    return head is None or have != head.books


def _advanced(db: Database, folder: Path, now: datetime) -> bool:
    """Whether the head moved, and may have to move again."""
    # Under the write lock: of two who do this at once, the later one sees what the other wrote.
    with transaction(db):
        key = SigningKey.of(folder)
        head, entered = _head(folder), _is_entered(db, key)
        if (head is None and entered) or (head is not None and not _contains(db, head)):
            return False
        have = ends(db)
        if head is not None and head.books == have:
            return False
        write_head(folder, Checkpoint.signed(have, now, key))
        if not entered:
            before = head.key if head and head.key != key.public.hex else None
            Ledger(db).append(Kind.KEY, {"key": key.public.hex, "before": before}, now)
    return not entered


def _is_entered(db: Database, key: SigningKey) -> bool:
    last = Ledger(db).last(Kind.KEY)
    return last is not None and last.body.get("key") == key.public.hex


def _contains(db: Database, head: Checkpoint) -> bool:
    """Whether the ledger in `db` has all that `head` knows of."""
    return head.holds and all(
        Ledger(db, book).hash_at(number) == told for book, (number, told) in head.books.items()
    )


def _head(folder: Path) -> Checkpoint | None:
    """The head; None where there is none, and where what lies there is none."""
    try:
        return read_head(folder)
    except NotALine:
        return None
