"""What a lesson changed: accidents of its kind by year, before and after it was shared."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

DAYS_OF_A_YEAR = 365.25
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One year counted from the day a lesson was shared: -1 is the one before, 0 the one after.

    `observed` is the share of it (0 to 1) that the record covers.
    """

    year: int
    count: int
    observed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The curve, the rates a year on both sides, and their ratio with its exact interval.

    `ratio` None: no rate before, or nothing observed on one side; below 1: fewer since.
    """

    years: tuple[Year, ...]
    before: float | None
    after: float | None
    ratio: float | None
    low: float | None
    high: float | None


def effect(shared_on: date, days: Sequence[date], since: date, until: date) -> Effect:
    """The effect of a lesson on accidents of its kind that happened on `days`.

    The record covers `since` to `until`, both included; days outside are left out. The accident
    that the lesson was drawn from is not to be among `days`: it led to the lesson.
    """
    told = [day for day in days if since <= day <= until]
    before = sum(day < shared_on for day in told)
    after = len(told) - before
    years_before = max(0.0, (shared_on - since).days / DAYS_OF_A_YEAR)
    years_after = max(0.0, ((until - shared_on).days + 1) / DAYS_OF_A_YEAR)
    ratio, low, high = _ratio((before, years_before), (after, years_after))
    return Effect(
        years=_curve(shared_on, told, since, until),
        before=before / years_before if years_before else None,
        after=after / years_after if years_after else None,
        ratio=ratio,
        low=low,
        high=high,
    )


def _curve(shared_on: date, days: Sequence[date], since: date, until: date) -> tuple[Year, ...]:
    counts = Counter(_year(shared_on, day) for day in days)
    first, last = _year(shared_on, since), _year(shared_on, until)
    return tuple(
        Year(year=year, count=counts[year], observed=_observed(shared_on, year, since, until))
        for year in range(first, last + 1)
    )


def _year(shared_on: date, day: date) -> int:
    return int((day - shared_on).days // DAYS_OF_A_YEAR)


def _observed(shared_on: date, year: int, since: date, until: date) -> float:
    start, end = year * DAYS_OF_A_YEAR, (year + 1) * DAYS_OF_A_YEAR
    first, last = (since - shared_on).days, (until - shared_on).days + 1
    return round(max(0.0, min(end, last) - max(start, first)) / DAYS_OF_A_YEAR, 3)


def _ratio(
    before: tuple[int, float], after: tuple[int, float]
) -> tuple[float | None, float | None, float | None]:
    """The ratio of two rates: of all accidents, the share that came after is binomial."""
    # scipy comes with scikit-learn and takes a while to load.
    from scipy.stats import binomtest

    (n_before, years_before), (n_after, years_after) = before, after
    if not n_before or not years_before or not years_after:
        return None, None, None
    share = binomtest(n_after, n_before + n_after).proportion_ci(CONFIDENCE)
    scale = years_before / years_after
    low, high = (_odds(float(end)) for end in (share.low, share.high))
    return (
        n_after / n_before * scale,
        None if low is None else low * scale,
        None if high is None else high * scale,
    )


def _odds(share: float) -> float | None:
    return share / (1.0 - share) if share < 1.0 else None
