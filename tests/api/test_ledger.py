import json
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from corpus.database import connect
from tests.api.asking import Desk, ask
from tests.api.docket.facts import KDDI, RECORD, shaped

WHY = ("--why", "再発防止のため")


@pytest.fixture
def shared(desk: Desk) -> Desk:
    """A workspace in which a lesson was shared twice and withdrawn once."""
    lesson = str(desk.json("lessons", "draft", RECORD)[0]["id"])
    desk.json("share", "set", lesson, "all-carriers", *WHY)
    desk.json("share", "set", lesson, "public", *WHY)
    desk.json("share", "withdraw", lesson, "public", *WHY)
    return desk


def verified(desk: Desk, *arguments: object, code: int = 0) -> Any:
    said = desk.ask("ledger", "verify", *arguments, "--json")
    assert (said.code, said.err) == (code, "")
    return shaped("ledger-verify", said.json)


def kinds(desk: Desk, *arguments: str) -> list[str]:
    found = shaped("ledger-show", desk.json("ledger", "show", *arguments))
    return [entry["kind"] for entry in found]


def test_what_was_shared_is_in_the_ledger_and_the_ledger_is_whole(shared: Desk) -> None:
    report = verified(shared)

    assert (report["whole"], report["faults"]) == (True, [])
    assert kinds(shared) == ["key", "share", "share", "withdrawn"]
    assert kinds(shared, "--kind", "share", "--about", "public") == ["share"]
    assert kinds(shared, "--about", "carrier:iij") == ["share"]
    assert kinds(shared, *KDDI) == []
    said = shared.ask("ledger", "show", "--lang", "en").out
    assert "all-carriers" in said
    assert shared.ask("ledger", "show", *KDDI, "--lang", "en").out == "no entry\n"
    key = (shared.workspace / "signing.key").stat().st_mode
    assert stat.S_IMODE(key) == 0o600


def test_a_workspace_in_which_nothing_was_disclosed_is_whole(desk: Desk) -> None:
    assert verified(desk)["whole"]
    assert kinds(desk) == ["key"]


def test_an_exported_ledger_is_checked_without_the_workspace(shared: Desk) -> None:
    answer = shaped("ledger-export", shared.json("ledger", "export", "--out", "ledger.jsonl"))
    assert answer["entries"] == 4
    shutil.copy(shared.workspace / "signing.pub", "signing.pub")
    shutil.rmtree(shared.workspace)

    report = verified(shared, "ledger.jsonl", "--key", "signing.pub")

    assert (report["whole"], report["notes"], report["key"]) == (True, [], answer["key"])
    assert verified(shared, "ledger.jsonl", "--key", answer["key"])["whole"]
    content = Path("ledger.jsonl").read_bytes()
    piped = ask("ledger", "verify", "-", "--lang", "en", given=content)
    assert piped.code == 0
    assert "the ledger is whole" in piped.out
    assert "compare the key" in piped.out


def test_what_is_wrong_is_said_with_the_entry_and_exits_1(shared: Desk) -> None:
    lines = shared.ask("ledger", "export").out.splitlines(keepends=True)
    told = shaped("ledger-lines", shared.json("ledger", "export"))
    assert told[:-1] == list(map(json.loads, lines[:-1]))
    assert told[-1]["checkpoint"]["books"]["secretariat"]["number"] == 4
    Path("altered").write_text(
        "".join([*lines[:2], lines[2].replace("public", "publix"), *lines[3:]]), "utf-8"
    )
    Path("removed").write_text("".join([lines[0], *lines[2:]]), "utf-8")

    [fault] = verified(shared, "altered", code=1)["faults"]
    assert (fault["wrong"], fault["book"], fault["entry"]) == ("altered", "secretariat", 3)
    assert verified(shared, "removed", code=1)["faults"][0]["wrong"] == "out_of_order"
    said = shared.ask("ledger", "verify", "altered", "--lang", "en")
    assert said.code == 1
    assert "✗ secretariat 3: altered" in said.out
    assert "NOT whole" in said.out


