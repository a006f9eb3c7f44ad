"""How new a case is: what the earlier cases leave unexplained.

This is the place where the scoring stands. Whatever measures likeness, novelty is read from the
nearest earlier cases alone, so that a figure can be checked by looking at the cases it names.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.search import Neighbour

SEARCHED = 40
"""How many accounts are fetched: enough incidents are left when one of each event is kept."""
REFERENCE = Path(__file__).parent / "novelty_reference.json"
"""How far from its nearest earlier case each case of the starter corpus was, when it occurred.

Frozen with the release (decision 0003) by `python -m triage.freeze`; no label is read for it.
"""
BEYOND = 0.01
"""The share of the scale kept for cases farther from the past than any of the reference was."""


@dataclass(frozen=True, slots=True)
class Novelty:
    """How new, and what lies nearest.

    `value` is the share of the cases of the reference that had a nearer precedent when they
    occurred: 0.9 says that nine in ten were less new. 0: told before, word for word.
    """

    value: float
    nearest: tuple[Neighbour, ...]


def novelty_of(nearest: Sequence[Neighbour]) -> Novelty:
    """The novelty of a case whose `nearest` earlier accounts, best first, are these."""
    distance = 1.0 - nearest[0].score if nearest else 1.0
    farther = load_distances()
    steps = np.append(np.linspace(0.0, 1.0 - BEYOND, len(farther)), 1.0)
    value = np.interp(distance, np.append(farther, 1.0), steps)
    return Novelty(float(value), tuple(nearest))


@cache
def load_distances(path: Path = REFERENCE) -> NDArray[np.float64]:
    """Distances from the nearest earlier case (0 to 1), rising, from 0 to the farthest."""
    return np.array(json.loads(path.read_text("utf-8"))["distances"], np.float64)
