"""By when: due dates of each duty, and the clocks a regime keeps.

A day is a day in Japan for the duties there, and a day where the accident was told for foreign
ones. Days are counted from the day after (初日不算入): 30 days from 14 October end on 13 November.
"""

from calendar import monthrange
from collections.abc import Container
from datetime import date, datetime, timedelta

from corpus.japan import JST
from corpus.regime import Clock, CountsFrom, Regime
from triage.duty.decision import PROMPTLY, As, Due, Moment, Term
from triage.facts import Facts

FISCAL_YEAR_STARTS = 4  # April
ANNUAL_DUE = (5, 31)  # two months after the fiscal year ends

FROM_OCCURRENCE = frozenset({As.SERIOUS, As.SUSPENSION})
FROM_KNOWING = frozenset({As.LEAK, As.NEAR_MISS})
LISTED = frozenset({As.ANNUAL, As.SIMPLIFIED})


def fiscal_year(day: date) -> int:
    """The fiscal year (April to March) of a day, by the year in which it begins."""
    return day.year if day.month >= FISCAL_YEAR_STARTS else day.year - 1


def in_zone(moment: datetime, regime: Regime) -> datetime:
    """`moment` on the clock of the regime: in Japan JST, elsewhere as it was told."""
    return moment.astimezone(JST) if regime.japanese else moment


def day_of(facts: Facts, regime: Regime) -> date:
    """The day the accident occurred."""
    return in_zone(facts.occurred_at, regime).date()


def due_of(duty: As, facts: Facts, regime: Regime) -> Due:
    """When the reports of one duty in Japan are due."""
    occurred = day_of(facts, regime)
    if duty in LISTED:
        quarterly = regime.annual is not None and regime.annual.quarterly
        return Due(annual=None if quarterly else annual_due(occurred))
    if regime.detailed_days is None or duty not in FROM_OCCURRENCE | FROM_KNOWING:
        return Due()
    start = in_zone(facts.known_at, regime).date() if duty in FROM_KNOWING else occurred
    return Due(first=PROMPTLY, detailed=start + timedelta(days=regime.detailed_days))


def annual_due(occurred: date) -> date:
    """31 May after the fiscal year (April to March) in which `occurred` lies."""
    year = fiscal_year(occurred) + 1
    return date(year, *ANNUAL_DUE)


def terms_of(facts: Facts, regime: Regime, designated: Container[str]) -> tuple[Term, ...]:
    """Every clock of the regime that runs for this accident."""
    day = day_of(facts, regime)
    return tuple(
        Term(id=clock.id, title=clock.title, at=_end_of(clock, facts, regime), source=clock.source)
        for clock in regime.clocks
        if (clock.since is None or clock.since <= day)
        and (clock.until is None or day <= clock.until)
        and (not clock.designated_only or facts.carrier.id in designated)
    )


def due_of_terms(terms: tuple[Term, ...], regime: Regime) -> Due:
    """The due dates that the running clocks of a foreign regime fill."""
    fills = {clock.id: clock.fills for clock in regime.clocks}
    filled = {fills[term.id]: term.at for term in terms}
    return Due(first=filled.get("first"), detailed=filled.get("detailed"))


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _end_of(clock: Clock, facts: Facts, regime: Regime) -> Moment:
    occurred = clock.counts_from is CountsFrom.OCCURRED
    start = in_zone(facts.occurred_at if occurred else facts.known_at, regime)
    if clock.promptly:
        return PROMPTLY
    if clock.minutes is not None:
        return start + timedelta(minutes=clock.minutes)
    if clock.days is not None:
        return start.date() + timedelta(days=clock.days)
    return months_after(start.date(), clock.months or 0)
