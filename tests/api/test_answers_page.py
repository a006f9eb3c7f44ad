"""The commands of ``docs/answers.md`` do what the page says, in the order of the page."""

import re
import shlex
from pathlib import Path

from api.commands.answers import ACTIONS
from sharing.answering.answer import State
from sharing.answering.terms import load_terms
from tests.api.asking import ROOT, Desk
from tests.api.test_answers import asked

PAGE = (ROOT / "docs" / "answers.md").read_text("utf-8")
COMMANDS = re.findall(r"^ {4}kyokun (.*)$", PAGE, re.MULTILINE)


def test_every_command_of_the_page_is_answered(desk: Desk) -> None:
    lesson = asked(desk, days=-2, ago=40)

    for command in COMMANDS:
        said = desk.ask(*shlex.split(command.replace("$LESSON", lesson)))
        assert (said.code, said.err) == (0, ""), command

    assert Path("coverage.svg").is_file()


def test_the_page_shows_every_action_and_state() -> None:
    shown = {command.split()[1] for command in COMMANDS}

    assert shown == set(ACTIONS)
    for state in State:
        assert f"| `{state}` |" in PAGE
    few = load_terms().few
    assert f"({few}, {2 * few}, {3 * few} …)" in PAGE
