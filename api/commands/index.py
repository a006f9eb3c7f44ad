"""``kyokun index rebuild|verify``: make the index again from the database, or check it."""

import argparse
from dataclasses import asdict

from api.command import Command, Declared
from api.exits import ANSWERED, CHECK_FAILED
from api.output import Output
from api.schemas_corpus import IndexFaultOut, IndexOut
from api.settings import Settings
from api.wiring import opened, wire_retrieval

ACTIONS = ("rebuild", "verify")


def declare(declared: Declared) -> None:
    """Which of the two."""
    declared.actions("index", ACTIONS)


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Rebuild or verify; a fault found is exit 1."""
    with opened(settings) as db, output.progress("said.encoding") as progress:
        retrieval = wire_retrieval(db, settings, progress)
        if chosen.action == "rebuild":
            retrieval.rebuild(db, progress)
        faults = retrieval.verify(db)
    answer = IndexOut(
        accounts=len(retrieval),
        encoded=sum(retrieval.encoded.made.values()),
        faults=[IndexFaultOut(**asdict(fault)) for fault in faults],
    )
    said = "said.index_faults" if faults else "said.index_whole"
    line = output.words.say(said, accounts=len(retrieval), faults=len(faults))
    listed = (f"  {one.kind} {one.label} {one.view or ''}".rstrip() for one in answer.faults)
    output.answer(answer.model_dump(), [line, *listed])
    return CHECK_FAILED if faults else ANSWERED


COMMAND = Command(declare, run)
