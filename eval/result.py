"""What a suite found, and its JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.figures import Estimate, Figure, Floats, Gain, best_of, figure_of, gain_of

DIGITS = 6
"""To how many places figures are told: enough to compare, and the same on every machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What the rows scored are: how many, how many of them count, and what chance and luck allow.

    `positives` counts the new rows, or the pairs of like cases. `base_rate` is what a random order
    reaches (novelty: average precision; similar cases: recall at 1). `ceiling` is the highest
    share that a tenth of the rows can hold (None: no such figure, or nothing is new).
    """

    n: int
    positives: int
    base_rate: float | None
    ceiling: float | None


@dataclass(frozen=True, slots=True)
class Part:
    """The figures on some of the rows: `n` of them, of which `positives` count."""

    n: int
    positives: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Bin:
    """Cases with a probability in `low`..`high`: their mean, and how often it came true."""

    low: float
    high: float
    n: int
    expected: float
    observed: float


@dataclass(frozen=True, slots=True)
class Miss:
    """A row that was judged most wrongly: `wanted` says what was true, `score` what was said.

    `nearest` is the row that was named as most like it.
    """

    id: str
    wanted: str
    score: float
    nearest: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """What curves are drawn from: what was true of each row, our score, each baseline's."""

    truth: NDArray[np.bool_] = field(repr=False)
    ours: Floats = field(repr=False)
    baselines: Mapping[str, Floats] = field(repr=False)

    def of(self, kept: NDArray[np.bool_]) -> "Scored":
        """The same of the rows `kept` alone."""
        theirs = {name: scores[kept] for name, scores in self.baselines.items()}
        return Scored(self.truth[kept], self.ours[kept], theirs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The figures on a group of rows, each baseline's, and the gain over the best of them.

    `parts` has the figures of some of the rows alone. `scored` is for drawing, `rounds` (each of
    our figures on each draw) for comparing with what was recorded; neither is in the JSON.
    """

    counted: Counted
    figures: Mapping[str, Figure]
    baselines: Mapping[str, Mapping[str, Figure]]
    gain: Mapping[str, Gain]
    parts: Mapping[str, Part] = field(default_factory=dict)
    bins: tuple[Bin, ...] = ()
    misses: tuple[Miss, ...] = ()
    scored: Scored | None = None
    rounds: Mapping[str, Floats] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a suite found, with everything needed to find it again.

    `missing` are the sets that were not there; the figures do without them.
    """

    suite: str
    digest: str
    rows: int
    undated: int
    configuration: Mapping[str, str]
    rounds: int
    seed: int
    all: Group
    focus: Group | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A suite that could not be run, and `why`: the set that is not there."""

    suite: str
    why: str


def group_of(
    counted: Counted,
    ours: Mapping[str, Estimate],
    baselines: Mapping[str, Mapping[str, Estimate]],
) -> Group:
    """The group with the intervals of all figures, each set against the best baseline on it."""
    best = {name: best_of(baselines, name) for name in ours}
    return Group(
        counted=counted,
        figures={name: figure_of(estimate) for name, estimate in ours.items()},
        baselines={
            baseline: {name: figure_of(estimate) for name, estimate in estimates.items()}
            for baseline, estimates in baselines.items()
        },
        gain={
            name: gain_of(name, ours[name], against, baselines[against][name])
            for name, against in best.items()
            if against is not None and ours[name].why is None
        },
        rounds={name: estimate.rounds for name, estimate in ours.items() if estimate.why is None},
    )


def as_json(found: Result | Skipped) -> dict[str, Any]:
    """What was `found`, in the shape that other programs read (design: ``eval``)."""
    if isinstance(found, Skipped):
        return {"suite": found.suite, "skipped": found.why}
    document = {
        "suite": found.suite,
        "digest": found.digest,
        "rows": found.rows,
        "undated": found.undated,
        "configuration": dict(found.configuration),
        "rounds": found.rounds,
        "seed": found.seed,
        "all": _group(found.all),
    }
    if found.missing:
        document["missing"] = list(found.missing)
    return document if found.focus is None else {**document, "focus": _group(found.focus)}


def _group(group: Group) -> dict[str, Any]:
    told = {
        **_rounded(asdict(group.counted)),
        "figures": _figures(group.figures),
        "baselines": {
            baseline: _figures(figures) for baseline, figures in group.baselines.items()
        },
        "gain": {name: _rounded(asdict(gain)) for name, gain in group.gain.items()},
    }
    if group.parts:
        told["parts"] = {
            name: {"n": part.n, "positives": part.positives, "figures": _figures(part.figures)}
            for name, part in group.parts.items()
        }
    if group.bins:
        told["reliability"] = [_rounded(asdict(each)) for each in group.bins]
    if group.misses:
        told["misses"] = [_rounded(asdict(miss)) for miss in group.misses]
    return told


def _figures(figures: Mapping[str, Figure]) -> dict[str, Any]:
    return {name: _figure(figure) for name, figure in figures.items()}


def _figure(figure: Figure) -> dict[str, Any]:
    told = _rounded(asdict(figure))
    if figure.why is None:
        del told["why"]
    return told


def _rounded(told: dict[str, Any]) -> dict[str, Any]:
    return {
        key: round(value, DIGITS) if isinstance(value, float) else value
        for key, value in told.items()
    }
