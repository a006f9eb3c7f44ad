"""``kyokun queue``: the filings in the order to read them, and what reading on finds."""

import argparse
from datetime import UTC, date, datetime

from api.command import Command, Declared, viewer_of
from api.exits import ANSWERED
from api.output import Output
from api.settings import Settings
from api.shown_queue import queue_line_out, queue_lines
from api.wiring import opened, wire_triage
from corpus.errors import InputRefused
from triage.assessment import Assessment
from triage.queue import Queue
from triage.reading_order import Listed, reading_order, received_in
from triage.review.binding import Bindings
from triage.store import AssessmentStore


def month(written: str) -> date:
    """The first day of the month written ``YYYY-MM``, as an argument's type.

    Raises:
        ValueError: there is no such month, or it is written otherwise.
    """
    if len(written) != len("YYYY-MM"):
        raise ValueError(written)
    return date.fromisoformat(f"{written}-01")


def declare(declared: Declared) -> None:
    """Which filings, and how many."""
    declared.add("--n", type=int, metavar="N", said="n")
    declared.add("--month", type=month, metavar="MONTH", said="month")
    declared.add("--state", choices=[*Listed], default=Listed.OPEN, said="state")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Judge what was not judged yet, and show the queue."""
    if chosen.n is not None and chosen.n < 0:
        raise InputRefused("negative", "--n")
    with opened(settings) as db:
        viewer = viewer_of(chosen)
        triage = wire_triage(db, settings, viewer)
        queue = Queue(triage, viewer)
        with output.progress("said.assessing") as progress:
            found = queue.up_to_date(datetime.now(UTC), progress)
        found = _of_month(found, queue, chosen.month)
        lines = reading_order(found, Bindings.load(db, viewer), Listed(chosen.state))
    shown = [queue_line_out(one, triage.vocabulary) for one in lines[: chosen.n]]
    told = list(queue_lines(shown, len(lines), output.words))
    output.answer(
        [one.model_dump() for one in shown], told or [output.words.say("said.queue_empty")]
    )
    return ANSWERED


def _of_month(found: list[Assessment], queue: Queue, asked: date | None) -> list[Assessment]:
    if asked is None:
        return found
    received = AssessmentStore(queue.triage.db).received(queue.viewer)
    return list(received_in(found, received, asked))


COMMAND = Command(declare, run)
