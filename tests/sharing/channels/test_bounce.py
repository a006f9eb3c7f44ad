import pytest

from sharing.channels.bounce import Bounce, read_bounce
from sharing.channels.letter import EVENT_HEADER, letter_of
from tests.sharing.channels.test_notice import EVENT, a_notice

REPORT = """\
From: postmaster@iij.example
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="x"

--x

so sorry
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; a@iij.example
Action: {action}
Status: {status}

--x
Content-Type: {kind}

{header}: {event}
Subject: x

--x--
"""


def a_bounce(
    action: str = "failed", status: str = "5.1.1", event: str = EVENT, *, whole: bool = True
) -> bytes:
    kind = "message/rfc822" if whole else "text/rfc822-headers"
    told = {"action": action, "status": status, "event": event, "kind": kind}
    return REPORT.format(header=EVENT_HEADER, **told).replace("\n", "\r\n").encode()


@pytest.mark.parametrize("whole", [True, False])
def test_a_mail_that_came_back_names_its_event_and_the_reason(*, whole: bool) -> None:
    bounce = read_bounce(a_bounce(whole=whole))

    assert bounce == Bounce(event=EVENT, status="5.1.1")
    assert bounce.reason == "bounced_5.1.1"


@pytest.mark.parametrize(
    "content",
    [
        a_bounce(action="delayed", status="4.4.1"),
        a_bounce(status="2.0.0"),
        a_bounce(event="E-1"),
        letter_of(a_notice(), "k@example.com", "a@iij.example"),
        b"",
        b"\xff\x00" * 100,
    ],
    ids=["late", "fine", "of another", "no report", "empty", "rubbish"],
)
def test_anything_else_says_nothing(content: bytes) -> None:
    assert read_bounce(content) is None


def test_a_report_that_holds_no_mail_says_nothing() -> None:
    first, *_ = a_bounce().split(b"Content-Type: message/rfc822")

    assert read_bounce(first) is None
