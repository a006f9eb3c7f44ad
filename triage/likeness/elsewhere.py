"""Whether a case is new everywhere, or new here and known abroad."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from triage.likeness.probability import failed_alike, told_before
from triage.likeness.weights import Weights

HOME = "JP"
"""The country whose cases are at home; a case of no known country counts as one of them."""
LIKELY = 0.5
"""From such a probability of an earlier case on, a case is taken for known."""


class Standing(StrEnum):
    """Where the mechanism of a case was met before."""

    NEW = "new"  # どこにも先例がない
    KNOWN_ELSEWHERE = "known_elsewhere"  # 国内では新しいが、国外に先例がある
    KNOWN = "known"  # 国内に先例がある


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An earlier case: how near it is, and where and when it was. None: not known."""

    score: float
    deviation: float
    country: str | None
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Where a case stands; `since` is the year of the first case abroad that is like it."""

    standing: Standing
    at_home: float
    abroad: float
    since: int | None


def known_of(nearest: Sequence[Placed], weights: Weights, home: str = HOME) -> Known:
    """Where the mechanism of a case whose `nearest` earlier cases are these was met before.

    `at_home` and `abroad` are the probabilities of an earlier case there.
    """
    foreign = [one for one in nearest if one.country not in (None, home)]
    domestic = [one for one in nearest if one.country in (None, home)]
    at_home, abroad = told_before(domestic, weights), told_before(foreign, weights)
    if told_before(nearest, weights) < LIKELY:
        return Known(standing=Standing.NEW, at_home=at_home, abroad=abroad, since=None)
    if at_home >= min(LIKELY, abroad):
        return Known(standing=Standing.KNOWN, at_home=at_home, abroad=abroad, since=None)
    best = max(failed_alike(one, weights) for one in foreign)
    years = [
        one.year
        for one in foreign
        if one.year is not None and failed_alike(one, weights) >= best / 2
    ]
    since = min(years, default=None)
    return Known(standing=Standing.KNOWN_ELSEWHERE, at_home=at_home, abroad=abroad, since=since)
