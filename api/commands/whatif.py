"""``kyokun whatif``: the record judged by two regimes, how many more reports a year and which."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from api.command import Command, Declared, day
from api.exits import ANSWERED, WrongUse
from api.output import Output
from api.settings import Settings
from api.wiring import opened
from api.words import Words
from corpus.documents.chart import YearBars, whatif_svg
from corpus.incidents import IncidentStore
from corpus.record import Record, read_record
from corpus.regime import Regime, Wording
from corpus.regime_file import find_regime
from triage.whatif import Contrast, contrast

TWO = 2
SVG = ".svg"


def declare(declared: Declared) -> None:
    """Which two regimes, over which years."""
    declared.add("--regime", action="append", default=[], metavar="ID", said="whatif_regime")
    declared.add("--since", type=day, metavar="DATE", said="since")
    declared.add("--until", type=day, metavar="DATE", said="until")
    declared.add("--chart", type=Path, metavar="FILE.svg", said="whatif_chart")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Judge the public record by both and set them against each other."""
    if len(chosen.regime) != TWO:
        raise WrongUse("two_regimes")
    if chosen.chart is not None and chosen.chart.suffix != SVG:
        raise WrongUse("not_svg")
    before, after = map(find_regime, chosen.regime)
    with opened(settings) as db:
        records = list(_between(IncidentStore(db), chosen.since, chosen.until))
    found = contrast(records, before, after)
    if chosen.chart is not None:
        chosen.chart.write_bytes(_chart(found, before, after))
    output.answer(asdict(found), _lines(found, output))
    return ANSWERED


def _between(store: IncidentStore, since: date | None, until: date | None) -> Iterator[Record]:
    for record in read_record(store.export_records()):
        started = record.day
        early = since is not None and (started is None or started < since)
        late = until is not None and (started is None or started > until)
        if not early and not late:
            yield record


def _chart(found: Contrast, before: Regime, after: Regime) -> bytes:
    bars = [YearBars(each.year, each.before, each.after) for each in found.years]
    names = (before.title.ja, after.title.ja)
    return whatif_svg(bars, names, Words.of("ja").say("said.whatif_title"))


def _lines(found: Contrast, output: Output) -> Iterator[str]:
    yield f"{found.before} → {found.after}"
    for year in found.years:
        told: dict[str, Any] = {
            **asdict(year),
            "more": len(year.more),
            "fewer": len(year.fewer),
            "undetermined": max(year.undetermined_before, year.undetermined_after),
        }
        yield output.words.say("said.whatif_year", **told)
        yield from (f"    + {incident}" for incident in year.more)
        yield from (f"    - {incident}" for incident in year.fewer)
        for incident in year.services_more:
            if incident not in year.more:
                yield f"    {output.words.say('said.whatif_services', incident=incident)}"
    for estimate in found.estimates:
        by_year = ", ".join(f"{year} +{more}" for year, more in sorted(estimate.more.items()))
        yield f"{_said(estimate.title, output)}: +{estimate.average:.1f} ({by_year})"
    yield from (f"* {_said(limit, output)}" for limit in found.limits)


def _said(wording: Wording, output: Output) -> str:
    return output.words.join({"ja": wording.ja, "en": wording.en})


COMMAND = Command(declare, run)
