"""``kyokun queue``: the filings in the order to read them."""

import argparse
from datetime import UTC, datetime

from api.command import Command, Declared, viewer_of
from api.exits import ANSWERED
from api.output import Output
from api.settings import Settings
from api.shown import assessment_lines, assessment_out
from api.wiring import opened, wire_triage
from corpus.errors import InputRefused
from triage.queue import Queue


def declare(declared: Declared) -> None:
    """How many."""
    declared.add("--n", type=int, metavar="N", said="n")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Judge what was not judged yet, and show the queue."""
    if chosen.n is not None and chosen.n < 0:
        raise InputRefused("negative", "--n")
    with opened(settings) as db:
        triage = wire_triage(db, settings)
        queue = Queue(triage, viewer_of(chosen))
        with output.progress("said.assessing") as progress:
            queue.assess(queue.waiting(), None, datetime.now(UTC), progress)
        found = queue.ranked()
    shown = [assessment_out(one, triage.vocabulary) for one in found[: chosen.n]]
    lines = [
        f"{place:>4}. {line}" if number == 0 else f"      {line}"
        for place, one in enumerate(shown, start=1)
        for number, line in enumerate(assessment_lines(one, output.words))
    ]
    output.answer(
        [one.model_dump() for one in shown], lines or [output.words.say("said.queue_empty")]
    )
    return ANSWERED


COMMAND = Command(declare, run)
