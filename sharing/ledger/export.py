"""A ledger as lines that can be checked anywhere: its entries, and a checkpoint at their end."""

from collections.abc import Iterator
from datetime import datetime

from sqlite_utils import Database

from corpus.database import snapshot
from corpus.viewer import Viewer
from sharing.ledger.checkpoint import Checkpoint
from sharing.ledger.store import books_seen, ends, lines
from sharing.signing import SigningKey


def exported(db: Database, viewer: Viewer, key: SigningKey, now: datetime) -> Iterator[bytes]:
    """The books that are laid before `viewer`, as they are, and a checkpoint signed with `key`."""
    with snapshot(db):
        books = books_seen(db, viewer)
        yield from lines(db, books)
        have = ends(db)
        yield Checkpoint.signed({book: have[book] for book in books}, now, key).line
