import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from api.schemas import SCHEMAS
from corpus.database import connect
from tests.api.asking import FILINGS, Desk, ask

NEW = FILINGS / "softbank-2018-12-06-detailed.docx"
OTHER = FILINGS / "ntt-west-2022-08-25-detailed.pdf"
ASKED = ("search", "交換機の証明書の有効期限が切れた", "--k", "300")


def test_a_copy_is_made_while_the_database_is_in_use(filed: Desk, tmp_path: Path) -> None:
    with connect(filed.database) as db:
        db.conn.execute("BEGIN")
        db.execute("SELECT count(*) FROM filings").fetchone()
        answer = filed.json("backup", "copy.db")

    assert answer == {"backup": "copy.db", "bytes": Path("copy.db").stat().st_size}
    SCHEMAS["backup"].model_validate(answer)
    elsewhere = Desk(tmp_path / "elsewhere")
    elsewhere.json("restore", "copy.db")
    assert elsewhere.json("queue") == filed.json("queue")


def test_a_copy_is_put_back_and_search_is_right_at_once(filed: Desk) -> None:
    filed.ask("backup", "copy.db")
    before = [filed.json(*ASKED), filed.json("queue"), filed.ask("corpus", "export")]
    filed.json("intake", NEW)
    with_new = filed.json(*ASKED)

    answer = filed.json("restore", "copy.db")

    SCHEMAS["restore"].model_validate(answer)
    assert with_new != before[0]
    assert before == [filed.json(*ASKED), filed.json("queue"), filed.ask("corpus", "export")]
    assert filed.json("index", "verify")["faults"] == []


def test_what_is_filed_after_putting_back_is_not_taken_for_what_was_there(filed: Desk) -> None:
    filed.ask("backup", "copy.db")
    filed.json("intake", NEW)
    filed.json(*ASKED)  # the index has come as far as the new filing
    filed.json("restore", "copy.db")

    filed.json("intake", OTHER)

    assert filed.json("index", "verify")["faults"] == []
    fresh = Desk(Path(shutil.copytree(filed.workspace, "fresh")))
    shutil.rmtree(fresh.workspace / "index")
    assert filed.json(*ASKED) == fresh.json(*ASKED)


def test_what_a_copy_replaces_is_kept_and_can_be_put_back(filed: Desk) -> None:
    filed.ask("backup", "copy.db")
    filed.json("intake", NEW)
    queue = filed.json("queue")

    kept = filed.json("restore", "copy.db")["kept"]
    assert len(filed.json("queue")) == len(queue) - 1
    text = filed.ask("restore", kept)

    assert filed.json("queue") == queue
    assert "元のデータベース" in text.out


def test_a_copy_makes_a_workspace_where_none_was(filed: Desk) -> None:
    filed.ask("backup", "copy.db")
    elsewhere = Desk(Path("else/where"))

    said = elsewhere.ask("restore", "copy.db", "--lang", "en")

    assert said.out == "restored from copy.db\n"
    assert elsewhere.json("queue") == filed.json("queue")


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("none/copy.db", "no_such_folder"),
        (".", "not_a_file"),
        ("var/kyokun.db", "over_itself"),
        ("var/../var/kyokun.db-wal", "over_itself"),
    ],
)
def test_a_copy_that_would_harm_or_cannot_be_is_refused(
    target: str, code: str, filed: Desk
) -> None:
    said = filed.ask("backup", target, "--json")

    assert (said.code, said.error["code"]) == (3, code)
    assert filed.json("index", "verify")["faults"] == []


def test_a_damaged_database_is_not_copied(filed: Desk) -> None:
    content = bytearray(filed.database.read_bytes())
    content[4096 * 20 : 4096 * 40] = b"\xa5" * 4096 * 20
    filed.database.write_bytes(content)

    said = filed.ask("backup", "copy.db", "--json")

    assert (said.code, said.error["code"]) == (1, "DamagedStore")
    assert not Path("copy.db").exists()


def _songs(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE songs (title)")
        db.commit()


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('corpus', 'm999_tomorrow', '2030-01-01')"
        )
        db.commit()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "no database": (lambda path: path.write_bytes(b"poem" * 999), "not_a_copy"),
    "nothing in it": (lambda path: path.write_bytes(b""), "not_a_copy"),
    "of another program": (_songs, "not_a_copy"),
    "newer": (_newer, "not_a_copy"),
    "not there": (Path.unlink, "missing"),
    "a folder": (_folder, "not_a_file"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_copy_of_ours_is_refused_and_all_stays(kind: str, filed: Desk) -> None:
    spoil, code = BAD[kind]
    copy = Path("copy.db")
    if kind == "newer":
        filed.ask("backup", copy)
    else:
        copy.touch()
    if kind == "of another program":
        copy.unlink()
    spoil(copy)
    queue = filed.json("queue")

    said = filed.ask("restore", copy, "--json")
    nowhere = ask("--workspace", "nowhere", "restore", copy)

    assert (said.code, said.error["code"]) == (3, code)
    assert nowhere.code == 3
    assert not Path("nowhere/kyokun.db").exists()
    assert filed.json("queue") == queue


def test_a_database_that_is_in_use_is_not_replaced(filed: Desk) -> None:
    filed.ask("backup", "copy.db")
    with connect(filed.database) as db:
        db.conn.execute("BEGIN IMMEDIATE")
        said = filed.ask("restore", "copy.db", "--json")

    assert (said.code, said.error["code"]) == (3, "in_use")
    assert filed.json("index", "verify")["faults"] == []
