"""``kyokun due``, ``overdue``, ``done`` and ``flags``: what must be done by when, and what was."""

import argparse
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from api.command import Command, Declared
from api.commands.docket.desk import docket_of, moment, now, spoken
from api.exits import ANSWERED, WrongUse
from api.output import Output
from api.settings import Settings
from api.shown_docket import at_words, clock, said
from api.words import Words
from corpus.account import Language
from corpus.japan import JST
from triage.docket.due import DueList, Marked, due_list, due_to_json, mark_done, overdue_list
from triage.docket.due_item import DueItem
from triage.docket.entry import EntryId
from triage.docket.feed import calendar_of
from triage.docket.flags import Flagged, flagged, flagged_to_json
from triage.docket.words import wording

STANDARD_OUTPUT = "-"
OF_GUIDANCE = "guidance/"
"""How the key begins of what guidance asks."""


def declare_due(declared: Declared) -> None:
    """As of when, with what was done or without, as a calendar or not."""
    declared.add("--as-of", type=moment, metavar="MOMENT", said="due_as_of")
    declared.add("--done", action="store_true", said="with_done")
    declared.add("--ics", metavar="FILE", said="ics")


def run_due(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """List what is due; with ``--ics`` write it as a calendar."""
    if chosen.ics == STANDARD_OUTPUT and output.as_json:
        raise WrongUse("two_documents")
    with docket_of(chosen, settings) as docket:
        found = due_list(docket, chosen.as_of or now(), done=chosen.done)
    if chosen.ics is None:
        _answer(found, output, "docket.nothing_due")
        return ANSWERED
    calendar = calendar_of(found, Language(output.words.languages[0])).encode()
    if chosen.ics == STANDARD_OUTPUT:
        output.copy([calendar])
        return ANSWERED
    Path(chosen.ics).write_bytes(calendar)
    answer = {"file": chosen.ics, "events": len(found.items)}
    output.answer(answer, [output.words.say("docket.calendar", **answer)])
    return ANSWERED


def declare_overdue(declared: Declared) -> None:
    """As of when."""
    declared.add("--as-of", type=moment, metavar="MOMENT", said="due_as_of")


def run_overdue(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """List what is late."""
    with docket_of(chosen, settings) as docket:
        found = overdue_list(docket, chosen.as_of or now())
    _answer(found, output, "docket.nothing_overdue")
    return ANSWERED


def declare_done(declared: Declared) -> None:
    """What of which entry was done, and when."""
    declared.add("entry", metavar="ENTRY", said="entry_id")
    declared.add("key", type=spoken, metavar="KEY", said="due_key")
    one = declared.one_of()
    one.add("--at", type=moment, metavar="MOMENT", said="done_at")
    one.add("--undo", action="store_true", said="undo")


def run_done(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Mark something due as done, or as not done after all."""
    if chosen.key.startswith(OF_GUIDANCE):
        raise WrongUse("answer_guidance", key=chosen.key)
    at = None if chosen.undo else chosen.at or now()
    marked = Marked(entry=EntryId(chosen.entry), key=chosen.key, done_at=at)
    with docket_of(chosen, settings) as docket:
        mark_done(docket, marked, now())
    told = at.astimezone(JST).isoformat() if at else None
    answer = {"entry": marked.entry, "key": marked.key, "done_at": told}
    key = "docket.marked" if at else "docket.unmarked"
    shown = clock(at) if at else ""
    output.answer(answer, [output.words.say(key, entry=marked.entry, key=marked.key, at=shown)])
    return ANSWERED


def declare_flags(_: Declared) -> None:
    """Nothing."""


def run_flags(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Show every case with its label and flags."""
    with docket_of(chosen, settings) as docket:
        found = flagged(docket)
    lines = [line for each in found for line in _flag_lines(each, output.words)]
    output.answer(flagged_to_json(found), lines or [output.words.say("docket.no_cases")])
    return ANSWERED


def _answer(found: DueList, output: Output, nothing: str) -> None:
    output.answer(due_to_json(found), _due_lines(found, output.words, nothing))


def _due_lines(found: DueList, words: Words, nothing: str) -> Iterator[str]:
    yield words.say("docket.as_of", at=clock(found.as_of))
    for item in found.items:
        yield f"{_at(item, found.as_of, words)}  {said(item.title, words)}{_state(item, words)}"
        named = (item.case, item.key, item.carrier or "", *item.incidents)
        yield f"    {'  '.join(filter(None, named))}"
        yield from (f"    ! {note}" for note in _notes(item, words))
    if not found.items:
        yield words.say(nothing)
    if found.unjudged:
        yield words.say("docket.unjudged", count=len(found.unjudged))
        yield from (f"    {filing}" for filing in found.unjudged)


def _at(item: DueItem, as_of: datetime, words: Words) -> str:
    at = at_words(item.at, words)
    if item.done is not None or item.ends is None:
        return at
    days = (item.ends - as_of).days
    return f"{at} {words.say('docket.days', days=days)}" if days >= 0 else at


def _state(item: DueItem, words: Words) -> str:
    state = said(wording("states", item.state), words)
    by = ""
    if item.done is not None:
        by = f" {clock(item.done.at)} {item.done.filing or item.done.told_by or ''}".rstrip()
    return f"  [{state}{by}]"


def _notes(item: DueItem, words: Words) -> Iterator[str]:
    if not item.certain:
        yield words.say("docket.not_certain")
    if item.law_at is not None:
        yield words.say("docket.moved", option=item.option, law=item.law_at)


def _flag_lines(found: Flagged, words: Words) -> Iterator[str]:
    named = (found.case, said(found.title, words), found.carrier or "", *found.incidents)
    yield "  ".join(filter(None, named))
    yield from (f"  * {said(flag.wording, words)}" for flag in found.flags)
    if found.likely:
        likely = wording("labels", found.likely)
        yield f"  ~ {words.say('docket.likely', likely={'ja': likely.ja, 'en': likely.en})}"
    if found.parent:
        yield f"  {words.say('docket.parent')}: {found.parent}"
    yield from (f"  ? {words.say('docket.find_out', path=path)}" for path in found.missing)


DUE = Command(declare_due, run_due)
OVERDUE = Command(declare_overdue, run_overdue)
DONE = Command(declare_done, run_done)
FLAGS = Command(declare_flags, run_flags)
