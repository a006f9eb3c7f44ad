"""Monitoring questions (モニタリング), answered from what was reported: nothing is typed again.

A question names the places where its answer may already stand. What stands nowhere is listed as
unanswered, and a question that asks for the very same places as an earlier one points to it.
"""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from corpus.filings import Filing
from corpus.ids import CarrierId, FilingId, IncidentId
from corpus.japan import JST
from corpus.reading import Reading, Section
from corpus.reading_json import told as told_of
from corpus.regime import Mark, Wording
from corpus.service import Service
from triage.docket.cases import Case, Docket
from triage.docket.due import due_of
from triage.docket.due_item import DueItem
from triage.docket.entry import EntryId
from triage.docket.happenings import HappeningStore
from triage.duty.clocks import fiscal_year
from triage.written import as_json

QUESTIONS = Path(__file__).parent / "monitoring.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; `places` are where its answer may stand, `same_as` an earlier one alike."""

    id: str
    title: Wording
    places: tuple[str, ...]
    same_as: str | None
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What stands at one place; `filing` is the filing it stands in, None for what was entered."""

    place: str
    value: object
    filing: FilingId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A question and all that was already told of it."""

    question: str
    title: Wording
    same_as: str | None
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The answers for one case; `unanswered` names the questions nothing was told of."""

    case: EntryId | FilingId
    carrier: CarrierId | None
    incidents: tuple[IncidentId, ...]
    answers: tuple[Answered, ...]
    unanswered: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
    """The sheets of one fiscal year (April to March)."""

    year: int
    questions: tuple[Question, ...]
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """All that was told of one case."""

    case: Case
    filings: tuple[Filing, ...]
    happened: Mapping[str, object] = field(default_factory=dict)
    done: Mapping[str, object] = field(default_factory=dict)


def monitor(
    docket: Docket, year: int, as_of: datetime, carrier: CarrierId | None = None
) -> Monitoring:
    """The questions answered for every case of a fiscal year, or for those of `carrier`.

    Raises:
        FactsRefused: `as_of` carries no offset.
    """
    cases, _ = docket.cases()
    dues: dict[str, list[DueItem]] = defaultdict(list)
    for item in due_of(docket, cases, as_of, done=True):
        dues[item.case].append(item)
    sheets = [
        _sheet(_told(docket, case, dues))
        for case in cases
        if fiscal_year(case.facts.occurred_at.astimezone(JST).date()) == year
        and carrier in (None, case.carrier)
    ]
    return Monitoring(year=year, questions=load_questions(), sheets=tuple(sheets))


def monitoring_to_json(found: Monitoring) -> object:
    """`found` as JSON."""
    return as_json(found)


@cache
def load_questions(path: Path = QUESTIONS) -> tuple[Question, ...]:
    """The questions written in `path`, in order.

    A place that is none is a mistake in the file and raises `KeyError` or `ValueError`.
    """
    written = tomllib.loads(path.read_text("utf-8"))["questions"]
    earlier: dict[tuple[str, ...], str] = {}
    questions: list[Question] = []
    for each in written:
        places = tuple(each["from"])
        for place in places:
            _check(place)
        questions.append(
            Question(
                id=each["id"],
                title=Wording(**each["title"]),
                places=places,
                same_as=earlier.get(places),
                mark=Mark(each["mark"]),
            )
        )
        earlier.setdefault(places, each["id"])
    return tuple(questions)


def _sheet(told: _Told) -> Sheet:
    answers = [
        Answered(
            question=question.id,
            title=question.title,
            same_as=question.same_as,
            found=() if question.same_as else tuple(_found(question, told)),
        )
        for question in load_questions()
    ]
    return Sheet(
        case=told.case.id,
        carrier=told.case.carrier,
        incidents=told.case.incidents,
        answers=tuple(answers),
        unanswered=tuple(
            each.question for each in answers if not each.found and each.same_as is None
        ),
    )


def _found(question: Question, told: _Told) -> Iterator[Found]:
    for place in question.places:
        kind, _, name = place.partition(":")
        yield from (
            Found(place=place, value=value, filing=filing)
            for value, filing in LOOK[kind](name, told)
        )


Looked = Iterator[tuple[object, FilingId | None]]


def _in_sections(name: str, told: _Told) -> Looked:
    """What the latest filing that has the section says in it."""
    for filing in told.filings:
        text = filing.reading.sections.get(Section(name), "").strip()
        if text:
            yield text, filing.id
            return


def _in_readings(name: str, told: _Told) -> Looked:
    for filing in told.filings:
        value = _at(_reading(filing.reading), name)
        if value is not None:
            yield value, filing.id
            return


def _in_facts(name: str, told: _Told) -> Looked:
    if told.case.entry is None:
        return  # drafted from a reading, which is looked at by itself
    value = _at(told.case.told, name)
    if value is not None and value != "unknown":
        yield value, None


def _in_done(name: str, told: _Told) -> Looked:
    if name in told.done:
        yield told.done[name], None


def _in_happened(name: str, told: _Told) -> Looked:
    if name in told.happened:
        yield told.happened[name], None


LOOK: dict[str, Callable[[str, _Told], Looked]] = {
    "section": _in_sections,
    "reading": _in_readings,
    "facts": _in_facts,
    "done": _in_done,
    "happened": _in_happened,
}
"""Where an answer may stand, and how it is looked up there."""


def _check(place: str) -> None:
    kind, _, name = place.partition(":")
    if kind == "section":
        Section(name)
    LOOK[kind]


def _reading(reading: Reading) -> Mapping[str, Any]:
    moments = {"known": reading.known, "reported": reading.reported}
    return {
        **told_of(reading),
        **{name: {"text": each.text} for name, each in moments.items() if each},
    }


def _at(told: object, name: str) -> object:
    """What stands at a dotted path; a list is looked into by the service its parts name."""
    for key in name.split("."):
        if isinstance(told, Mapping):
            told = told.get(key)
        elif isinstance(told, list):
            service = Service(key)
            told = next((each for each in told if each.get("service") == service), None)
        else:
            return None
    return told or None if isinstance(told, list | dict | str) else told


def _told(docket: Docket, case: Case, dues: Mapping[str, list[DueItem]]) -> _Told:
    happened: dict[str, object] = {}
    if case.entry is not None:
        for each in HappeningStore(docket.db).of(case.entry.id, docket.viewer):
            happened.setdefault(each.kind, each.at.isoformat())
    done = {item.term: item.done.at.isoformat() for item in dues.get(case.id, []) if item.done}
    return _Told(case, docket.readings(case), happened, done)
