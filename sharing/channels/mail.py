"""Mail by SMTP: encrypted, or not at all, but on the machine itself."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_address

from sharing.outbox.message import Delivered, Failed, Kept, Outcome

UNREACHABLE = "unreachable"
NO_TLS = "no_tls"
_LASTING = range(500, 600)


class Security(StrEnum):
    """How the connection to the mail server is kept from others."""

    STARTTLS = "starttls"  # asked for; plain only to this machine
    TLS = "tls"  # from the first byte on
    NONE = "none"  # not at all: an operator's word


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """The server that takes mails; `seconds`: how long any one answer of it may take."""

    host: str
    port: int
    sender: str
    security: Security = Security.STARTTLS
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    seconds: float = 30.0
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)

    @property
    def is_here(self) -> bool:
        """Whether the server is on this machine."""
        if self.host == "localhost":
            return True
        with suppress(ValueError):
            return ip_address(self.host).is_loopback
        return False


class NoTls(Exception):
    """The server offers no encryption."""


@dataclass(frozen=True, slots=True)
class MailWay:
    """Sends mails to `server`, each by a connection of its own."""

    server: MailServer

    def deliver(self, message: Kept, _: datetime, /) -> Outcome:
        """Send the bytes of `message`; taken only once the server says so."""
        try:
            with self._connected() as smtp:
                return self._send(smtp, message)
        except NoTls:
            return Failed(NO_TLS)
        except smtplib.SMTPResponseException as fault:
            # Said before a mail was offered: it is about us, and not about this mail.
            return Failed(f"smtp_{fault.smtp_code}")
        except (OSError, smtplib.SMTPException):
            return Failed(UNREACHABLE)

    def _send(self, smtp: smtplib.SMTP, message: Kept) -> Outcome:
        try:
            smtp.sendmail(self.server.sender, [message.address], message.body)
        except smtplib.SMTPRecipientsRefused as fault:
            [(code, _)] = fault.recipients.values()
            return _refused(code)
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as fault:
            return _refused(fault.smtp_code)
        return Delivered()

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        server = self.server
        if server.security is Security.TLS:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=server.seconds, context=server.context
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, timeout=server.seconds)
        try:
            self._secure(smtp)
            if server.user is not None:
                smtp.login(server.user, server.password or "")
            yield smtp
            with suppress(OSError, smtplib.SMTPException):
                smtp.quit()
        finally:
            smtp.close()

    def _secure(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo()
        if self.server.security is not Security.STARTTLS:
            return
        if smtp.has_extn("starttls"):
            smtp.starttls(context=self.server.context)
            smtp.ehlo()
        elif not self.server.is_here:
            raise NoTls


def _refused(code: int) -> Failed:
    return Failed(f"smtp_{code}", lasting=code in _LASTING)
