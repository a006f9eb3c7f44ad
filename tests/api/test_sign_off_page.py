"""The commands of ``docs/sign-off.md`` do what the page says, in the order of the page."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from tests.api.asking import ROOT, Desk
from tests.api.docket.facts import RECORD

PAGE = (ROOT / "docs" / "sign-off.md").read_text("utf-8")


def _commands() -> Iterator[str]:
    yield from re.findall(r"^ {4}kyokun (.*)$", PAGE, re.MULTILINE)


def test_the_page_shows_what_this_is_about() -> None:
    shown = {" ".join(command.split()[:2]) for command in _commands()}

    said = {f"sign-off {each}" for each in ("ask", "accept", "ask-change", "approve", "withdraw")}
    assert shown >= said | {"lessons correct", "lessons withdraw", "meeting minutes"}


def test_every_command_of_the_page_is_answered(desk: Desk) -> None:
    known = {"ACCIDENT": RECORD}
    for name in ("agenda.txt", "minutes.txt"):
        Path(name).write_text("議事", "utf-8")

    for command in _commands():
        if "corrected.json" in command:
            [kept] = desk.json("lessons", "show", known["LESSON"])
            told = {**kept["lesson"], "title": "訂正した題"}
            Path("corrected.json").write_text(json.dumps(told), "utf-8")
        said = desk.ask(*shlex.split(re.sub(r"\$([A-Z_]+)", lambda one: known[one[1]], command)))
        assert (said.code, said.err) == (0, ""), command
        _remember(known, said.out)


def _remember(known: dict[str, str], out: str) -> None:
    for lesson in re.findall(r"^(L-\d+)", out, re.MULTILINE):
        known.setdefault("LESSON", lesson)
    for sign_off in re.findall(r"^(S-\d+)", out, re.MULTILINE):
        if sign_off != known.setdefault("SIGN_OFF", sign_off):
            known["NEXT"] = sign_off
