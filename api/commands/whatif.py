"""``kyokun whatif``: the record judged by two regimes, how many more reports a year and which."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from api.command import Command, Declared, day
from api.exits import ANSWERED, WrongUse
from api.output import Output
from api.settings import Settings
from api.wiring import opened
from corpus.incidents import IncidentStore
from corpus.record import Record, read_record
from corpus.regime import Wording
from corpus.regime_file import find_regime
from triage.whatif import Contrast, contrast

TWO = 2


def declare(declared: Declared) -> None:
    """Which two regimes, over which years."""
    declared.add("--regime", action="append", default=[], metavar="ID", said="whatif_regime")
    declared.add("--since", type=day, metavar="DATE", said="since")
    declared.add("--until", type=day, metavar="DATE", said="until")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Judge the public record by both and set them against each other."""
    if len(chosen.regime) != TWO:
        raise WrongUse("two_regimes")
    before, after = map(find_regime, chosen.regime)
    with opened(settings) as db:
        records = list(_between(IncidentStore(db), chosen.since, chosen.until))
    found = contrast(records, before, after)
    output.answer(asdict(found), _lines(found, output))
    return ANSWERED


def _between(store: IncidentStore, since: date | None, until: date | None) -> Iterator[Record]:
    for record in read_record(store.export_records()):
        started = record.day
        early = since is not None and (started is None or started < since)
        late = until is not None and (started is None or started > until)
        if not early and not late:
            yield record


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
        yield from (f"    + {incident}" for incident in (*year.more, *year.services_more))
    for estimate in found.estimates:
        yield f"{_said(estimate.title, output)}: +{estimate.average:.1f}"
    yield from (f"* {_said(limit, output)}" for limit in found.limits)


def _said(wording: Wording, output: Output) -> str:
    return output.words.join({"ja": wording.ja, "en": wording.en})


COMMAND = Command(declare, run)
