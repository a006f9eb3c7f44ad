"""``kyokun corpus``: past incidents in and out, and which accident a filing is about."""

import argparse
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from api.command import Command, Declared, viewer_of
from api.exits import ANSWERED
from api.files import opened_bytes
from api.output import Output
from api.schemas_corpus import DecidedOut, ImportedOut
from api.settings import Settings
from api.shown import incident_out, offer_out
from api.wiring import opened, wire_register, wire_retrieval
from corpus.belonging import BelongingDecision, BelongingStore
from corpus.ids import FilingId, IncidentId
from corpus.incidents import IncidentStore
from corpus.offers import Said
from corpus.record import read_record


def declare(declared: Declared) -> None:
    """What to do, and with what."""
    added = declared.actions("corpus", ACTIONS)
    added["import"].add("file", type=Path, metavar="FILE", said="corpus_file")
    added["show"].add("incident", metavar="INCIDENT", said="incident")
    added["decide"].add("filing", metavar="FILING", said="filing")
    added["decide"].add("incident", metavar="INCIDENT", said="incident")
    added["decide"].add("said", choices=list(Said), said="said")
    added["decide"].add("--why", required=True, metavar="TEXT", said="why")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Run the action."""
    return ACTIONS[chosen.action](chosen, settings, output)


def _import(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    with opened(settings) as db:
        with opened_bytes(chosen.file) as lines:
            records = list(read_record(lines))
        imported = IncidentStore(db).import_records(records, wire_register(db))
        with output.progress("said.encoding") as progress:
            wire_retrieval(db, settings, progress)
    answer = ImportedOut(**asdict(imported)).model_dump()
    output.answer(answer, [output.words.say("said.imported", **answer)])
    return ANSWERED


def _export(_: argparse.Namespace, settings: Settings, output: Output) -> int:
    with opened(settings) as db:
        lines = IncidentStore(db).export_records()
        if output.as_json:
            output.answer([json.loads(line) for line in lines], ())
        else:
            output.copy(f"{line}\n".encode() for line in lines)
    return ANSWERED


def _show(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    with opened(settings) as db:
        incident = IncidentStore(db).get(IncidentId(chosen.incident), viewer_of(chosen))
    shown = incident_out(incident).model_dump()
    output.answer(shown, (f"{key}: {value}" for key, value in shown.items()))
    return ANSWERED


def _offers(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    with opened(settings) as db:
        offers = BelongingStore(db).open_offers(viewer_of(chosen))
    shown = [offer_out(offer).model_dump() for offer in offers]
    lines = [
        f"{one['filing']} → {one['incident']}  {one['points']}  {', '.join(one['reasons'])}"
        for one in shown
    ]
    output.answer(shown, lines or [output.words.say("said.no_offers")])
    return ANSWERED


def _decide(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    decision = BelongingDecision(
        filing=FilingId(chosen.filing),
        incident=IncidentId(chosen.incident),
        said=Said(chosen.said),
        by=viewer_of(chosen),
        why=chosen.why,
        at=datetime.now(UTC),
    )
    with opened(settings) as db:
        BelongingStore(db).decide(decision)
    answer = DecidedOut(
        filing=chosen.filing, incident=chosen.incident, said=chosen.said
    ).model_dump()
    output.answer(answer, [output.words.say("said.decided", **answer)])
    return ANSWERED


ACTIONS: Mapping[str, Callable[[argparse.Namespace, Settings, Output], int]] = {
    "import": _import,
    "export": _export,
    "show": _show,
    "offers": _offers,
    "decide": _decide,
}
COMMAND = Command(declare, run)
