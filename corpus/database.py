"""Open the SQLite database, bring its tables up to date, and write to it in one transaction."""

import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database, Migrations

from corpus.errors import DamagedStore

BUSY_MS = 60_000
"""How long a writer waits for another to commit."""

MIGRATIONS_TABLE = "_sqlite_migrations"
"""Where sqlite-utils keeps which steps were applied: every database of ours has it."""

_PAUSE_SECONDS = 0.02


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
        _write_ahead(connection)
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
    """Everything written inside is kept, or nothing of it. The write lock is taken at the start.

    Inside another transaction it is a part of that one: kept only when the outer one is.
    """
    if db.conn.in_transaction:
        with db.atomic():
            yield
        return
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


@contextmanager
def snapshot(db: Database) -> Iterator[None]:
    """All reads inside see one state of the database, whatever others commit meanwhile."""
    if db.conn.in_transaction:
        yield
        return
    db.conn.execute("BEGIN")
    try:
        yield
    finally:
        db.rollback()


def migrate(path: Path, migrations: Iterable[Migrations]) -> None:
    """Apply each package's `migrations` to the database at `path`. Run once, at start-up.

    Two processes may start at once: one applies them, the other waits and finds nothing to do.

    Raises:
        DamagedStore: the database is not one of ours, or is newer than this program.
    """
    with connect(path) as db, transaction(db):
        if not db.table(MIGRATIONS_TABLE).exists() and db.table_names():
            raise DamagedStore(f"{path.name}: a database of another program")
        for migration_set in migrations:
            refuse_newer(db, migration_set, path.name)
            migration_set.apply(db)


def refuse_newer(db: Database, migrations: Migrations, name: str) -> None:
    """Raise when the database called `name` has had steps that `migrations` does not know.

    Raises:
        DamagedStore: it is newer than this program.
    """
    known = {step.name for step in migrations.pending(Database(memory=True))}
    unknown = {step.name for step in migrations.applied(db)} - known
    if unknown:
        raise DamagedStore(
            f"{name}: newer than this program, {len(unknown)} unknown steps of {migrations.name}"
        )


def _write_ahead(connection: sqlite3.Connection) -> None:
    # SQLite does not wait its busy_timeout for this one change, so a process that starts
    # beside another on a new database has to ask again.
    deadline = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault) or time.monotonic() > deadline:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return
