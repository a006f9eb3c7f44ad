"""A notice as a mail: bytes that are fixed when it is queued, its Message-ID among them."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from string import Template

from corpus.carrier_settings import is_mail
from corpus.errors import InputRefused
from sharing.channels.notice import Notice
from sharing.channels.wording import load_letters
from sharing.outbox.message import EventId

EVENT_HEADER = "X-Kyokun-Event"
SENDER_NAME = "Kyokun"


def letter_of(notice: Notice, sender: str, address: str) -> bytes:
    """The bytes of the mail to `address`: the same notice, the same bytes.

    Raises:
        InputRefused: `address` is no mail address.
    """
    if not is_mail(address):
        raise InputRefused("bad_mail", notice.event)
    words = load_letters()[notice.topic]
    mail = EmailMessage(policy=SMTP)
    mail["Message-ID"] = message_id(notice.event, sender)
    mail["Date"] = format_datetime(notice.at)
    mail["From"] = Address(SENDER_NAME, addr_spec=sender)
    mail["To"] = Address(addr_spec=address)
    mail["Subject"] = Template(words["subject"]).substitute(notice.values)
    mail["Auto-Submitted"] = "auto-generated"
    mail[EVENT_HEADER] = notice.event
    body = Template(words["body"].lstrip()).substitute(notice.values)
    mail.set_content(body, cte="base64")
    return mail.as_bytes(policy=SMTP)


def message_id(event: EventId, sender: str) -> str:
    """The Message-ID of the mails about `event`."""
    return f"<{event}@{sender.rpartition('@')[2]}>"
