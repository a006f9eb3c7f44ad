"""Open the SQLite database, bring its tables up to date, and write to it in one transaction."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database, Migrations

from corpus.errors import DamagedStore

BUSY_MS = 60_000
"""How long a writer waits for another to commit."""


@contextmanager
def connect(path: Path) -> Iterator[Database]:
    """A connection for one command or one request, closed at the end.

    It is in autocommit mode: what must hold together is written inside `transaction`.
    A web framework may open it on one thread and use it on another, hence `check_same_thread`;
    no two threads ever use it at once.

    Raises:
        DamagedStore: the file is not a database.
    """
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL, not NORMAL: an acknowledged report survives a power cut, not only a killed process.
        connection.execute("PRAGMA synchronous = FULL")
        yield Database(connection)
    except sqlite3.DatabaseError as fault:
        if "not a database" in str(fault) or "malformed" in str(fault):
            raise DamagedStore(f"{path.name}: {fault}") from fault
        raise
    finally:
        connection.close()


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """Everything written inside is kept, or nothing of it. The write lock is taken at the start."""
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.conn.execute("ROLLBACK")
        raise
    db.conn.execute("COMMIT")


def migrate(path: Path, migrations: Iterable[Migrations]) -> None:
    """Apply each package's `migrations` to the database at `path`. Run once, at start-up."""
    with connect(path) as db:
        for migration_set in migrations:
            migration_set.apply(db)
