import re
import shlex
from pathlib import Path

import pytest

from api.cli import make_parser
from api.reference import common_table, option_table
from api.schemas import SCHEMAS
from api.settings import PREFIX, Settings
from api.table import COMMANDS
from api.words import Words
from tests.api.asking import FILINGS, ROOT, Desk

COMMANDS_PAGE = (ROOT / "docs" / "commands.md").read_text("utf-8")
SETTINGS_PAGE = (ROOT / "docs" / "settings.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


def _examples(page: str) -> list[str]:
    lines = re.findall(r"^ {4}(?:\.venv/bin/)?(kyokun .*)$", page, re.MULTILINE)
    return [line.split("  #")[0].strip() for line in lines]


def _section(command: str) -> str:
    found = re.search(rf"^## {command}\n(.*?)(?=^## |\Z)", COMMANDS_PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented_with_its_options_and_an_example(command: str) -> None:
    section = _section(command)

    assert option_table(command) in section
    assert any(f" {command}" in line for line in _examples(section)) or "| kyokun" in section


def test_the_options_of_all_commands_are_documented() -> None:
    assert common_table() in COMMANDS_PAGE


def test_no_command_is_documented_that_there_is_not() -> None:
    assert set(re.findall(r"^## (.+)$", COMMANDS_PAGE, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("example", _examples(COMMANDS_PAGE))
def test_the_examples_of_the_page_are_said_as_the_program_takes_them(example: str) -> None:
    words = shlex.split(re.split(r" [|<>] ", example)[0])

    assert make_parser(Words.of("en")).parse_args(words[1:]).command in COMMANDS.values()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_shape_is_named_where_it_is_answered(name: str) -> None:
    assert f"`{name}`" in COMMANDS_PAGE


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented_with_its_default(name: str) -> None:
    default = Settings.model_fields[name].default
    told = "not set" if default in {None, ""} else f"`{default}`"

    assert re.search(rf"^\| `{PREFIX}{name.upper()}` \|.*\| {told} \|$", SETTINGS_PAGE, re.M)


def test_no_setting_is_documented_that_there_is_not() -> None:
    documented = re.findall(rf"^\| `{PREFIX}(\w+)`", SETTINGS_PAGE, re.MULTILINE)

    assert {name.lower() for name in documented} == set(Settings.model_fields)


@pytest.mark.parametrize("example", _examples(README))
def test_the_examples_of_the_readme_do_what_they_say(example: str, filed: Desk) -> None:
    Path("速報.docx").write_bytes((FILINGS / "odd-two-tables.docx").read_bytes())
    Path("事故.txt").write_text("光ケーブルが道路工事で切断され、迂回路がなかった。", "utf-8")
    Path("FILE.jsonl").touch()
    Path("FACTS.json").write_text('{"occurred_at": "2025-04-01T09:00:00+09:00"}')

    said = filed.ask(*shlex.split(example)[1:])

    assert (said.code, said.err) == (0, "")
    assert said.out
