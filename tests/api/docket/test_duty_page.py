"""The commands of ``docs/duty.md`` do what the page says, in the order of the page."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from api.table import COMMANDS
from tests.api.asking import ROOT, Desk
from tests.api.docket.facts import RECORD

PAGE = (ROOT / "docs" / "duty.md").read_text("utf-8")
FILES = re.compile(r"`(\w+\.json)`[^`]*?:\n\n```json\n(.*?)```", re.DOTALL)
ID = re.compile(r"\b[DF]-[0-9A-Z]{26}\b|guidance/\d+/\d+")
NAMES = {"D": "ENTRY", "F": "FILING", "g": "KEY"}


def _commands() -> Iterator[str]:
    yield from re.findall(r"^ {4}kyokun (.*)$", PAGE, re.MULTILINE)


def test_the_page_shows_every_command_of_the_docket() -> None:
    docket = {
        name
        for name, command in COMMANDS.items()
        if command.run.__module__.startswith("api.commands.docket")
    }

    assert docket
    assert {command.split()[0] for command in _commands()} >= docket


def test_every_command_of_the_page_is_answered(desk: Desk) -> None:
    known = {"ACCIDENT": RECORD}
    for name, content in FILES.findall(PAGE):
        Path(name).write_text(content, "utf-8")
    Path("imsi-list.csv").write_text("440100123456789\n", "utf-8")

    for command in _commands():
        told = re.sub(r"\$([A-Z]+)", lambda found: known[found[1]], command)
        said = desk.ask(*shlex.split(told))
        assert (said.code, said.err) == (0, ""), command
        _remember(known, said.out)

    assert (Path("reports") / f"{known['ENTRY']}-annex.pptx").is_file()
    assert Path("due.ics").is_file()
    assert Path("whatif.svg").is_file()


def _remember(known: dict[str, str], out: str) -> None:
    """The first entry, filing and key of guidance that were printed."""
    for found in ID.findall(out):
        known.setdefault(NAMES[found[0]], found)
