"""``kyokun relief``, ``importance`` and ``compare``: views that decide nothing by themselves."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from api.command import Command, Declared
from api.exits import ANSWERED
from api.files import read_bytes
from api.output import Output
from api.settings import Settings
from api.shown_docket import ANSWERS, at_words, said, service_named
from api.wiring import wire_register
from api.words import Words
from corpus.service import Service
from triage.comparison import Row, compared
from triage.docket.cases import designated_at
from triage.docket.words import wording
from triage.duty.decision import As
from triage.facts_json import parse_facts
from triage.importance import Importance, matrix
from triage.relief import NOTO, AreaRelief, Relief, parse_stricken, relief
from triage.written import as_json

LARGEST = 10_000_000
"""Bytes of a file."""
EXAMPLE = "noto"
"""The name of the worked example."""


def declare_relief(declared: Declared) -> None:
    """Which areas and tables of coverage."""
    declared.add("areas", metavar="FILE|noto", said="relief_file")


def run_relief(chosen: argparse.Namespace, _: Settings, output: Output) -> int:
    """Estimate which share of the affected users another carrier still covers."""
    path = NOTO if chosen.areas == EXAMPLE else Path(chosen.areas)
    found = relief(parse_stricken(read_bytes(path, LARGEST)))
    output.answer(as_json(found), _relief_lines(found, output.words))
    return ANSWERED


def declare_importance(declared: Declared) -> None:
    """Of which service."""
    declared.add(
        "service",
        nargs="?",
        choices=[str(each.service) for each in matrix()],
        metavar="SERVICE",
        said="importance_service",
    )


def run_importance(chosen: argparse.Namespace, _: Settings, output: Output) -> int:
    """Show the ministry's matrix of how much each service matters."""
    found = [each for each in matrix() if chosen.service in (None, each.service)]
    lines = [line for each in found for line in _importance_lines(each, output.words)]
    output.answer([as_json(each) for each in found], lines)
    return ANSWERED


def declare_compare(declared: Declared) -> None:
    """Which facts."""
    declared.add("facts", type=Path, metavar="FACTS.json", said="facts")


def run_compare(chosen: argparse.Namespace, _: Settings, output: Output) -> int:
    """Set one accident beside every regime, those abroad too."""
    facts = parse_facts(read_bytes(chosen.facts, LARGEST))
    rows = compared(facts, designated_at(wire_register(), facts.occurred_at))
    output.answer(as_json(rows), (line for row in rows for line in _row_lines(row, output.words)))
    return ANSWERED


def _relief_lines(found: Relief, words: Words) -> Iterator[str]:
    if found.illustrative:
        yield f"! {words.say('docket.illustrative')}"
    if found.note:
        yield f"! {found.note}"
    for each in found.areas:
        yield f"{each.area}  {each.carrier}  {each.users:,}: {_share(each, words)}"
    if found.share_low is not None and found.share_high is not None:
        yield words.say(
            "docket.relief",
            users=f"{found.users:,}",
            low=f"{found.covered_low:,.0f}",
            high=f"{found.covered_high:,.0f}",
            share=_span(found.share_low, found.share_high),
        )
    if found.users_unknown:
        yield words.say("docket.relief_unknown", users=f"{found.users_unknown:,}")
    if found.servable is not None:
        yield words.say(
            "docket.servable", users=f"{found.servable:,.0f}", room=f"{found.capacity:,}"
        )


def _share(each: AreaRelief, words: Words) -> str:
    if not each.known:
        return words.say("docket.no_table")
    silent = f" ({words.say('docket.silent')}: {', '.join(each.silent)})" if each.silent else ""
    return f"{_span(each.low, each.high)}  {', '.join(each.helpers) or '-'}{silent}"


def _span(low: float, high: float) -> str:
    return f"{low:.0%}" if low == high else f"{low:.0%}–{high:.0%}"


def _importance_lines(each: Importance, words: Words) -> Iterator[str]:
    derived = f"  ({words.say('docket.derived')})" if each.derived else ""
    named = said(service_named(Service(each.service)), words)
    yield f"{each.weight:.2f}  {named} = {said(each.title, words)}{derived}"
    for cell in each.cells:
        yield f"    {said(cell.title, words)}: {said(cell.said, words)}"


def _row_lines(row: Row, words: Words) -> Iterator[str]:
    answer = words.say(ANSWERS[row.reportable])
    label = f": {said(wording('labels', row.as_), words)}" if _is_label(row.as_) else ""
    outside = f"  ({words.say('docket.outside')})" if row.outside else ""
    yield f"{row.regime}  {row.jurisdiction}  {answer}{label}{outside}"
    clocks = {clock.at for clock in row.clocks}  # abroad, they say the same
    terms = {"first": row.first, "detailed": row.detailed}
    for term, at in terms.items():
        if at is not None and at not in clocks:
            yield f"    {said(wording('terms', term), words)}: {at_words(at, words)}"
    for clock in row.clocks:
        yield f"    {said(clock.title, words)}: {at_words(clock.at, words)}"
    if row.lines:
        yield f"    {words.say('docket.crossed')}: {', '.join(row.lines)}"
    if row.exempt:
        yield f"    {said(row.exempt.told, words)}"
    for path in row.missing:
        yield f"    ? {words.say('docket.find_out', path=path)}"


def _is_label(as_: As) -> bool:
    return as_ not in {As.NONE, As.REPORTABLE}


RELIEF = Command(declare_relief, run_relief)
IMPORTANCE = Command(declare_importance, run_importance)
COMPARE = Command(declare_compare, run_compare)
