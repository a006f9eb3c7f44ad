"""Figures with their intervals, and what is gained over a baseline.

An interval is the middle 95 % of the figure over bootstrap samples of the rows. Every system is
resampled by the same draws, so that the interval of a gain is a paired one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROUNDS = 1000
SEED = 0
"""Seed and rounds of the neutral kit: where both resample, both draw the same rows."""
MIDDLE = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure on all rows, and on each bootstrap sample; nan where undefined (and `why`)."""

    value: float
    rounds: Floats = field(repr=False)
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure and its interval; all None where it is undefined, and `why`."""

    value: float | None
    low: float | None
    high: float | None
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """How much more a figure is than that of the best baseline, with the paired interval."""

    against: str
    value: float
    low: float
    high: float


def draws(n: int, rounds: int = ROUNDS, seed: int = SEED) -> NDArray[np.int64]:
    """How often each of `n` rows is drawn in each round: rounds by n, each row sums to `n`."""
    if n == 0:
        return np.empty((rounds, 0), dtype=np.int64)
    picked = np.random.default_rng(seed).integers(n, size=(rounds, n))
    return np.stack([np.bincount(round_, minlength=n) for round_ in picked])


def undefined(why: str) -> Estimate:
    """A figure that has no value on these rows."""
    return Estimate(np.nan, np.empty(0), why)


def figure_of(estimate: Estimate) -> Figure:
    """The figure with its interval, over the samples on which it is defined."""
    if estimate.why is not None:
        return Figure(value=None, low=None, high=None, why=estimate.why)
    low, high = _middle(estimate.rounds)
    return Figure(value=estimate.value, low=low, high=high)


def best_of(baselines: Mapping[str, Mapping[str, Estimate]], name: str) -> str | None:
    """The baseline with the highest figure `name`; None where none has it."""
    defined = {
        baseline: estimates[name].value
        for baseline, estimates in baselines.items()
        if estimates[name].why is None
    }
    return max(defined, key=defined.__getitem__) if defined else None


def gain_of(ours: Estimate, against: str, theirs: Estimate) -> Gain:
    """The difference of two figures that were resampled by the same draws."""
    low, high = _middle(ours.rounds - theirs.rounds)
    return Gain(against=against, value=ours.value - theirs.value, low=low, high=high)


def _middle(rounds: Floats) -> tuple[float, float]:
    low, high = np.nanpercentile(rounds, MIDDLE)
    return float(low), float(high)