def test_an_older_database_put_there_by_hand_is_found(shared: Desk) -> None:
    with connect(shared.database) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    older = shared.database.read_bytes()
    lesson = str(shared.json("lessons", "list")[0]["id"])
    shared.json("share", "set", lesson, "designated", *WHY)
    shared.database.write_bytes(older)

    report = verified(shared, code=1)

    assert [one["wrong"] for one in report["faults"]] == ["behind_head"]
    assert "older than its head" in shared.ask("ledger", "verify", "--lang", "en").out


def test_a_copy_that_was_restored_is_whole_and_says_so(shared: Desk) -> None:
    shared.json("backup", "copy.db")
    lesson = str(shared.json("lessons", "list")[0]["id"])
    shared.json("share", "set", lesson, "designated", *WHY)

    shared.json("restore", "copy.db")

    report = verified(shared)
    assert report["whole"]
    assert "restored" in {note["note"] for note in report["notes"]}
    assert kinds(shared)[-1] == "restored"
    elsewhere = Desk(Path("elsewhere"))
    elsewhere.json("restore", "copy.db")
    assert verified(elsewhere)["whole"]
    assert kinds(elsewhere)[-1] == "key"


def test_a_history_that_was_rewritten_is_not_that_of_an_earlier_export(shared: Desk) -> None:
    shared.ask("ledger", "export", "--out", "earlier.jsonl")
    assert verified(shared, "--against", "earlier.jsonl")["whole"]
    assert verified(shared, "--against", shared.workspace / "ledger-head.json")["whole"]
    other = Desk(Path("other"))
    other.ask("init")
    lesson = str(other.json("lessons", "draft", RECORD)[0]["id"])
    other.json("share", "set", lesson, "public", *WHY)

    report = verified(other, "--against", "earlier.jsonl", code=1)

    assert [one["wrong"] for one in report["faults"]] == ["cut_off"]


def test_what_a_carrier_kept_from_the_ministry_is_in_no_book_of_the_ministry(desk: Desk) -> None:
    ledger = desk.ask("ledger", "show").out
    group = desk.json("groups", "new", "会", "--without-ministry", *KDDI)[0]["group"]
    lesson = str(desk.json("lessons", "draft", RECORD, *KDDI)[0]["id"])
    desk.json("groups", "ask", group, "iij", *KDDI)
    desk.json("groups", "join", group, "--as", "carrier:iij")
    desk.json("share", "set", lesson, "voluntary", "--group", group, *WHY, *KDDI)

    assert desk.ask("ledger", "show").out == ledger
    assert kinds(desk, *KDDI) == ["share"]
    assert "voluntary" not in desk.ask("ledger", "export").out
    assert [one["book"] for one in verified(desk)["books"]] == ["secretariat"]
    with connect(desk.database) as db:
        db.execute("DROP TRIGGER ledger_keep_update")
        db.execute("UPDATE ledger SET at = 'x' WHERE book = 'carrier:kddi'")
    faults = verified(desk, code=1)["faults"]
    assert {(one["wrong"], one["book"]) for one in faults} == {
        ("altered", None),
        ("unguarded", None),
    }


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("verify", "none.jsonl"), "missing"),
        (("verify", "--key", "none.pem"), "missing"),
        (("verify", "--key", "poem"), "not_a_key"),
        (("verify", "--key", "g" * 64), "not_a_key"),
        (("verify", "--against", "poem"), "not_a_ledger"),
        (("export", "--out", "none/ledger.jsonl"), "no_such_folder"),
        (("export", "--out", "."), "not_a_file"),
        (("export", "--out", "var/../var/signing.key"), "over_itself"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, arguments: tuple[str, ...], code: str) -> None:
    Path("poem").write_text("古池や\n", "utf-8")

    said = desk.ask("ledger", *arguments, "--json")

    assert (said.code, said.error["code"]) == (3, code)
