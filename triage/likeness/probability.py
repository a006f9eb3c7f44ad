"""The probability that an earlier case failed by the same mechanism, from how alike cases are."""

from collections.abc import Sequence
from math import expm1, isnan, log
from typing import Protocol

from embeddings.fusion import HALF
from triage.likeness.weights import Weights

LOOKED_AT = 2
"""How many of the nearest cases count: one alone is often near by chance of words."""

MOST = 9.5
"""About how many standard deviations more alike than unrelated cases two equal texts are."""


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


def likely_of_score(score: float, weights: Weights) -> float:
    """About what `failed_alike` gives, where no more than the score of two cases is known."""
    if score >= 1.0:
        return 1.0
    excess = HALF * score * MOST / (MOST + HALF - score * MOST)
    return weights.pair.probability(log(expm1(excess))) if excess > 0 else 0.0


def told_before(nearest: Sequence[Near], weights: Weights) -> float:
    """The probability (0 to 1) that some earlier case shares the mechanism.

    `nearest` are earlier cases, one of each event; the two most alike count. One that is not
    there, or is less alike than unrelated cases are, counts as they do: another case never lowers
    the probability. 1 where one is the same text, 0 where there is none to compare with.
    """
    if any(near.score >= 1.0 for near in nearest):
        return 1.0
    deviations = sorted(max(near.deviation, 0.0) for near in nearest if not isnan(near.deviation))
    if not deviations:
        return 0.0
    return weights.shared.probability(sum(deviations[-LOOKED_AT:]) / LOOKED_AT)
