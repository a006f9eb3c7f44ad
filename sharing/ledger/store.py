"""Keep the ledger: rows are added at the end of a book, and never touched again."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.database import snapshot, transaction
from corpus.viewer import Audience, Viewer, audiences_of
from sharing.errors import DamagedLedger
from sharing.ledger.entry import MAIN, Entry, Json, Kind, canonical, check_body, moment_of
from sharing.ledger.line import NotALine, entry_of, line_of_row

GUARDS = frozenset({"ledger_keep_order", "ledger_keep_update", "ledger_keep_delete"})
"""The triggers that keep rows from being touched."""


_NEXT_END = """SELECT book, number, hash FROM ledger
    WHERE book = (SELECT min(book) FROM ledger WHERE book > ?) ORDER BY number DESC LIMIT 1"""


class Ledger:
    """One book of the ledger in one database.

    `book` is the audience that oversees what stands in it: the secretariat, or the carrier that
    shares something without the ministry.
    """

    def __init__(self, db: Database, book: Audience = MAIN) -> None:
        self._db = db
        self._book = book

    def append(self, kind: str, body: Mapping[str, Json], at: datetime) -> Entry:
        """Add an entry, inside the caller's transaction where one is open.

        Two writers at once come one after the other. `at` may lie before the last entry's.

        Raises:
            UnfitEntry: `body` holds what is no id, number or hash, or `at` has no offset.
            DamagedLedger: the entry before it cannot be read.
            ValueError: there is no such kind.
        """
        kind, told = Kind(kind), moment_of(at)
        check_body(body)
        with transaction(self._db):
            entry = Entry.after(self.last(), self._book, kind, body, told)
            self._db.conn.execute(
                "INSERT INTO ledger(book, number, kind, at, body, before, hash) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    entry.book,
                    entry.number,
                    entry.kind,
                    entry.at,
                    canonical(entry.body).decode(),
                    entry.before,
                    entry.hash,
                ),
            )
        return entry

    def last(self, kind: Kind | None = None) -> Entry | None:
        """The last entry, or the last of one kind.

        Raises:
            DamagedLedger: it cannot be read.
        """
        which = "" if kind is None else "AND kind = :kind"
        sql = f"SELECT * FROM ledger WHERE book = :book {which} ORDER BY number DESC LIMIT 1"
        rows = list(self._db.query(sql, {"book": self._book, "kind": kind}))
        try:
            return entry_of(line_of_row(rows[0])) if rows else None
        except NotALine as fault:
            raise DamagedLedger(f"{self._book}: {rows[0]['number']}") from fault

    def hash_at(self, number: int) -> str | None:
        """The hash of the entry with that number; None: there is none."""
        sql = "SELECT hash FROM ledger WHERE book = ? AND number = ?"
        row = self._db.execute(sql, (self._book, number)).fetchone()
        return row and str(row[0])


def books_seen(db: Database, viewer: Viewer) -> tuple[Audience, ...]:
    """The books that are laid before `viewer`, those without an entry left out."""
    return tuple(book for book in ends(db) if book in audiences_of(viewer))


def entries_seen(db: Database, viewer: Viewer) -> tuple[Entry, ...]:
    """The entries that are laid before `viewer`, book by book, in their order."""
    return tuple(entry_of(line) for line in lines(db, books_seen(db, viewer)))


def ends(db: Database) -> dict[Audience, tuple[int, str]]:
    """The number and the hash of the last entry of each book."""
    told: dict[Audience, tuple[int, str]] = {}
    book = ""
    # From book to book by the key: grouping would read every entry, and every command asks this.
    while row := db.execute(_NEXT_END, [book]).fetchone():
        book, number, last = row
        told[Audience(book)] = number, last
    return told


def lines(db: Database, books: tuple[Audience, ...] | None = None) -> Iterator[bytes]:
    """The entries of `books` (None: all) as lines; what is damaged gives a line that is none."""
    with snapshot(db):
        for row in _rows(db):
            if books is None or row["book"] in books:
                yield line_of_row(row)


def missing_guards(db: Database) -> frozenset[str]:
    """The triggers that are gone."""
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    return GUARDS - {row[0] for row in rows}


def _rows(db: Database) -> Iterator[Mapping[str, Any]]:
    yield from db.query("SELECT * FROM ledger ORDER BY book, number")
