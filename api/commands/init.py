"""``kyokun init``: make a workspace with every past incident in it. Twice changes nothing."""

import argparse
from dataclasses import asdict

from api.command import Command, Declared
from api.exits import ANSWERED
from api.output import Output
from api.schemas_corpus import InitOut
from api.settings import Settings
from api.wiring import STARTER, make_workspace, opened, wire_register, wire_retrieval
from corpus.incidents import IncidentStore
from corpus.record import read_record


def declare(_: Declared) -> None:
    """No arguments of its own."""


def run(_: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Make the workspace, load the starter corpus, and encode it."""
    make_workspace(settings)
    with opened(settings) as db:
        with STARTER.open("rb") as lines:
            imported = IncidentStore(db).import_records(read_record(lines), wire_register(db))
        with output.progress("said.encoding") as progress:
            wire_retrieval(db, settings, progress)
    answer = InitOut(workspace=str(settings.workspace), **asdict(imported)).model_dump()
    output.answer(answer, [output.words.say("said.init", **answer)])
    return ANSWERED


COMMAND = Command(declare, run)
