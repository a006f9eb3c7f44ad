"""``kyokun handover`` and ``kyokun happened``: who must know, who was told, what came about."""

import argparse
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from api.command import Command, Declared
from api.commands.docket.desk import docket_of, moment, now, spoken
from api.exits import ANSWERED, WrongUse
from api.files import opened_bytes
from api.output import Output
from api.settings import Settings
from api.shown_docket import by_language, clock, said
from api.words import Words
from corpus.database import transaction
from corpus.ids import IncidentId
from triage.docket.bodies import Item, load_bodies
from triage.docket.cases import Docket
from triage.docket.entry import EntryId
from triage.docket.handover import Handover, Line, Telling, handover, handover_to_json, tell
from triage.docket.happenings import Happening, HappeningStore, Kind, Sealed
from triage.docket.words import wording
from triage.roaming import Mode
from triage.written import as_json

ENTRY = "D-"
"""How the id of an entry begins."""
PART = 1_000_000
"""Bytes of a list that are read at a time."""
_TOLD_ALONE = [each for each in Kind if each is not Kind.IMSI_LIST]


def declare(declared: Declared) -> None:
    """What to do, and with what."""
    added = declared.actions("handover", ACTIONS)
    for action in added.values():
        action.add("entry", metavar="ENTRY", said="entry_id")
    added["told"].add("body", type=spoken, nargs="+", metavar="BODY", said="body")
    added["told"].add(
        "--item", choices=list(Item), default=Item.FIRST_REPORT, metavar="ITEM", said="item"
    )
    added["told"].add("--way", type=spoken, required=True, metavar="TEXT", said="way")
    added["told"].add("--at", type=moment, metavar="MOMENT", said="told_at")
    added["imsi"].add("--count", type=int, required=True, metavar="N", said="imsi_count")
    sealed = added["imsi"].one_of()
    sealed.add("--file", type=Path, metavar="FILE", said="imsi_file")
    sealed.add("--sealed", type=spoken, metavar="sealed:SHA256", said="imsi_sealed")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Run the action."""
    with docket_of(chosen, settings) as docket:
        ACTIONS[chosen.action](chosen, docket, output)
    return ANSWERED


def declare_happened(declared: Declared) -> None:
    """In the course of what, and what happened."""
    declared.add("about", type=spoken, metavar="ENTRY|INCIDENT", said="happened_about")
    declared.add("kind", nargs="?", choices=_TOLD_ALONE, metavar="KIND", said="happened_kind")
    declared.add("--at", type=moment, metavar="MOMENT", said="happened_at")
    declared.add("--mode", choices=list(Mode), metavar="MODE", said="roaming_mode")


def run_happened(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Keep what happened in the course of an entry; then list what did."""
    with docket_of(chosen, settings) as docket:
        store = HappeningStore(docket.db)
        if chosen.kind:
            happening = Happening(
                entry=EntryId(chosen.about),
                kind=Kind(chosen.kind),
                at=chosen.at or now(),
                mode=Mode(chosen.mode) if chosen.mode else None,
            )
            store.tell(happening, docket.viewer, now())
        if chosen.about.startswith(ENTRY):
            found = store.of(EntryId(chosen.about), docket.viewer)
        else:
            found = store.of_incident(IncidentId(chosen.about), docket.viewer)
    lines = list(_happening_lines(found, output.words))
    output.answer(
        [as_json(each) for each in found], lines or [output.words.say("docket.nothing_happened")]
    )
    return ANSWERED


def _show(chosen: argparse.Namespace, docket: Docket, output: Output) -> None:
    found = handover(docket, EntryId(chosen.entry))
    output.answer(handover_to_json(found), _handover_lines(found, output.words))


def _told(chosen: argparse.Namespace, docket: Docket, output: Output) -> None:
    """All of the bodies, or where one of them cannot be, none."""
    at = chosen.at or now()
    with transaction(docket.db):
        for body in chosen.body:
            telling = Telling(
                entry=EntryId(chosen.entry),
                body=body,
                item=Item(chosen.item),
                at=at,
                way=chosen.way,
                told_by=str(docket.viewer),
            )
            tell(docket, telling, now())
    found = handover(docket, EntryId(chosen.entry))
    output.answer(handover_to_json(found), _handover_lines(found, output.words))


def _imsi(chosen: argparse.Namespace, docket: Docket, output: Output) -> None:
    """The list itself is never kept: only how many it names, and its SHA-256."""
    if chosen.file is None and chosen.sealed is None:
        raise WrongUse("no_list")
    reference = _seal(chosen.file) if chosen.file else chosen.sealed
    sealed = Sealed(count=chosen.count, reference=reference)
    HappeningStore(docket.db).hand_over_list(EntryId(chosen.entry), sealed, docket.viewer, now())
    answer = {"entry": chosen.entry, "count": sealed.count, "sealed": sealed.reference}
    output.answer(answer, [output.words.say("docket.sealed", **answer)])


def _sealed(chosen: argparse.Namespace, docket: Docket, output: Output) -> None:
    found = HappeningStore(docket.db).sealed(EntryId(chosen.entry), docket.viewer)
    output.answer(list(found), found or [output.words.say("docket.no_sealed")])


def _seal(path: Path) -> str:
    digest = hashlib.sha256()
    with opened_bytes(path) as file:
        while part := file.read(PART):
            digest.update(part)
    return f"sealed:{digest.hexdigest()}"


def _handover_lines(found: Handover, words: Words) -> Iterator[str]:
    yield f"{found.entry}  {found.area or words.say('docket.area_not_known')}"
    for line in found.lines:
        state = words.say("docket.told" if line.told else "docket.not_told")
        yield f"{'✓' if line.told else '・'} {said(line.title, words)} ({line.body})"
        count = "" if line.count is None else f" ({line.count:,})"
        yield f"    {said(line.item_title, words)}{count}: {state}{_tellings(line)}"
        if line.same_as:
            same = by_language(load_bodies()[line.same_as].title)
            yield f"    = {words.say('docket.same_as', body=same)}"


def _tellings(line: Line) -> str:
    return "".join(f" {clock(each.at)} {each.way} ({each.told_by})" for each in line.told)


def _happening_lines(found: Iterable[Happening], words: Words) -> Iterator[str]:
    for each in found:
        parts = [clock(each.at), said(wording("items", each.kind), words)]
        parts += [each.mode] if each.mode else []
        parts += [f"{each.count:,}"] if each.count is not None else []
        yield "  ".join(parts)


ACTIONS: Mapping[str, Callable[[argparse.Namespace, Docket, Output], None]] = {
    "show": _show,
    "told": _told,
    "imsi": _imsi,
    "sealed": _sealed,
}
HANDOVER = Command(declare, run)
HAPPENED = Command(declare_happened, run_happened)
