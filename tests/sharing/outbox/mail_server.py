"""A mail server on this machine that drops, delays, refuses and takes, as it is told to."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from sharing.channels.letter import EVENT_HEADER

TAKEN = "250 OK"
DROP = "drop"  # the connection is cut without an answer
TAKEN_AND_DROP = "taken and drop"  # … after the mail was taken
Behaviour = Callable[[str], str]
"""What is said at a step (``rcpt`` or ``data``, a blank, the address)."""


@dataclass
class Taken:
    """What was taken, by event: every copy's bytes."""

    behave: Behaviour
    delay: Callable[[], float] = lambda: 0.0
    mails: dict[str, list[bytes]] = field(default_factory=dict)

    async def handle_RCPT(  # noqa: N802 - the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        said = self.behave(f"rcpt {address}")
        if said == DROP:
            _cut(server)
        elif said == TAKEN:
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(  # noqa: N802 - the name is aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        said = self.behave(f"data {envelope.rcpt_tos[0]}")
        await asyncio.sleep(self.delay())
        if said in {TAKEN, TAKEN_AND_DROP}:
            content = envelope.content
            assert isinstance(content, bytes)
            event = message_from_bytes(content)[EVENT_HEADER] or ""
            self.mails.setdefault(event, []).append(content)
        if said in {DROP, TAKEN_AND_DROP}:
            _cut(server)
        return said


def _cut(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


class _Controller(Controller):
    """aiosmtpd's, on a free port of this machine."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call] # aiosmtpd's own


@contextmanager
def serving(taken: Taken, **settings: Any) -> Iterator[int]:
    """A server for `taken`; the port it listens on."""
    controller = _Controller(taken, hostname="127.0.0.1", port=0, **settings)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
