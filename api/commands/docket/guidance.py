"""``kyokun guidance``, ``operators`` and ``monitor``: what the secretariat asks and records."""

import argparse
import json
import re
from collections.abc import Callable, Iterator, Mapping

from api.command import Command, Declared, day
from api.commands.docket.desk import docket_of, moment, now, spoken
from api.exits import ANSWERED, WrongUse
from api.output import Output
from api.settings import Settings
from api.shown_docket import clock, said, service_named
from api.words import Words
from corpus.ids import CarrierId
from corpus.japan import JST
from corpus.service import Service
from triage.docket.cases import Docket
from triage.docket.entry import EntryId
from triage.docket.guidance import Asked, Given, Guidance, GuidanceStore
from triage.docket.monitoring import Monitoring, Sheet, monitor, monitoring_to_json
from triage.docket.operators import Attempt, ContactRegister
from triage.written import as_json

_KEY = re.compile(r"guidance/(\d{1,9})/(\d{1,9})", re.ASCII)
SHOWN = 120
"""Characters of an answer that people are shown; programs get all."""


def declare_guidance(declared: Declared) -> None:
    """What to do, and with what."""
    added = declared.actions("guidance", GUIDANCE_ACTIONS)
    added["add"].add("entry", metavar="ENTRY", said="entry_id")
    added["add"].add("--title", type=spoken, required=True, metavar="TEXT", said="guidance_title")
    added["add"].add("--on", type=day, metavar="DATE", said="guidance_on")
    added["add"].add("--reference", type=spoken, metavar="TEXT", said="reference")
    added["add"].add(
        "--ask",
        type=_asked,
        action="append",
        default=[],
        metavar="'DATE TEXT'",
        said="guidance_ask",
    )
    added["answer"].add("key", type=spoken, metavar="KEY", said="guidance_key")
    added["answer"].add("--on", type=day, metavar="DATE", said="answered_on")
    added["list"].add("entry", nargs="?", metavar="ENTRY", said="entry_id")


