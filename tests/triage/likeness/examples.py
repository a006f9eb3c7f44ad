"""The smallest earlier cases and weights."""

from dataclasses import dataclass
from math import nan

from triage.likeness.weights import Line, Weights

WEIGHTS = Weights(
    version="test", views={"dense": 1.0}, pair=Line(1.0, -3.0), shared=Line(1.0, -2.0)
)


@dataclass(frozen=True)
class Case:
    deviation: float = nan
    score: float = 0.5
