"""Figures with their intervals, and what is gained over a baseline.

An interval is the middle 95 % of the figure over bootstrap samples of the rows. Every system is
resampled by the same draws, so that the interval of a gain is a paired one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROUNDS = 1000
SEED = 0
"""Seed and rounds of the neutral kit: where both resample, both draw the same rows."""
MIDDLE = (2.5, 97.5)
LESS_IS_BETTER = frozenset(
    {"ece", "ece_by_fifths", "brier", "flag_flips", "score_change", "nearest_changed"}
    | {"neighbours_changed", "summary_follows"}
    | {"carrier_named", "named_by_ours", "held_back"}
)
"""The figures that are better the lower they are; all others are better the higher."""
LOSS = "loss "
"""How the names of losses begin: they are better the lower, too."""


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
    """How much better a figure is than that of the best baseline, with the paired interval.

    Above 0 is better, also where less is better.
    """

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


def clustered_draws(
    clusters: NDArray[np.int64], rounds: int = ROUNDS, seed: int = SEED
) -> NDArray[np.int64]:
    """How often each row is drawn when whole `clusters` are, not rows: rounds by rows.

    `clusters` has the number of the cluster of each row, counted from 0. Rows that hang together
    are drawn together, so that an interval does not take them for independent.
    """
    if not len(clusters):
        return draws(0, rounds, seed)
    return draws(int(clusters.max()) + 1, rounds, seed)[:, clusters]


def means(
    names: Sequence[str], rows: Floats, drawn: NDArray[np.int64], why: str
) -> dict[str, Estimate]:
    """The mean of each column of `rows` under its name, and on each draw; `why` if no rows."""
    if not len(rows):
        return dict.fromkeys(names, undefined(why))
    overall = rows.mean(axis=0)
    rounds = drawn @ rows / drawn.sum(axis=1, keepdims=True)
    return {name: Estimate(float(overall[at]), rounds[:, at]) for at, name in enumerate(names)}


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
    """The baseline with the best figure `name`; None where none has it."""
    defined = {
        baseline: direction(name) * estimates[name].value
        for baseline, estimates in baselines.items()
        if name in estimates and estimates[name].why is None
    }
    return max(defined, key=defined.__getitem__) if defined else None


def gain_of(name: str, ours: Estimate, against: str, theirs: Estimate) -> Gain:
    """How much better than `theirs` our figure `name` is; both had the same draws."""
    sign = direction(name)
    low, high = _middle(sign * (ours.rounds - theirs.rounds))
    return Gain(against=against, value=sign * (ours.value - theirs.value), low=low, high=high)


def direction(name: str) -> int:
    """1 where more of the figure `name` is better, -1 where less is."""
    return -1 if name in LESS_IS_BETTER or name.startswith(LOSS) else 1


def _middle(rounds: Floats) -> tuple[float, float]:
    low, high = np.nanpercentile(rounds, MIDDLE)
    return float(low), float(high)