def run_guidance(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Run the action, then list the guidance."""
    with docket_of(chosen, settings) as docket:
        found = GUIDANCE_ACTIONS[chosen.action](chosen, docket)
    lines = [line for each in found for line in _guidance_lines(each, output.words)]
    output.answer(
        [_guidance_out(each) for each in found], lines or [output.words.say("docket.no_guidance")]
    )
    return ANSWERED


def declare_operators(declared: Declared) -> None:
    """What to do, and with what."""
    added = declared.actions("operators", ("unreached", "tried"))
    added["tried"].add("operator", type=spoken, metavar="NAME", said="operator")
    added["tried"].add("--way", type=spoken, required=True, metavar="TEXT", said="way")
    added["tried"].add("--reached", action="store_true", said="reached")
    added["tried"].add("--at", type=moment, metavar="MOMENT", said="tried_at")
    added["tried"].add("--carrier", type=spoken, metavar="ID", said="operator_carrier")


def run_operators(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Keep a try, where there was one; then list those that could not be reached."""
    with docket_of(chosen, settings) as docket:
        register = ContactRegister(docket.db)
        if chosen.action == "tried":
            register.tell(_attempt(chosen, docket), docket.viewer, now())
        found = register.unreached(docket.viewer)
    lines = [
        output.words.say(
            "docket.unreached",
            operator=each.operator,
            tries=each.tries,
            since=clock(each.since),
            last=clock(each.last),
            ways=", ".join(each.ways),
        )
        for each in found
    ]
    output.answer(
        [as_json(each) for each in found], lines or [output.words.say("docket.all_reached")]
    )
    return ANSWERED


def declare_monitor(declared: Declared) -> None:
    """Of which fiscal year, and which carrier."""
    declared.add("year", type=int, metavar="YEAR", said="fiscal_year")
    declared.add("--carrier", type=spoken, metavar="ID", said="of_carrier")
    declared.add("--as-of", type=moment, metavar="MOMENT", said="due_as_of")


def run_monitor(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Answer the questions of monitoring from what was reported."""
    with docket_of(chosen, settings) as docket:
        carrier = docket.register.get(CarrierId(chosen.carrier)).id if chosen.carrier else None
        found = monitor(docket, chosen.year, chosen.as_of or now(), carrier)
    output.answer(monitoring_to_json(found), _monitor_lines(found, output.words))
    return ANSWERED


def _add(chosen: argparse.Namespace, docket: Docket) -> tuple[Guidance, ...]:
    given = Given(
        entry=EntryId(chosen.entry),
        given_on=chosen.on or now().astimezone(JST).date(),
        title=chosen.title,
        reference=chosen.reference,
        asked=tuple(chosen.ask),
    )
    store = GuidanceStore(docket.db)
    number = store.record(given, docket.viewer, now())
    return tuple(each for each in store.all(docket.viewer) if each.number == number)


def _answer(chosen: argparse.Namespace, docket: Docket) -> tuple[Guidance, ...]:
    key = _KEY.fullmatch(chosen.key)
    if key is None:
        raise WrongUse("not_a_guidance_key", written=chosen.key)
    number, place = map(int, key.groups())
    store = GuidanceStore(docket.db)
    store.answer(number, place, chosen.on or now().astimezone(JST).date(), docket.viewer)
    return tuple(each for each in store.all(docket.viewer) if each.number == number)


def _list(chosen: argparse.Namespace, docket: Docket) -> tuple[Guidance, ...]:
    store = GuidanceStore(docket.db)
    if chosen.entry:
        return store.of(EntryId(chosen.entry), docket.viewer)
    return store.all(docket.viewer)


def _asked(written: str) -> Asked:
    """What is asked, written with its day before it, as the type of an argument."""
    due, _, text = spoken(written).strip().partition(" ")
    return Asked(due_on=day(due), text=text)


def _attempt(chosen: argparse.Namespace, docket: Docket) -> Attempt:
    carrier = docket.register.get(CarrierId(chosen.carrier)).id if chosen.carrier else None
    return Attempt(
        operator=chosen.operator,
        way=chosen.way,
        reached=chosen.reached,
        tried_at=chosen.at or now(),
        carrier=carrier,
    )


def _guidance_out(guidance: Guidance) -> dict[str, object]:
    return {
        "number": guidance.number,
        "entry": guidance.entry,
        "given_on": guidance.given_on.isoformat(),
        "title": guidance.title,
        "reference": guidance.reference,
        "asked": [
            {
                "key": f"guidance/{guidance.number}/{place}",
                "due_on": each.due_on.isoformat(),
                "text": each.text,
                "answered_on": as_json(each.answered_on),
                "answered_by": each.answered_by,
            }
            for place, each in enumerate(guidance.asked)
        ],
    }


def _guidance_lines(guidance: Guidance, words: Words) -> Iterator[str]:
    named = (str(guidance.given_on), guidance.title, guidance.reference or "", guidance.entry)
    yield f"{guidance.number}. {'  '.join(filter(None, named))}"
    for place, each in enumerate(guidance.asked):
        if each.answered_on is None:
            state = words.say("docket.unanswered")
        else:
            state = words.say("docket.answered", on=each.answered_on, by=each.answered_by)
        yield f"    {each.due_on}  {each.text}  [{state}]"
        yield f"      guidance/{guidance.number}/{place}"


def _monitor_lines(found: Monitoring, words: Words) -> Iterator[str]:
    yield words.say("docket.monitoring", year=found.year, cases=len(found.sheets))
    for sheet in found.sheets:
        yield from _sheet_lines(sheet, words)


def _sheet_lines(sheet: Sheet, words: Words) -> Iterator[str]:
    yield "  ".join(filter(None, (sheet.case, sheet.carrier or "", *sheet.incidents)))
    for answer in sheet.answers:
        if answer.same_as:
            told = [words.say("docket.same_question", question=answer.same_as)]
        else:
            told = [_short(each.value, words) for each in answer.found]
        yield f"  {said(answer.title, words)}: {' / '.join(told) or '-'}"
    if sheet.unanswered:
        yield f"  ? {words.say('docket.unanswered')}: {', '.join(sheet.unanswered)}"


def _short(value: object, words: Words) -> str:
    line = " ".join(_in_words(value, words).split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


def _in_words(value: object, words: Words) -> str:
    """A value as people read it: lists joined, services by name, figures as they were told."""
    if isinstance(value, list):
        return ", ".join(_in_words(each, words) for each in value)
    if not isinstance(value, Mapping):
        return str(value)
    if "service" in value:
        named = said(service_named(Service(value["service"])), words)
        figures = (value.get("users"), value.get("duration_minutes"), value.get("minutes"))
        told = [_in_words(each, words) for each in figures if each is not None]
        return " ".join((named, *told))
    return str(value.get("text") or json.dumps(value, ensure_ascii=False))


GUIDANCE_ACTIONS: Mapping[str, Callable[[argparse.Namespace, Docket], tuple[Guidance, ...]]] = {
    "add": _add,
    "answer": _answer,
    "list": _list,
}
GUIDANCE = Command(declare_guidance, run_guidance)
OPERATORS = Command(declare_operators, run_operators)
MONITOR = Command(declare_monitor, run_monitor)
