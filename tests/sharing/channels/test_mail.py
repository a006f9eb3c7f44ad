import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sharing.channels.mail import MailServer, MailWay, Security
from sharing.outbox.message import Delivered, Failed, Kept, Outcome
from sharing.outbox.store import Outbox
from tests.examples import NOW
from tests.sharing.channels.certificates import contexts
from tests.sharing.examples import a_database
from tests.sharing.outbox.examples import a_draft
from tests.sharing.outbox.mail_server import DROP, TAKEN, TAKEN_AND_DROP, Taken, serving

BODY = b"X-Kyokun-Event: e\r\nSubject: x\r\n\r\n.a line that begins with a dot\r\nx\r\n"
ELSEWHERE = "2130706433"
"""127.0.0.1 as a number: nothing tells from how it is written that it is this machine."""


def a_mail(**fields: Any) -> Kept:
    outbox = Outbox(a_database())
    outbox.queue(a_draft(body=BODY, **fields), NOW)
    return outbox.list()[0]


def sent(port: int, host: str = "127.0.0.1", **settings: Any) -> Outcome:
    server = MailServer(host=host, port=port, sender="k@example.com", seconds=3, **settings)
    return MailWay(server).deliver(a_mail(), NOW)


@pytest.fixture(scope="module")
def calm() -> Iterator[tuple[Taken, int]]:
    taken = Taken(lambda _: TAKEN)
    with serving(taken) as port:
        yield taken, port


def test_the_bytes_arrive_as_they_are(calm: tuple[Taken, int]) -> None:
    taken, port = calm

    assert sent(port) == Delivered()
    assert taken.mails["e"][-1] == BODY


@pytest.mark.parametrize(
    ("step", "said", "outcome"),
    [
        ("rcpt", "550 no such user", Failed("smtp_550", lasting=True)),
        ("rcpt", "451 greylisted", Failed("smtp_451")),
        ("data", "554 spam", Failed("smtp_554", lasting=True)),
        ("data", "452 full", Failed("smtp_452")),
        ("rcpt", DROP, Failed("unreachable")),
        ("data", DROP, Failed("unreachable")),
        ("data", TAKEN_AND_DROP, Failed("unreachable")),
    ],
)
def test_what_the_server_says_is_told_by_its_code(step: str, said: str, outcome: Outcome) -> None:
    taken = Taken(lambda asked: said if asked.startswith(step) else TAKEN)
    with serving(taken) as port:
        assert sent(port) == outcome


def test_a_server_that_is_not_there_is_tried_again() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert sent(unused.getsockname()[1]) == Failed("unreachable")


def test_without_encryption_nothing_leaves_the_machine(calm: tuple[Taken, int]) -> None:
    taken, port = calm
    before = len(taken.mails.get("e", []))

    assert sent(port, ELSEWHERE) == Failed("no_tls")
    assert len(taken.mails.get("e", [])) == before
    assert sent(port, ELSEWHERE, security=Security.NONE) == Delivered()


def test_encryption_that_is_offered_is_used_and_the_certificate_checked(tmp_path: Path) -> None:
    server, client = contexts(tmp_path)
    taken = Taken(lambda _: TAKEN)
    with serving(taken, tls_context=server, require_starttls=True) as port:
        assert sent(port, context=client) == Delivered()
        assert sent(port) == Failed("unreachable")
        assert sent(port, security=Security.NONE) == Failed("smtp_530", lasting=True)
    assert len(taken.mails["e"]) == 1


def test_encryption_from_the_first_byte_on(tmp_path: Path) -> None:
    server, client = contexts(tmp_path)
    taken = Taken(lambda _: TAKEN)
    with serving(taken, ssl_context=server) as port:
        assert sent(port, context=client, security=Security.TLS) == Delivered()


def test_a_password_that_is_refused_is_no_fault_of_the_mail(tmp_path: Path) -> None:
    server, client = contexts(tmp_path)
    from aiosmtpd.smtp import AuthResult

    def authenticate(_: Any, __: Any, ___: Any, ____: Any, told: Any) -> AuthResult:
        return AuthResult(success=told.password == b"right", handled=False)

    taken = Taken(lambda _: TAKEN)
    with serving(taken, tls_context=server, authenticator=authenticate) as port:
        right: dict[str, Any] = {"context": client, "user": "k", "password": "right"}
        assert sent(port, **right) == Delivered()
        assert sent(port, **{**right, "password": "wrong"}) == Failed("smtp_535")


@pytest.mark.parametrize(
    ("host", "here"),
    [("localhost", True), ("127.0.0.2", True), ("::1", True), ("10.0.0.1", False), ("a", False)],
)
def test_this_machine_is_known_by_its_name_and_address(host: str, *, here: bool) -> None:
    assert MailServer(host=host, port=25, sender="k@example.com").is_here is here
