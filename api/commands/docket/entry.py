"""``kyokun entry``: the facts of an accident, typed once, with every version of them."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from api.command import Command, Declared
from api.commands.docket.beside import BESIDE, declare_beside, evidence_lines, evidence_out
from api.commands.docket.desk import docket_of, now, spoken
from api.exits import ANSWERED
from api.files import read_bytes
from api.output import Output
from api.settings import Settings
from api.shown_docket import decision_lines, entry_lines, history_lines
from corpus.database import transaction
from corpus.ids import FilingId
from triage.docket.cases import Docket
from triage.docket.entry import Entered, Entry, EntryId, entry_to_json
from triage.docket.evidence import EvidenceStore
from triage.docket.parents import ParentStore
from triage.docket.store import EntryStore
from triage.duty.decision import Decision, decision_to_json
from triage.errors import FactsRefused
from triage.facts_json import parse_facts
from triage.written import as_json

LARGEST = 10_000_000
"""Bytes of a file of facts."""


def declare(declared: Declared) -> None:
    """What to do, and with what."""
    added = declared.actions("entry", ACTIONS)
    added["add"].add("facts", type=Path, metavar="FACTS.json", said="facts")
    added["revise"].add("entry", metavar="ENTRY", said="entry_id")
    added["revise"].add("facts", type=Path, nargs="?", metavar="FACTS.json", said="facts_new")
    for action in (added["add"], added["revise"]):
        action.add("--about", type=spoken, metavar="ID", said="about")
        action.add("--regime", action="append", metavar="ID", said="watched")
        action.add("--area", type=spoken, metavar="TEXT", said="area")
        action.add("--voluntary", action=argparse.BooleanOptionalAction, said="voluntary")
        action.add("--why", type=spoken, metavar="TEXT", said="why_version")
    added["show"].add("entry", metavar="ENTRY", said="entry_id")
    added["show"].add("--history", action="store_true", said="history")
    declare_beside(added)


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Run the action."""
    with docket_of(chosen, settings) as docket:
        ACTIONS[chosen.action](chosen, docket, output)
    return ANSWERED


def _add(chosen: argparse.Namespace, docket: Docket, output: Output) -> None:
    entered = Entered(
        facts=_facts(chosen.facts),
        about=FilingId(chosen.about) if chosen.about else None,
        regimes=tuple(chosen.regime or ()),
        area=chosen.area,
        voluntary=bool(chosen.voluntary),
        why=chosen.why,
    )
    entry = EntryStore(docket.db).enter(entered, docket.viewer, now())
    _answer(docket, entry, output)


def _revise(chosen: argparse.Namespace, docket: Docket, output: Output) -> None:
    """What is not given stays as it was."""
    store, entry_id = EntryStore(docket.db), EntryId(chosen.entry)
    facts = _facts(chosen.facts) if chosen.facts else None
    with transaction(docket.db):
        before = store.get(entry_id, docket.viewer)
        entered = Entered(
            facts=facts or before.written,
            about=FilingId(chosen.about) if chosen.about else None,
            regimes=tuple(chosen.regime or before.regimes),
            area=before.area if chosen.area is None else chosen.area,
            voluntary=before.voluntary if chosen.voluntary is None else chosen.voluntary,
            why=chosen.why,
        )
        entry = store.revise(entry_id, entered, docket.viewer, now())
    _answer(docket, entry, output)


def _show(chosen: argparse.Namespace, docket: Docket, output: Output) -> None:
    entry = EntryStore(docket.db).get(EntryId(chosen.entry), docket.viewer)
    _answer(docket, entry, output, with_history=chosen.history)


def _list(_: argparse.Namespace, docket: Docket, output: Output) -> None:
    entries = EntryStore(docket.db).list(docket.viewer)
    lines = [line for entry in entries for line in entry_lines(entry, output.words)]
    output.answer(
        [as_json(entry) for entry in entries],
        lines or [output.words.say("docket.no_entries")],
    )


def _answer(docket: Docket, entry: Entry, output: Output, *, with_history: bool = False) -> None:
    history = EntryStore(docket.db).history(entry.id, docket.viewer) if with_history else ()
    decisions = _decisions(docket, entry)
    evidence = EvidenceStore(docket.db).of(entry.id, docket.viewer)
    parent = ParentStore(docket.db).parent_of(entry.id, docket.viewer)
    document: dict[str, Any] = {
        **entry_to_json(entry, history),
        "duty": [decision_to_json(each) for each in decisions],
        "evidence": [evidence_out(each) for each in evidence],
        "parent": parent,
    }

    def lines() -> Iterator[str]:
        yield from entry_lines(entry, output.words)
        if parent:
            yield f"  {output.words.say('docket.parent')}: {parent}"
        yield from evidence_lines(evidence, output.words)
        yield from history_lines(history, output.words)
        for decision in decisions:
            yield from decision_lines(decision, output.words)
        if not decisions:
            yield output.words.say("docket.before_first_regime")

    output.answer(document, lines())


def _facts(path: Path) -> str:
    content = read_bytes(path, LARGEST)
    parse_facts(content)
    return content.decode("utf-8-sig")


def _decisions(docket: Docket, entry: Entry) -> tuple[Decision, ...]:
    """What the watched regimes say; nothing of an accident older than the first."""
    try:
        return docket.case(entry.id).decisions
    except FactsRefused:
        return ()


ACTIONS: Mapping[str, Callable[[argparse.Namespace, Docket, Output], None]] = {
    "add": _add,
    "revise": _revise,
    "show": _show,
    "list": _list,
    **BESIDE,
}
COMMAND = Command(declare, run)
