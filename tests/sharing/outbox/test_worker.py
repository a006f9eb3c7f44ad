from collections import Counter

from sharing.outbox.message import Delivered, Failed, Outcome, Route, State
from sharing.outbox.ports import Permission
from sharing.outbox.store import Outbox
from sharing.outbox.worker import Worker
from tests.examples import NOW
from tests.sharing.examples import a_database
from tests.sharing.outbox.examples import Answering, Anything, Refusing, a_draft


def a_worker(
    *outcomes: Outcome, permission: Permission | None = None, messages: int = 1
) -> tuple[Worker, Answering]:
    outbox = Outbox(a_database())
    for _ in range(messages):
        outbox.queue(a_draft(), NOW)
    way = Answering(list(outcomes or [Delivered()]))
    worker = Worker(
        outbox=outbox,
        ways={Route.MAIL: way},
        permission=permission or Anything(),
        clock=lambda: NOW,
    )
    return worker, way


def test_a_worker_sends_until_nothing_is_due() -> None:
    worker, way = a_worker(Delivered(), Failed("smtp_451"), Failed("x", lasting=True), messages=3)

    assert worker.run() == Counter({State.SENT: 1, State.WAITING: 1, State.DEAD: 1})
    assert len(way.sent) == 3
    assert worker.step() is None


def test_a_worker_stops_after_as_many_as_it_was_told() -> None:
    worker, way = a_worker(messages=3)

    assert worker.run(2).total() == 2
    assert len(way.sent) == 2


def test_what_may_not_leave_is_not_even_tried() -> None:
    worker, way = a_worker(permission=Refusing("members_only"))

    assert worker.run() == Counter({State.WITHDRAWN: 1})
    assert way.sent == []
    assert worker.outbox.list()[0].reason == "members_only"
