import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from corpus.database import connect, migrate, snapshot, transaction
from corpus.errors import DamagedStore
from corpus.migrations import corpus_migrations

ROOT = Path(__file__).parents[2]
START = """
import sys
import threading
from pathlib import Path
from corpus.database import migrate
from corpus.migrations import corpus_migrations
migrate(Path(sys.argv[1]), [corpus_migrations])
"""


def test_migrating_twice_changes_nothing(database: Path) -> None:
    with connect(database) as db:
        before = db.schema

    migrate(database, [corpus_migrations])

    with connect(database) as db:
        assert db.schema == before


def test_processes_that_start_at_once_make_one_database(tmp_path: Path) -> None:
    path = tmp_path / "kyokun.db"

    running = [
        subprocess.Popen([sys.executable, "-c", START, str(path)], cwd=ROOT) for _ in range(3)
    ]

    assert [process.wait() for process in running] == [0, 0, 0]
    with connect(path) as db:
        assert not corpus_migrations.pending(db)


def test_a_process_that_starts_while_another_makes_the_database_waits(tmp_path: Path) -> None:
    path = tmp_path / "kyokun.db"
    maker = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    maker.execute("CREATE TABLE made (id INTEGER)")
    maker.execute("BEGIN EXCLUSIVE")
    done = threading.Timer(0.1, maker.execute, ["COMMIT"])
    done.start()

    with connect(path) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    done.join()
    maker.close()


def test_a_database_that_stays_locked_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.database.BUSY_MS", 1)
    path = tmp_path / "kyokun.db"
    maker = sqlite3.connect(path, isolation_level=None)
    maker.execute("CREATE TABLE made (id INTEGER)")
    maker.execute("BEGIN EXCLUSIVE")

    with pytest.raises(sqlite3.OperationalError, match="locked"), connect(path):
        pass
    maker.close()


def test_all_tables_are_strict(db: Database) -> None:
    ours = [table for table in db.tables if not table.name.startswith("_")]

    assert len(ours) > 10
    assert all(table.strict for table in ours)


def test_a_database_newer_than_the_program_is_refused(database: Path) -> None:
    newer = Migrations("corpus")

    @newer()
    def m999_from_the_future(db: Database) -> None:
        db.table("future").create({"id": int}, pk="id")

    with connect(database) as db:
        newer.apply(db)

    with pytest.raises(DamagedStore, match="newer than this program"):
        migrate(database, [corpus_migrations])


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with connect(path) as db:
        db.table("songs").insert({"title": "x"})

    with pytest.raises(DamagedStore, match="another program"):
        migrate(path, [corpus_migrations])


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear Sirs, " * 500)

    with pytest.raises(DamagedStore), connect(path):
        pass


def test_a_fault_of_another_kind_is_passed_on(db: Database, database: Path) -> None:
    with pytest.raises(sqlite3.OperationalError), connect(database) as other:
        other.execute("SELECT * FROM nowhere")


def write_and_fail(db: Database, incident: str) -> None:
    with transaction(db):
        db.execute("INSERT INTO incidents VALUES (?)", (incident,))
        raise KeyError


def write_inside_and_fail(db: Database) -> None:
    with transaction(db):
        with transaction(db):
            db.execute("INSERT INTO incidents VALUES ('a')")
        raise KeyError


def test_a_transaction_that_fails_leaves_nothing(db: Database) -> None:
    with pytest.raises(KeyError):
        write_and_fail(db, "a")

    assert db.table("incidents").count == 0


def test_a_transaction_inside_another_is_undone_with_it(db: Database) -> None:
    with pytest.raises(KeyError):
        write_inside_and_fail(db)

    assert db.table("incidents").count == 0


def test_a_part_of_a_transaction_can_fail_alone(db: Database) -> None:
    with transaction(db):
        db.execute("INSERT INTO incidents VALUES ('a')")
        with pytest.raises(KeyError):
            write_and_fail(db, "b")

    assert [row["id"] for row in db.table("incidents").rows] == ["a"]


def test_a_snapshot_does_not_see_what_is_committed_meanwhile(database: Path, db: Database) -> None:
    with connect(database) as other, snapshot(db):
        before = db.table("incidents").count
        other.execute("INSERT INTO incidents VALUES ('a')")
        with snapshot(db):
            assert db.table("incidents").count == before

    assert db.table("incidents").count == before + 1
