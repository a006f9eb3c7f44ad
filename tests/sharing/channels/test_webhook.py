import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from corpus.viewer import SECRETARIAT
from sharing.channels.hooks import Hook, HookStore
from sharing.channels.inner import networks_of
from sharing.channels.signature import EVENT, HEADER, is_signed
from sharing.channels.webhook import Web, WebhookWay
from sharing.outbox.message import Delivered, Failed, Outcome, Route
from sharing.outbox.store import Outbox
from tests.examples import NOW
from tests.sharing.channels.certificates import contexts
from tests.sharing.channels.web_server import Calls, receiving
from tests.sharing.examples import a_database
from tests.sharing.outbox.examples import IIJ, a_draft

HERE = networks_of("127.0.0.0/8")
BODY = b'{"event":"E-1"}'


@pytest.fixture(scope="module")
def receiver() -> Iterator[tuple[Calls, int]]:
    with receiving() as running:
        yield running


def posted(url: str, allowed: Any = HERE, **web: Any) -> tuple[Outcome, Hook]:
    db = a_database()
    hooks = HookStore(db, plain=True)
    hook = hooks.add(IIJ, url, SECRETARIAT, NOW)
    outbox = Outbox(db)
    outbox.queue(a_draft(route=Route.WEBHOOK, address=hook.id, body=BODY), NOW)
    way = WebhookWay(hooks, Web(**{"allowed": allowed, "seconds": 1.0, **web}))
    outcome = way.deliver(outbox.list()[0], NOW)
    kept = hooks.find(hook.id)
    assert kept is not None
    return outcome, kept


def test_a_notice_is_posted_signed_with_its_event(receiver: tuple[Calls, int]) -> None:
    calls, port = receiver

    outcome, hook = posted(f"http://127.0.0.1:{port}/ok")

    assert outcome == Delivered()
    _, headers, body = calls.made[-1]
    assert body == BODY
    assert headers[EVENT].startswith("E-")
    assert headers["Host"] == f"127.0.0.1:{port}"
    assert is_signed(hook.secret, headers[HEADER], body, NOW)


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("204", Delivered()),
        ("slow", Delivered()),
        ("huge", Delivered()),
        ("500", Failed("http_500")),
        ("404", Failed("http_404")),
        ("redirect", Failed("http_307")),
        ("hang", Failed("timeout")),
        ("drip", Failed("timeout")),
        ("cut", Failed("unreachable")),
    ],
)
def test_what_a_receiver_does_is_told_by_its_code(
    receiver: tuple[Calls, int], path: str, outcome: Outcome
) -> None:
    calls, port = receiver
    began = time.monotonic()

    told, hook = posted(f"http://127.0.0.1:{port}/{path}")

    assert told == outcome
    assert hook.ended_at is None
    assert time.monotonic() - began < 5
    assert "/inner" not in {made for made, _, _ in calls.made}


def test_who_is_gone_gets_no_more(receiver: tuple[Calls, int]) -> None:
    _, port = receiver

    outcome, hook = posted(f"http://127.0.0.1:{port}/410")

    assert outcome == Failed("gone", lasting=True)
    assert (hook.ended_at, hook.ended_why) == (NOW, "gone")


def test_a_subscription_that_has_ended_is_not_called(receiver: tuple[Calls, int]) -> None:
    calls, port = receiver
    db = a_database()
    hooks, outbox = HookStore(db, plain=True), Outbox(db)
    hook = hooks.add(IIJ, f"http://127.0.0.1:{port}/never", SECRETARIAT, NOW)
    hooks.close(hook.id, "gone", NOW)
    for address in (hook.id, "W-none"):
        outbox.queue(a_draft(route=Route.WEBHOOK, address=address), NOW)

    way = WebhookWay(hooks, Web(allowed=HERE))

    for message in outbox.list():
        assert way.deliver(message, NOW) == Failed("gone", lasting=True)
    assert "/never" not in {made for made, _, _ in calls.made}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433"])
def test_this_machine_is_not_reached_unless_an_operator_allows_it(
    receiver: tuple[Calls, int], host: str
) -> None:
    calls, port = receiver
    before = len(calls.made)

    assert posted(f"http://{host}:{port}/ok", allowed=())[0] == Failed("inner_address")
    assert len(calls.made) == before


def test_a_name_that_is_answered_otherwise_a_moment_later_gains_nothing(
    receiver: tuple[Calls, int],
) -> None:
    """The name is looked up once, and the connection goes to what was judged."""
    calls, port = receiver
    asked: list[str] = []

    def rebound(host: str, _: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    assert posted(f"http://rebound.example:{port}/ok", look_up=rebound)[0] == Delivered()
    assert asked == ["rebound.example"]
    assert calls.made[-1][1]["Host"] == f"rebound.example:{port}"


def test_the_certificate_must_be_that_of_the_name(tmp_path: Path) -> None:
    server, client = contexts(tmp_path)
    here = {"look_up": lambda _, __: ["127.0.0.1"], "context": client}
    with receiving(server) as (calls, port):
        assert posted(f"https://localhost:{port}/ok", **here)[0] == Delivered()
        assert posted(f"https://other.example:{port}/ok", **here)[0] == Failed("unreachable")
        assert posted(f"https://localhost:{port}/ok")[0] == Failed("unreachable")
    assert len(calls.made) == 1


def test_a_signature_is_of_the_moment_it_is_sent() -> None:
    """A repeat has the same body and event, and a signature that a receiver still takes."""
    from sharing.channels.signature import sign

    later = datetime.now(UTC)
    assert sign("s", BODY, NOW) != sign("s", BODY, later)
    assert is_signed("s", sign("s", BODY, later), BODY, later)
