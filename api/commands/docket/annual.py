"""``kyokun report annual``: the list of a fiscal year's accidents that are reported together."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from api.command import Command, Declared
from api.commands.docket.desk import docket_of, spoken
from api.commands.docket.leaving import kept_back
from api.exits import ANSWERED
from api.output import Output
from api.settings import Settings
from corpus.documents.layout import Layout
from corpus.documents.write import write_list
from corpus.filings import Filing, FilingStore
from corpus.ids import CarrierId, FilingId, IncidentId
from corpus.japan import JST
from corpus.reading import Reading, Stage
from triage.docket.cases import Case, Docket
from triage.docket.readings import reading_of
from triage.duty.clocks import LISTED, fiscal_year
from triage.duty.decision import Answer


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list: whose, of what, and what it says; `filing` it was made of, if any."""

    named: str
    carrier: CarrierId | None
    incidents: frozenset[IncidentId]
    reading: Reading
    filing: FilingId | None


def declare(declared: Declared) -> None:
    """Of which fiscal year, and where to."""
    annual = declared.actions("report", ("annual",))["annual"]
    annual.add("--year", type=int, required=True, metavar="YEAR", said="fiscal_year")
    annual.add("--to", type=Path, required=True, metavar="FILE.xlsx", said="annual_to")
    annual.add("--carrier", type=spoken, metavar="ID", said="of_carrier")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Write the list, where there is anything to list."""
    with docket_of(chosen, settings) as docket:
        carrier = docket.register.get(CarrierId(chosen.carrier)).id if chosen.carrier else None
        rows = tuple(_listed(docket, chosen.year))
        cases = [case for case in docket.cases()[0] if _year_of(case) == chosen.year]
        rows += tuple(_owed(docket, cases, rows))
        kept = {row.named for row in rows if _is_kept_back(docket, row)}
    rows = tuple(row for row in rows if carrier in (None, row.carrier))
    back = [row.named for row in rows if row.named in kept]
    rows = tuple(row for row in rows if row.named not in kept)
    left = [
        case.id
        for case in cases
        if case.home.reportable is Answer.UNDETERMINED and carrier in (None, case.carrier)
    ]
    if rows:
        chosen.to.write_bytes(write_list([row.reading for row in rows], Layout()))
    answer = {
        "year": chosen.year,
        "file": str(chosen.to) if rows else None,
        "rows": [row.named for row in rows],
        "undetermined": left,
        "members_only": back,
    }
    output.answer(answer, _lines(answer, output))
    return ANSWERED


def _listed(docket: Docket, year: int) -> Iterator[Row]:
    """The rows of annual lists that stand."""
    store = FilingStore(docket.db)
    for filing_id in store.standing(docket.viewer):
        filing = store.get(filing_id, docket.viewer)
        if filing.stage is Stage.ANNUAL and _year_of_filing(filing) == year:
            incidents = frozenset(filing.incidents)
            yield Row(filing.id, filing.carrier, incidents, filing.reading, filing.id)


def _owed(docket: Docket, cases: list[Case], listed: tuple[Row, ...]) -> Iterator[Row]:
    """The cases whose duty is to be listed, where no list names them yet."""
    there = {(row.carrier, incident) for row in listed for incident in row.incidents}
    for case in cases:
        due = any(duty.as_ in LISTED and duty.met for duty in case.home.duties)
        if due and not any((case.carrier, each) in there for each in case.incidents):
            reading = reading_of(docket, case)
            yield Row(case.id, case.carrier, frozenset(case.incidents), reading, case.filing)


def _is_kept_back(docket: Docket, row: Row) -> bool:
    about = (*row.incidents, *([row.filing] if row.filing else []))
    return kept_back(docket.db, about, docket.viewer)


def _year_of(case: Case) -> int:
    return fiscal_year(case.facts.occurred_at.astimezone(JST).date())


def _year_of_filing(filing: Filing) -> int | None:
    occurred = filing.reading.occurred
    return None if occurred is None else fiscal_year(occurred.at.date())


def _lines(answer: dict[str, object], output: Output) -> Iterator[str]:
    rows, left = answer["rows"], answer["undetermined"]
    assert isinstance(rows, list)
    assert isinstance(left, list)
    back = answer["members_only"]
    assert isinstance(back, list)
    key = "docket.annual" if rows else "docket.nothing_to_list"
    yield output.words.say(key, year=answer["year"], file=answer["file"], rows=len(rows))
    if left:
        yield output.words.say("docket.annual_open", count=len(left))
        yield from (f"    {each}" for each in left)
    if back:
        yield output.words.say("docket.kept_back", cases=", ".join(map(str, back)))


COMMAND = Command(declare, run)
