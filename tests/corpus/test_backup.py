import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from corpus.backup import backup, restore
from corpus.database import connect, migrate, transaction
from corpus.errors import DamagedStore, InputRefused
from corpus.ids import IncidentId
from corpus.incidents import IncidentStore
from corpus.migrations import corpus_migrations
from corpus.viewer import SECRETARIAT
from tests.corpus.steps import on_record
from tests.examples import NOW

OURS = [corpus_migrations]


def put(database: Path, incident: str) -> None:
    with connect(database) as db:
        on_record(db, incident)


def kept(database: Path) -> tuple[IncidentId, ...]:
    with connect(database) as db:
        return IncidentStore(db).ids(SECRETARIAT)


def only(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_backup_taken_while_others_write_holds_what_was_committed(
    database: Path, tmp_path: Path
) -> None:
    put(database, "a")
    target = tmp_path / "copies" / "copy.db"
    target.parent.mkdir()
    with connect(database) as db, transaction(db):
        on_record(db, "b")
        backup(database, target)

    assert only(target.parent) == {"copy.db"}
    restored = tmp_path / "restored.db"
    restore(target, restored, OURS, NOW)
    assert kept(restored) == ("a",)
    assert kept(database) == ("a", "b")


def test_a_backup_takes_the_place_of_the_last_one(database: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    backup(database, target)
    put(database, "a")
    backup(database, target)

    assert kept(target) == ("a",)


def test_a_restore_keeps_the_replaced_database_beside(database: Path, tmp_path: Path) -> None:
    put(database, "a")
    copy = tmp_path / "copy.db"
    backup(database, copy)
    put(database, "b")

    first = restore(copy, database, OURS, NOW)
    second = restore(copy, database, OURS, NOW)

    assert kept(database) == ("a",)
    assert first is not None
    assert second is not None
    assert first.name == "kyokun.replaced-20250401T090000.db"
    assert second.name == "kyokun.replaced-20250401T090000-2.db"
    assert (kept(first), kept(second)) == (("a", "b"), ("a",))


def test_a_restored_database_can_be_migrated_and_written(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(database, copy)
    restore(copy, database, OURS, NOW)
    migrate(database, OURS)
    put(database, "a")

    assert kept(database) == ("a",)


def letter(path: Path) -> None:
    path.write_bytes(b"Dear Sirs, " * 1000)


def of_another_program(path: Path) -> None:
    with connect(path) as db:
        db.table("songs").insert({"title": "x"})


def of_the_future(path: Path) -> None:
    future = Migrations("corpus")

    @future()
    def m999_future(db: Database) -> None:
        db.table("future").create({"id": int}, pk="id")

    with connect(path) as db:
        future.apply(db)


def torn(path: Path) -> None:
    migrate(path, OURS)
    with connect(path) as db:
        for number in range(50):
            on_record(db, f"x-{number}", narrative_ja="長い" * 500)
    copy = path.with_suffix(".whole")
    backup(path, copy)
    content = bytearray(copy.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 9000] = b"\xff" * 9000
    for log in ("-wal", "-shm"):
        path.with_name(path.name + log).unlink(missing_ok=True)
    path.write_bytes(content)


def with_strays(path: Path) -> None:
    migrate(path, OURS)
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO records(incident, line) VALUES ('nowhere', '{}')")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("made", [letter, of_another_program, of_the_future, torn, with_strays])
def test_what_is_not_a_whole_copy_of_ours_is_never_restored(
    database: Path, tmp_path: Path, made: object
) -> None:
    put(database, "a")
    source = tmp_path / "elsewhere" / "source.db"
    source.parent.mkdir()
    made(source)  # type: ignore[operator]

    with pytest.raises(DamagedStore):
        restore(source, database, OURS, NOW)

    assert kept(database) == ("a",)
    assert not [name for name in only(tmp_path) if "part" in name or "replaced" in name]


def test_a_damaged_database_is_not_backed_up(tmp_path: Path) -> None:
    database, target = tmp_path / "damaged.db", tmp_path / "copy.db"
    torn(database)
    target.write_bytes(b"the last good copy")

    with pytest.raises(DamagedStore):
        backup(database, target)

    assert target.read_bytes() == b"the last good copy"


def test_a_damaged_database_can_be_replaced(database: Path, tmp_path: Path) -> None:
    put(database, "a")
    copy, damaged = tmp_path / "copy.db", tmp_path / "damaged.db"
    backup(database, copy)
    letter(damaged)
    log = damaged.with_name("damaged.db-wal")
    log.write_bytes(b"what it had not written yet")

    beside = restore(copy, damaged, OURS, NOW)

    assert beside is not None
    assert beside.read_bytes().startswith(b"Dear Sirs")
    assert beside.with_name(beside.name + "-wal").read_bytes() == b"what it had not written yet"
    assert kept(damaged) == ("a",)


def test_a_database_in_use_is_not_replaced(database: Path, tmp_path: Path) -> None:
    put(database, "a")
    copy = tmp_path / "copy.db"
    backup(database, copy)
    with connect(database) as db, transaction(db):
        on_record(db, "b")
        with pytest.raises(InputRefused, match="in_use"):
            restore(copy, database, OURS, NOW)

    assert kept(database) == ("a", "b")
    assert not [name for name in only(tmp_path) if "replaced" in name]


def test_what_is_not_there_is_not_copied(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        backup(tmp_path / "none.db", tmp_path / "copy.db")
    with pytest.raises(FileNotFoundError):
        restore(tmp_path / "none.db", tmp_path / "copy.db", OURS, NOW)

    assert only(tmp_path) == set()
