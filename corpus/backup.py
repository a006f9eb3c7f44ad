"""Copy the database while it is in use, and put a copy back in its place.

Neither ever leaves half a file under the name it was asked for: a copy is written beside it,
checked, forced to the disk, and only then given its name.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database, Migrations

from corpus.database import BUSY_MS, MIGRATIONS_TABLE, refuse_newer
from corpus.errors import DamagedStore, InputRefused

_WAIT_SECONDS = 1


def backup(database: Path, target: Path) -> None:
    """Copy `database` to `target`, in place of what is there, while others read and write.

    Raises:
        FileNotFoundError: there is no such database.
        DamagedStore: it is damaged; `target` is left as it was.
    """
    if not database.is_file():
        raise FileNotFoundError(database)
    with _beside(target) as copy:
        _copy(database, copy)
        _check(copy, database.name)
        copy.replace(target)
    _settle(target.parent)


def restore(
    source: Path, database: Path, migrations: Iterable[Migrations], now: datetime
) -> Path | None:
    """Put the copy `source` in the place of `database`; where the replaced one is kept, if any.

    What was there is kept beside, under a name with the time `now`.

    Raises:
        FileNotFoundError: there is no such copy.
        DamagedStore: it is damaged, of another program or newer; `database` is left as it was.
        InputRefused: `database` is open elsewhere; it is left as it was.
    """
    if not source.is_file():
        raise FileNotFoundError(source)
    with _beside(database) as copy:
        _copy(source, copy)
        _check(copy, source.name)
        _check_ours(copy, source.name, migrations)
        kept = _set_aside(database, now)
        copy.replace(database)
    _settle(database.parent)
    return kept


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    copy = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def _copy(source: Path, copy: Path) -> None:
    copy.unlink(missing_ok=True)
    uri = f"{source.resolve().as_uri()}?mode=rw"
    try:
        with (
            closing(sqlite3.connect(uri, uri=True)) as before,
            closing(sqlite3.connect(copy)) as after,
        ):
            before.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            before.backup(after)
            # One file without a log beside it: it can be carried away as it is.
            after.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as fault:
        raise DamagedStore(f"{source.name}: {fault}") from fault
    with copy.open("rb+") as written:
        os.fsync(written.fileno())


def _check(copy: Path, name: str) -> None:
    try:
        with closing(sqlite3.connect(copy)) as connection:
            found = connection.execute("PRAGMA integrity_check(10)").fetchall()
            strays = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as fault:
        raise DamagedStore(f"{name}: {fault}") from fault
    if found != [("ok",)] or strays is not None:
        raise DamagedStore(f"{name}: {len(found)} faults of integrity")


def _check_ours(copy: Path, name: str, migrations: Iterable[Migrations]) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        db = Database(connection)
        if not db.table(MIGRATIONS_TABLE).exists():
            raise DamagedStore(f"{name}: a database of another program")
        for migration_set in migrations:
            refuse_newer(db, migration_set, name)


def _set_aside(database: Path, now: datetime) -> Path | None:
    if not database.exists():
        return None
    kept = database.with_name(f"{database.stem}.replaced-{now:%Y%m%dT%H%M%S}{database.suffix}")
    number = 1
    while kept.exists():
        number += 1
        kept = kept.with_name(
            f"{database.stem}.replaced-{now:%Y%m%dT%H%M%S}-{number}{database.suffix}"
        )
    log, kept_log = (each.with_name(each.name + "-wal") for each in (database, kept))
    if log.exists():
        shutil.copyfile(log, kept_log)
    whole = True
    try:
        whole = _folded(database)
    finally:
        if whole:
            kept_log.unlink(missing_ok=True)
    # What is left of a log would be read into the restored database.
    for suffix in ("-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    os.link(database, kept)
    return kept


def _folded(database: Path) -> bool:
    """Whether what the log holds is in the database now; not where it is too damaged for that."""
    try:
        with closing(sqlite3.connect(database, timeout=_WAIT_SECONDS)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as fault:
        if "locked" in str(fault):
            raise InputRefused("in_use", database.name) from fault
        return False
    return True


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
