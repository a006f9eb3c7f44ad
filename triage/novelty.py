"""How new a case is: what the earlier cases leave unexplained.

This is the place where the scoring stands. Whatever measures likeness, novelty is read from the
nearest earlier cases alone, so that a figure can be checked by looking at the cases it names.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.search import Neighbour

SEARCHED = 40
"""How many accounts are fetched: enough incidents are left when one of each event is kept."""


@dataclass(frozen=True, slots=True)
class Novelty:
    """How new (0: told before word for word, 1: nothing like it), and what lies nearest."""

    value: float
    nearest: tuple[Neighbour, ...]


def novelty_of(nearest: Sequence[Neighbour]) -> Novelty:
    """The novelty of a case whose `nearest` earlier accounts, best first, are these."""
    likeness = nearest[0].score if nearest else 0.0
    return Novelty(min(1.0, max(0.0, 1.0 - likeness)), tuple(nearest))
