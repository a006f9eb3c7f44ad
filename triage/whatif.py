"""What if: accidents of the record judged by two regimes, year by year, and which are new.

The ministry's own estimate stands beside, with what the public record can and cannot reproduce.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.ids import IncidentId
from corpus.japan import JST
from corpus.record import Record
from corpus.regime import Fee, Regime, RegimeId, Wording
from corpus.service import Service, service_of_record
from triage.duty.clocks import fiscal_year
from triage.duty.decide import decide
from triage.duty.decision import Answer, As, Decision
from triage.facts import AffectedService, Facts, known_or

WORDS = Path(__file__).parent / "whatif.toml"
JAPAN = "JP"
AT_ONCE = frozenset({As.LEAK, As.SUSPENSION, As.SERIOUS, As.NEAR_MISS, As.REPORTABLE})
"""What counts as a report: all that must be told at once."""


@dataclass(frozen=True, slots=True)
class Case:
    """An accident with the facts it is judged by."""

    incident: IncidentId
    facts: Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One fiscal year (April to March): cases, reports under each regime, and what differs.

    `more` and `fewer` are accidents to be told under one regime only. `services_more` are those of
    which some service crosses a line under the later regime only, told at once before or not:
    the ministry's estimate counts by service in this way.
    """

    year: int
    cases: int
    before: int
    after: int
    undetermined_before: int
    undetermined_after: int
    more: tuple[IncidentId, ...]
    fewer: tuple[IncidentId, ...]
    services_more: tuple[IncidentId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The ministry's estimate for a group of services: more reports a year, beside those made."""

    id: str
    title: Wording
    more: Mapping[int, int]
    now: Mapping[int, int]

    @property
    def average(self) -> float:
        """More reports a year, over the years of the estimate."""
        return sum(self.more.values()) / len(self.more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """Two regimes held against the same cases; `left_out` cases have no day, so no year."""

    before: RegimeId
    after: RegimeId
    years: tuple[Year, ...]
    left_out: int
    estimates: tuple[Estimate, ...]
    limits: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    case: Case
    year: int
    before: Answer
    after: Answer
    services_more: bool


def contrast(records: Iterable[Record], before: Regime, after: Regime) -> Contrast:
    """The Japanese accidents of `records` judged by both regimes, by fiscal year."""
    japanese = [record for record in records if record.country == JAPAN]
    cases = [case for record in japanese if (case := case_of(record)) is not None]
    judged = [_judge(case, before, after) for case in cases]
    return Contrast(
        before=before.id,
        after=after.id,
        years=tuple(_years(judged)),
        left_out=len(japanese) - len(cases),
        estimates=estimates(),
        limits=tuple(Wording(**limit) for limit in _written()["limits"]),
    )


def case_of(record: Record) -> Case | None:
    """A record as a case, its one figure of users applied to every service; None without a day."""
    started = record.started
    if started is None or record.day is None:
        return None
    services = dict.fromkeys(service_of_record(kind) for kind in record.service_kinds)
    hit = tuple(
        AffectedService(
            service=service,
            users=record.users,
            minutes=known_or(record.minutes),
            fee=Fee.FREE if service is Service.MESSAGING else Fee.PAID,
            mediates=service is Service.MESSAGING,
        )
        for service in services
    )
    return Case(record.id, Facts(occurred_at=started.at, known_at=started.at, services=hit))


@cache
def estimates() -> tuple[Estimate, ...]:
    """The ministry's table, by group of services."""
    return tuple(
        Estimate(
            id=group["id"],
            title=Wording(**group["title"]),
            more={int(year): count for year, count in group["more"].items()},
            now={int(year): count for year, count in group["now"].items()},
        )
        for group in _written()["groups"]
    )


def _judge(case: Case, before: Regime, after: Regime) -> _Judged:
    earlier, later = decide(case.facts, before), decide(case.facts, after)
    return _Judged(
        case=case,
        year=fiscal_year(case.facts.occurred_at.astimezone(JST).date()),
        before=_told(earlier),
        after=_told(later),
        services_more=bool(_crossing_services(later) - _crossing_services(earlier)),
    )


def _told(decision: Decision) -> Answer:
    """Whether the accident must be told at once."""
    if decision.reportable is Answer.YES:
        return Answer.YES if decision.as_ in AT_ONCE else Answer.NO
    open_serious = decision.serious in {None, Answer.UNDETERMINED}
    return decision.reportable if open_serious else Answer.NO


def _crossing_services(decision: Decision) -> set[str]:
    return {line.service for line in decision.lines if line.claim.met}


def _years(judged: list[_Judged]) -> Iterator[Year]:
    for year in sorted({found.year for found in judged}):
        of_year = [found for found in judged if found.year == year]
        yield Year(
            year=year,
            cases=len(of_year),
            before=sum(found.before is Answer.YES for found in of_year),
            after=sum(found.after is Answer.YES for found in of_year),
            undetermined_before=sum(found.before is Answer.UNDETERMINED for found in of_year),
            undetermined_after=sum(found.after is Answer.UNDETERMINED for found in of_year),
            more=_crossing(of_year, Answer.NO, Answer.YES),
            fewer=_crossing(of_year, Answer.YES, Answer.NO),
            services_more=tuple(found.case.incident for found in of_year if found.services_more),
        )


def _crossing(judged: list[_Judged], before: Answer, after: Answer) -> tuple[IncidentId, ...]:
    return tuple(
        found.case.incident for found in judged if found.before is before and found.after is after
    )


@cache
def _written() -> Mapping[str, Any]:
    return tomllib.loads(WORDS.read_text("utf-8"))
