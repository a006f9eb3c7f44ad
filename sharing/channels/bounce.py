"""Mails that came back: which message it was, and the code that says why (RFC 3464)."""

import re
from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import EmailMessage, Message
from email.policy import default

from sharing.channels.letter import EVENT_HEADER
from sharing.outbox.message import EventId

LARGEST = 1_000_000
_EVENT = re.compile(r"E-[0-9A-HJKMNP-TV-Z]{26}")
_STATUS = re.compile(r"5\.\d{1,3}\.\d{1,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """A mail that will not be delivered: its event, and the status that was told."""

    event: EventId
    status: str

    @property
    def reason(self) -> str:
        """The code of the reason, as the outbox has it."""
        return f"bounced_{self.status}"


def read_bounce(content: bytes) -> Bounce | None:
    """What a mail says of one of ours that failed for good; None: it says no such thing.

    That a mail is only late (4.x.x) is no bounce: the server that has it goes on trying.
    """
    mail = message_from_bytes(content[:LARGEST], policy=default)
    if mail.get_content_type() != "multipart/report":
        return None
    status = event = None
    for part in mail.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            status = status or _status_in(part)
        elif kind in {"message/rfc822", "text/rfc822-headers"}:
            event = event or _event_in(part)
    if status is None or event is None:
        return None
    return Bounce(event=event, status=status)


def _status_in(part: Message) -> str | None:
    for block in part.walk():
        action, status = (str(block.get(name, "")) for name in ("Action", "Status"))
        if action.strip().lower() == "failed" and _STATUS.fullmatch(status.strip()):
            return status.strip()
    return None


def _event_in(part: EmailMessage | Message) -> EventId | None:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        told = str(inner.get(EVENT_HEADER, "")) if isinstance(inner, Message) else ""
    else:
        headers = message_from_string(str(part.get_payload()))
        told = str(headers.get(EVENT_HEADER, ""))
    found = _EVENT.fullmatch(told.strip())
    return EventId(found[0]) if found else None
