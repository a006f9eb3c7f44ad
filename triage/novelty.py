"""How new a case is: one minus the probability that some earlier case failed by its mechanism.

A function of values: of the nearest earlier cases and of the learned weights, whose version every
assessment names. The same two give the same novelty, to the last digit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from triage.likeness.probability import Near, told_before
from triage.likeness.weights import Weights, load_weights

SEARCHED = 40
"""How many accounts are fetched: enough incidents are left when one of each event is kept."""

AnyNear = TypeVar("AnyNear", bound=Near)


@dataclass(frozen=True, slots=True)
class Novelty(Generic[AnyNear]):
    """How new, and what lies nearest.

    `value` is the probability (0 to 1) that no earlier case shares the mechanism. 0: told before,
    word for word; 1: nothing came before.
    """

    value: float
    nearest: tuple[AnyNear, ...]


def novelty_of(nearest: Sequence[AnyNear], weights: Weights | None = None) -> Novelty[AnyNear]:
    """The novelty of a case whose `nearest` earlier cases are these, best first."""
    probability = told_before(nearest, weights or load_weights())
    return Novelty(1.0 - probability, tuple(nearest))
