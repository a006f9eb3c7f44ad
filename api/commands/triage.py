"""``kyokun triage``: how new filings are and what to read first, with reasons."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from api.command import Command, Declared, day, viewer_of
from api.exits import ANSWERED
from api.output import Output
from api.settings import Settings
from api.shown import assessment_lines, assessment_out
from api.wiring import make_sandbox, opened, wire_register, wire_triage
from corpus.errors import FileRefused
from corpus.ids import FilingId
from corpus.intake.understand import understand
from corpus.viewer import Viewer
from triage.assessment import Assessment
from triage.cases import Unfiled, unfiled_case
from triage.pipeline import Triage
from triage.queue import Queue


def declare(declared: Declared) -> None:
    """Which filings, and as of when."""
    which = declared.one_of()
    which.add("--report", metavar="ID", said="one_report")
    which.add("--text", type=Path, metavar="FILE", said="text")
    which.add("--all", action="store_true", said="all")
    declared.add("--as-of", type=day, metavar="DATE", said="as_of")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Judge one filing, one text, all filings, or (none asked for) those not judged yet."""
    viewer = viewer_of(chosen)
    with opened(settings) as db:
        triage = wire_triage(db, settings, viewer)
        if chosen.text is not None:
            found = [_of_text(triage, chosen, settings, viewer)]
        else:
            found = _of_filings(triage, chosen, viewer, output)
    shown = [assessment_out(one, triage.vocabulary) for one in found]
    single = chosen.text is not None or chosen.report is not None
    document = shown[0].model_dump() if single else [one.model_dump() for one in shown]
    lines = [line for one in shown for line in assessment_lines(one, output.words)]
    output.answer(document, lines or [output.words.say("said.queue_empty")])
    return ANSWERED


def _of_filings(
    triage: Triage, chosen: argparse.Namespace, viewer: Viewer, output: Output
) -> list[Assessment]:
    queue = Queue(triage, viewer)
    if chosen.report is not None:
        filings: tuple[FilingId, ...] = (FilingId(chosen.report),)
    else:
        filings = queue.standing() if chosen.all else tuple(queue.waiting())
    with output.progress("said.assessing") as progress:
        return queue.assess(filings, chosen.as_of, datetime.now(UTC), progress)


def _of_text(
    triage: Triage, chosen: argparse.Namespace, settings: Settings, viewer: Viewer
) -> Assessment:
    with make_sandbox(settings) as sandbox:
        readings = understand(sandbox.read(chosen.text)[0])
    if len(readings) != 1:
        raise FileRefused("not_one_report", chosen.text.name, reports=len(readings))
    [reading] = readings
    carriers = wire_register(triage.db).find_all(reading.carrier_named or "")
    unfiled = Unfiled(reading=reading, carriers=carriers, shown_at=datetime.now(UTC))
    case = unfiled_case(triage.db, unfiled, viewer)
    [assessment] = triage.assess([case], viewer, chosen.as_of)
    return assessment


COMMAND = Command(declare, run)
