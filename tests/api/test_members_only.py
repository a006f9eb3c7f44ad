"""What carries the label leaves by no command that writes, prints or sends to somebody else."""

import sqlite3
from pathlib import Path

import pytest

from api.permission import OpenScopes, Scopes
from api.settings import Settings
from api.wiring import wire_asker
from tests.api.asking import Desk
from tests.api.docket.facts import DOCOMO, KDDI, PUBLIC, RECORD, SMALL, an_entry, shaped
from tests.api.test_chat import set_model
from tests.api.test_share import WHY, a_lesson, share
from tests.prompts.scripted_server import ScriptedServer, refusing

ITO = ("--by", "伊藤")
SCOPE = "designated-same-service"


def label(desk: Desk, name: str) -> None:
    desk.json("members-only", "set", name, *WHY, *ITO)


@pytest.mark.parametrize("labelled", ["lesson", "case"])
@pytest.mark.parametrize(
    "way",
    [
        ("share", "gate", "LESSON"),
        ("share", "set", "LESSON", "public", *WHY),
        ("share", "widen", "LESSON", SCOPE, "public", *WHY),
        ("share", "bulletin", "LESSON", "--grain", "designated"),
        ("sign-off", "ask", "LESSON", SCOPE, *WHY, *ITO),
    ],
    ids=lambda way: " ".join(way[:2]),
)
def test_a_command_that_would_let_it_out_is_refused(
    desk: Desk, way: tuple[str, ...], labelled: str
) -> None:
    lesson = a_lesson(desk)
    share(desk, "set", lesson, SCOPE)
    label(desk, {"lesson": lesson, "case": RECORD}[labelled])

    said = desk.ask(*(lesson if each == "LESSON" else each for each in way), "--json")

    assert (said.code, said.error["code"]) == (3, "members_only")


@pytest.mark.parametrize("viewer", [DOCOMO, PUBLIC, KDDI], ids=lambda viewer: viewer[1])
def test_nobody_else_is_told_that_there_is_such_a_lesson(desk: Desk, viewer: tuple[str]) -> None:
    lesson = a_lesson(desk)
    share(desk, "set", lesson, SCOPE)
    label(desk, lesson)

    for arguments in (
        ("share", "preview", lesson),
        ("share", "list", lesson),
        ("share", "bulletin", lesson),
        ("lessons", "show", lesson),
    ):
        said = desk.ask(*arguments, *viewer, "--json")
        assert (said.code, said.error["code"]) == (2, "UnknownLesson")


def test_it_goes_to_no_model(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    lesson = a_lesson(desk)
    database = desk.workspace / "kyokun.db"
    permission = OpenScopes(Scopes.read("", "*"), database)
    assert permission.allows(lesson)
    assert permission.allows(RECORD)

    label(desk, RECORD)

    assert not permission.allows(RECORD)
    assert not permission.allows(lesson)
    assert permission.allows("question")
    assert not OpenScopes(Scopes.read("question", ""), database).allows("question")
    assert permission.allows_unmasked(RECORD)
    with ScriptedServer(refusing(500)) as server:
        set_model(monkeypatch, server)
        asker = wire_asker(Settings(workspace=desk.workspace))
    assert asker is not None
    assert not asker.permission.allows(RECORD)


def test_a_labelled_case_is_coded_and_drafted_without_a_model(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    label(desk, RECORD)
    with ScriptedServer(refusing(500)) as server:
        set_model(monkeypatch, server)
        desk.ask("facets", RECORD)
        desk.ask("lessons", "draft", RECORD)
        desk.ask("lessons", "judge", RECORD)

    with sqlite3.connect(desk.workspace / "kyokun.db") as db:
        assert db.execute("SELECT count(*) FROM model_calls").fetchone() == (0,)
    db.close()


def test_no_document_is_written_of_it_but_by_its_own_carrier(filed: Desk) -> None:
    filing = str(filed.json("queue")[0]["report"])
    label(filed, filing)

    said = filed.ask("export", filing, "--docx", "--to", "out", "--json")

    assert (said.code, said.error["code"]) == (3, "members_only")
    assert not Path("out").exists()
    with sqlite3.connect(filed.workspace / "kyokun.db") as db:
        [carrier] = db.execute("SELECT carrier FROM filings WHERE id = ?", (filing,)).fetchone()
    db.close()
    own = filed.json("export", filing, "--docx", "--to", "out", "--as", f"carrier:{carrier}")
    assert own["documents"]


def test_it_is_left_out_of_the_annual_list_and_named_there(desk: Desk) -> None:
    entry = an_entry(desk, SMALL, "--about", RECORD)["id"]
    arguments = ("report", "annual", "--year", "2025", "--to", "list.xlsx")
    listed = shaped("report-annual", desk.json(*arguments))
    assert (listed["rows"], listed["members_only"]) == ([entry], [])

    label(desk, RECORD)

    listed = shaped("report-annual", desk.json(*arguments))
    assert (listed["rows"], listed["members_only"], listed["file"]) == ([], [entry], None)
    assert entry in desk.ask(*arguments, "--lang", "en").out
    assert desk.json(*arguments, *KDDI)["rows"] == [entry]
