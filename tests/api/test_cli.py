import io
import os
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from api.cli import main
from api.table import COMMANDS
from api.words import Words
from tests.api.asking import FILINGS, Desk, ask


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("lang", ["ja", "en", "both"])
def test_every_command_tells_how_it_is_used(command: str, lang: str) -> None:
    said = ask("--lang", lang, command, "--help")

    assert said.code == 0
    assert f"usage: kyokun {command}" in said.out
    assert Words.of(lang).say(f"help.{command}").split()[0] in said.out


def test_the_options_of_all_commands_stand_before_or_behind_the_name(desk: Desk) -> None:
    options = ["--workspace", desk.workspace, "--json", "--as", "public", "--lang", "en"]

    before = ask(*options, "search", "fire", "--k", "2")
    behind = ask("search", "fire", "--k", "2", *options)
    between = ask(*options[:2], "search", *options[2:], "fire", "--k", "2")

    assert before.code == 0
    assert before == behind == between


def test_an_option_before_the_command_is_overruled_by_one_behind_it(desk: Desk) -> None:
    before = ask("--workspace", "nowhere", "queue", "--workspace", desk.workspace)

    assert before.code == 0


def test_the_workspace_may_stand_in_the_environment(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KYOKUN_WORKSPACE", str(desk.workspace))

    assert ask("queue").code == 0
    assert ask("--workspace", "nowhere", "queue").code == 2


def test_an_empty_environment_variable_is_one_that_is_not_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KYOKUN_WORKSPACE", "")

    assert ask("queue", "--json").error["message"].startswith("var に")


WRONG = {
    "no command": [],
    "no such command": ["judge"],
    "no such option": ["queue", "--fast"],
    "shortened option": ["queue", "--js"],
    "not a viewer": ["--as", "minister", "queue"],
    "carrier without id": ["queue", "--as", "carrier:"],
    "viewer where none is asked for": ["init", "--as", "minister"],
    "no such language": ["queue", "--lang", "fr"],
    "language missing": ["queue", "--lang"],
    "not a number": ["queue", "--n", "many"],
    "k not a number": ["search", "fire", "--k", "ten"],
    "not a date": ["triage", "--as-of", "yesterday"],
    "no such day": ["triage", "--as-of", "2025-02-30"],
    "week date": ["triage", "--as-of", "2025-W10"],
    "two of which one": ["triage", "--all", "--report", "F-1"],
    "no workspace": ["queue"],
    "no such shape": ["schema", "poem"],
    "no such suite": ["eval", "poetry"],
    "no file": ["intake"],
    "nothing to do": ["corpus"],
    "one regime": ["whatif", "--regime", "jp-2019"],
    "not text": ["search", "\udcff"],
    "id not text": ["corpus", "show", "\udcff"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_wrong_use_is_told_in_both_ways(arguments: list[str], lang: str) -> None:
    text = ask("--lang", lang, *arguments)
    json = ask("--lang", lang, "--json", *arguments)

    assert (text.code, text.out) == (2, "")
    assert json.code == 2
    assert json.error["message"] == json.err.splitlines()[-1] == text.err.splitlines()[-1]


@pytest.mark.parametrize("lang", ["ja", "en", "both"])
def test_a_language_is_kept_to(desk: Desk, lang: str) -> None:
    said = desk.ask("search", "停電", "--k", "1", "--lang", lang)

    why = said.out.splitlines()[2]
    assert ("共通: " in why) == (lang != "en")
    assert ("in common: " in why) == (lang != "ja")


@pytest.mark.parametrize(
    ("name", "value"),
    [("LANG", "fr"), ("LARGEST_FILE_MB", "much"), ("SECONDS_A_FILE", "0")],
)
def test_a_setting_that_cannot_be_is_named(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"KYOKUN_{name}", value)

    said = ask("queue", "--json")

    assert said.code == 2
    assert f"KYOKUN_{name}" in said.error["message"]


def test_an_encoder_that_there_is_not_is_wrong_use(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KYOKUN_ENCODER", "crystal:ball")

    said = desk.ask("queue", "--json")

    assert (said.code, said.error["code"]) == (2, "UnknownBackend")


@pytest.mark.parametrize("command", [["init"], ["restore", "copy.db"]])
def test_a_workspace_that_is_a_file_is_told(command: list[str], desk: Desk) -> None:
    Path("file").touch()
    desk.ask("backup", "copy.db")

    said = ask("--workspace", "file", "--json", *command)

    assert (said.code, said.error["code"]) == (2, "no_folder")


def test_a_database_that_is_none_is_told() -> None:
    Path("var").mkdir()
    Path("var/kyokun.db").write_bytes(b"not a database at all" * 100)

    said = ask("queue", "--json")

    assert (said.code, said.error["code"]) == (1, "DamagedStore")
    assert "kyokun.db" in said.error["message"]


def test_a_database_of_another_program_is_left_alone() -> None:
    import sqlite3

    Path("var").mkdir()
    with sqlite3.connect("var/kyokun.db") as other:
        other.execute("CREATE TABLE songs (title)")
    other.close()

    assert ask("init", "--json").error["code"] == "DamagedStore"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_workspace_that_may_not_be_written_is_told(desk: Desk) -> None:
    desk.database.chmod(0o400)
    desk.workspace.chmod(0o500)
    try:
        said = desk.ask("intake", FILINGS / "odd-two-tables.docx", "--json")
    finally:
        desk.workspace.chmod(0o700)

    assert said.code == 1


def test_what_nobody_foresaw_is_not_hidden() -> None:
    with pytest.raises(ValueError, match="null"):
        ask("--workspace", "\0", "init")


def test_the_program_ends_with_the_code_of_the_command() -> None:
    out, plain = io.TextIOWrapper(io.BytesIO(), "ascii"), io.StringIO()

    for each in (out, plain):
        with redirect_stdout(each), pytest.raises(SystemExit) as ended:
            main(["schema", "queue"])
        assert ended.value.code == 0

    assert out.errors == "backslashreplace"


def test_what_nobody_reads_does_not_fail_at_the_very_end() -> None:
    reader, writer = os.pipe()
    os.close(reader)

    with (
        os.fdopen(writer, "w", encoding="utf-8") as out,
        redirect_stdout(out),
        pytest.raises(SystemExit) as ended,
    ):
        main(["schema", "backup"])

    assert ended.value.code == 1
