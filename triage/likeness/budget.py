"""What reading the first few is expected to find: the review budget."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """Reading `cases` is expected to find `share` (0 to 1) of the novel ones; `found` of them."""

    cases: int
    found: float
    share: float


def budgets(novelties: Sequence[float]) -> tuple[Budget, ...]:
    """What reading the first one, two … of cases read in this order is expected to find.

    `novelties` are calibrated probabilities (0 to 1), so that their sum is how many novel cases to
    expect. Where none is expected, nothing is left to find: the share is 1.
    """
    whole = sum(novelties)
    found, told = 0.0, []
    for cases, novelty in enumerate(novelties, start=1):
        found += novelty
        told.append(Budget(cases, found, min(1.0, found / whole) if whole > 0 else 1.0))
    return tuple(told)
