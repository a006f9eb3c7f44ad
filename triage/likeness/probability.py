"""The probability that an earlier case failed by the same mechanism, from how alike cases are."""

from collections.abc import Sequence
from math import isnan
from typing import Protocol

from triage.likeness.weights import Weights

LOOKED_AT = 2
"""How many of the nearest cases count: one alone is often near by chance of words."""


class Near(Protocol):
    """An earlier case, and how near it is."""

    @property
    def score(self) -> float:
        """How alike the two are: 0 to 1, 1.0 for the same text."""
        ...

    @property
    def deviation(self) -> float:
        """How many standard deviations more alike than unrelated cases; NaN: not compared."""
        ...


def failed_alike(near: Near, weights: Weights) -> float:
    """The probability (0 to 1) that a case and `near` failed by the same mechanism."""
    if near.score >= 1.0:
        return 1.0
    return 0.0 if isnan(near.deviation) else weights.pair.probability(near.deviation)


def told_before(nearest: Sequence[Near], weights: Weights) -> float:
    """The probability (0 to 1) that some earlier case shares the mechanism.

    `nearest` are earlier cases, one of each event. Another case never lowers the probability. 1
    where one is the same text, 0 where there is none to compare with.
    """
    if any(near.score >= 1.0 for near in nearest):
        return 1.0
    at = nearness(nearest)
    return 0.0 if at is None else weights.shared.probability(at)


def nearness(nearest: Sequence[Near]) -> float | None:
    """How near the earlier cases `nearest` are together; None where none can be compared with.

    The mean deviation of the two most alike. One that is not there, or is less alike than
    unrelated cases are, counts as they do.
    """
    deviations = sorted(max(near.deviation, 0.0) for near in nearest if not isnan(near.deviation))
    return sum(deviations[-LOOKED_AT:]) / LOOKED_AT if deviations else None
