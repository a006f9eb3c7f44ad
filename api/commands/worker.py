"""``kyokun worker``: sends what is due, over and over, or once."""

import argparse
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from types import FrameType

from api.command import Command, Declared
from api.commands.docket.desk import now
from api.exits import ANSWERED
from api.output import Output
from api.schemas_delivery import WorkerOut
from api.settings import Settings
from api.wiring import opened
from api.wiring_delivery import wire_digests, wire_worker
from sharing.outbox.message import State

PAUSE_SECONDS = 2.0
"""How long a worker rests when nothing is due."""
IN_ONE_GO = 100
"""Messages between two looks at the digests."""
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@dataclass
class Round:
    """What a worker did so far."""

    states: Counter[State] = field(default_factory=Counter)
    digests: int = 0
    waiting: int = 0


def declare(declared: Declared) -> None:
    """Whether once, or until it is told to stop."""
    declared.add("--once", action="store_true", said="worker_once")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Send, and say what was done. Told to stop, it ends what it is sending first."""
    done = Round()
    with _told_to_stop() as stop:
        while True:
            tried = work(settings, done)
            if stop.is_set() or (chosen.once and not tried):
                break
            if not tried:
                stop.wait(PAUSE_SECONDS)
    told = WorkerOut(
        sent=done.states[State.SENT],
        later=done.states[State.WAITING],
        dead=done.states[State.DEAD],
        withdrawn=done.states[State.WITHDRAWN],
        digests=done.digests,
        waiting=done.waiting,
    ).model_dump()
    output.answer(told, [output.words.say("sharing.worked", **told)])
    return ANSWERED


def work(settings: Settings, done: Round) -> int:
    """Queue the digests that are due and send some of what is; how much was tried."""
    with opened(settings) as db:
        done.digests += len(wire_digests(db, settings).queue_due(now()))
        worker = wire_worker(db, settings)
        states = worker.run(IN_ONE_GO)
        done.states += states
        done.waiting = worker.outbox.waiting()
    return states.total()


@contextmanager
def _told_to_stop() -> Iterator[Event]:
    """An event that is set once this process is told to stop."""
    stop = Event()

    def note(_: int, __: FrameType | None) -> None:
        stop.set()

    before = {each: signal.signal(each, note) for each in _SIGNALS}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


COMMAND = Command(declare, run)
