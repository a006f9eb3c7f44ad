"""The commands of ``docs/delivery.md`` do what the page says, in the order of the page."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.table import COMMANDS
from corpus.database import connect
from corpus.viewer import Audience
from sharing.outbox.message import Route
from sharing.outbox.store import Outbox
from tests.api.asking import ROOT, Desk
from tests.api.test_delivery import signed_off
from tests.sharing.channels.test_bounce import a_bounce
from tests.sharing.outbox.mail_server import TAKEN, Taken, serving

PAGE = (ROOT / "docs" / "delivery.md").read_text("utf-8")
SOFTBANK = Audience("carrier:softbank")
BY_MAIL = ("--channel", "mail")
OURS = {"send", "worker", "outbox", "inbox"}


def _commands() -> Iterator[str]:
    yield from re.findall(r"^ {4}kyokun (.*)$", PAGE, re.MULTILINE)


def test_the_page_shows_every_command_of_delivery() -> None:
    assert {command.split()[0] for command in _commands()} == OURS <= set(COMMANDS)


def test_every_command_of_the_page_is_answered(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.json("carriers", "set", "softbank", "--contact", "a@softbank.example", *BY_MAIL)
    known = {"LESSON": signed_off(desk)}
    taken = Taken(lambda _: TAKEN)
    with serving(taken) as port:
        monkeypatch.setenv("KYOKUN_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("KYOKUN_SMTP_PORT", str(port))
        for command in _commands():
            told = re.sub(r"\$([A-Z]+)", lambda found: known[found[1]], command)
            said = desk.ask(*shlex.split(told))
            assert (said.code, said.err) == (0, ""), command
            if command.startswith("outbox subscribe "):
                known["HOOK"] = said.out.split()[0]
            if command.startswith("send"):
                known.update(_sent(desk))

    assert list(taken.mails) == [known["MAIL"]]
    assert all(Path(name).is_file() for name in ("public.atom", "lessons.xlsx", "lesson.json"))


def _sent(desk: Desk) -> dict[str, str]:
    """The events of what SoftBank was sent, and a mail that says it did not arrive."""
    with connect(desk.database) as db:
        sent = {one.route: one.event for one in Outbox(db).list() if one.recipient == SOFTBANK}
    Path("bounce.eml").write_bytes(a_bounce(event=sent[Route.MAIL]))
    return {"MAIL": sent[Route.MAIL], "EVENT": sent[Route.INBOX]}
