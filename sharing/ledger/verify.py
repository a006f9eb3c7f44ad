"""Is the ledger whole? Asked of an exported file, without any database, or of a workspace."""

import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlite_utils import Database

from corpus.database import snapshot
from corpus.viewer import Audience
from sharing.ledger.calls import faults_of_calls
from sharing.ledger.chain import Chain, Fault, Wrong
from sharing.ledger.checkpoint import Checkpoint, read_head
from sharing.ledger.entry import Kind
from sharing.ledger.line import NotALine
from sharing.ledger.store import lines as lines_of
from sharing.ledger.store import missing_guards
from sharing.signing import PublicKey


class Note(StrEnum):
    """What is no fault, and good to know."""

    KEY_NOT_TOLD = "key_not_told"  # nobody said whose key it is to be
    CLOCK_BACKWARDS = "clock_backwards"  # a clock ran backwards
    RESTORED = "restored"  # a copy was put in the place of the database
    KEYS_CHANGED = "keys_changed"  # there was another key before


@dataclass(frozen=True, slots=True, kw_only=True)
class BookState:
    """How far a book has come: how many entries, and the hash of the last."""

    book: Audience
    entries: int
    hash: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found; `key` signed it. `notes`, with how often, are no faults."""

    books: tuple[BookState, ...]
    key: str | None
    faults: tuple[Fault, ...]
    notes: tuple[tuple[Note, int], ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a ledger is held against: whose `key`, and an `earlier` checkpoint of it."""

    key: PublicKey | None = None
    earlier: Checkpoint | None = None


NOTHING = Expected()


def verify_lines(lines: Iterable[bytes], expected: Expected = NOTHING) -> Report:
    """Whether an exported ledger is whole, to the last byte."""
    chain, end = Chain(), None
    rest = list(chain.read(lines))
    try:
        end = Checkpoint.read(rest[0]) if rest else None
    except NotALine:
        chain.faults.append(Fault(wrong=Wrong.BAD_SIGNATURE))
    else:
        if end is None:
            chain.faults.append(Fault(wrong=Wrong.NO_CHECKPOINT))
        else:
            chain.compare(end)
            chain.ends_at(end)
    if len(rest) > 1:
        chain.faults.append(Fault(wrong=Wrong.AFTER_END, details={"lines": len(rest) - 1}))
    return _report(chain, end, expected)


def verify_database(db: Database, folder: Path, expected: Expected = NOTHING) -> Report:
    """Whether the ledger in `db` is whole, and is what its head in `folder` knows."""
    chain, head = Chain(), None
    try:
        with snapshot(db):
            _read_all(chain, db)
    except (sqlite3.DatabaseError, ValueError, KeyError, TypeError):
        chain.faults.append(Fault(wrong=Wrong.UNREADABLE))
    try:
        head = read_head(folder)
    except NotALine:
        chain.faults.append(Fault(wrong=Wrong.BAD_SIGNATURE))
    else:
        if head is not None:
            chain.compare(head, Wrong.BEHIND_HEAD)
        elif chain.books:
            chain.faults.append(Fault(wrong=Wrong.NO_HEAD))
    return _report(chain, head, expected)


def last_checkpoint(lines: Iterable[bytes]) -> Checkpoint:
    """The checkpoint that `lines`, of an exported ledger or of a head, end with.

    Raises:
        NotALine: they end with none.
    """
    [last] = deque(lines, maxlen=1) or [b""]
    return Checkpoint.read(last)


def _read_all(chain: Chain, db: Database) -> None:
    deque(chain.read(lines_of(db)), maxlen=0)  # no checkpoint stands among rows
    for guard in sorted(missing_guards(db)):
        chain.faults.append(Fault(wrong=Wrong.UNGUARDED, details={"guard": guard}))
    if not chain.faults:
        chain.faults.extend(faults_of_calls(db))


def _report(chain: Chain, end: Checkpoint | None, expected: Expected) -> Report:
    if end is not None and (
        (expected.key is not None and end.key != expected.key.hex)
        or (chain.key is not None and end.key != chain.key)
    ):
        chain.faults.append(Fault(wrong=Wrong.OTHER_KEY, details={"key": end.key}))
    if expected.earlier is not None:
        chain.compare(expected.earlier)
    return Report(
        books=tuple(
            BookState(book=book, entries=have.number, hash=have.hash)
            for book, have in sorted(chain.books.items())
        ),
        key=end.key if end else None,
        faults=tuple(chain.faults),
        notes=tuple(_notes(chain, expected)),
    )


def _notes(chain: Chain, expected: Expected) -> Iterator[tuple[Note, int]]:
    if expected.key is None:
        yield Note.KEY_NOT_TOLD, 1
    if chain.backwards:
        yield Note.CLOCK_BACKWARDS, chain.backwards
    if restored := chain.kinds[Kind.RESTORED]:
        yield Note.RESTORED, restored
    if chain.kinds[Kind.KEY] > 1:
        yield Note.KEYS_CHANGED, chain.kinds[Kind.KEY] - 1
