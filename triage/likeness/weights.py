"""What was learned of likeness: how much each view counts, and what a likeness is worth.

A file ``weights/<version>.json`` holds a few numbers, learned by `eval.learn` from starter cases
whose mechanism is known; the version is the digest of the file. No label is read here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from math import exp
from pathlib import Path
from typing import Any

from triage.errors import DamagedWeights

FOLDER = Path(__file__).parent / "weights"
CURRENT = FOLDER / "CURRENT"
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A probability that rises along a line: ``1 / (1 + exp(-(slope * x + intercept)))``."""

    slope: float
    intercept: float

    def probability(self, x: float) -> float:
        """The probability at `x`, 0 to 1."""
        logit = self.slope * x + self.intercept
        if logit >= 0:
            return 1.0 / (1.0 + exp(-logit))
        return exp(logit) / (1.0 + exp(logit))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How much each view counts, by its name; none counts less than nothing.

    `pair` gives the probability that two cases failed by the same mechanism, from how many
    standard deviations more alike they are than unrelated cases; `shared` that of some earlier
    case having failed alike, from the mean of that over the two nearest.
    """

    version: str
    views: Mapping[str, float]
    pair: Line
    shared: Line


@cache
def load_weights(version: str | None = None) -> Weights:
    """The weights called `version`, or those that this release uses.

    Raises:
        DamagedWeights: they are not there, or the file is not what its name says.
    """
    version = version or CURRENT.read_text("utf-8").strip()
    path = FOLDER / f"{version}.json"
    if not path.is_file() or version_of(path.read_bytes()) != version:
        raise DamagedWeights(version)
    return read_weights(version, json.loads(path.read_text("utf-8")))


def read_weights(version: str, written: Mapping[str, Any]) -> Weights:
    """The weights in `written`, under the name `version`."""
    return Weights(
        version=version,
        views=dict(written["views"]),
        pair=Line(**written["pair"]),
        shared=Line(**written["shared"]),
    )


def version_of(written: bytes) -> str:
    """The name of a file of weights: the digest of its bytes."""
    return sha256(written).hexdigest()[:_DIGITS]
