"""What a suite found, and its JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from eval.figures import Estimate, Figure, Gain, best_of, figure_of, gain_of

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The figures on a group of rows, each baseline's, and the gain over the best of them."""

    counted: Counted
    figures: Mapping[str, Figure]
    baselines: Mapping[str, Mapping[str, Figure]]
    gain: Mapping[str, Gain]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a suite found, with everything needed to find it again."""

    suite: str
    digest: str
    rows: int
    undated: int
    configuration: Mapping[str, str]
    rounds: int
    seed: int
    all: Group
    focus: Group | None


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
            name: gain_of(ours[name], against, baselines[against][name])
            for name, against in best.items()
            if against is not None and ours[name].why is None
        },
    )


def as_json(result: Result) -> dict[str, Any]:
    """`result` in the shape that other programs read (design: ``eval``)."""
    document = {
        "suite": result.suite,
        "digest": result.digest,
        "rows": result.rows,
        "undated": result.undated,
        "configuration": dict(result.configuration),
        "rounds": result.rounds,
        "seed": result.seed,
        "all": _group(result.all),
    }
    return document if result.focus is None else {**document, "focus": _group(result.focus)}


def _group(group: Group) -> dict[str, Any]:
    return {
        **_rounded(asdict(group.counted)),
        "figures": {name: _figure(figure) for name, figure in group.figures.items()},
        "baselines": {
            baseline: {name: _figure(figure) for name, figure in figures.items()}
            for baseline, figures in group.baselines.items()
        },
        "gain": {name: _rounded(asdict(gain)) for name, gain in group.gain.items()},
    }


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
