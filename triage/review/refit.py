"""A line made anew from what people decided: moved and stretched no further than that asks."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from triage.likeness.weights import Line
from triage.review.examples import Example, parted
from triage.review.words import settings

Floats = NDArray[np.float64]
_DIGITS = 6


def refitted(line: Line, examples: Sequence[Example]) -> Line:
    """`line`, with its logit stretched and moved by what makes `examples` most probable.

    Held near what it is: a few decisions move it little. It always rises.
    """
    # scipy takes a while to load, and few commands need it.
    from scipy.optimize import minimize  # noqa: PLC0415

    rule = settings("refitting")
    logits = np.array([line.slope * one.at + line.intercept for one in examples])
    shared = np.array([one.shared for one in examples], np.float64)

    def loss(by: Floats) -> tuple[float, Floats]:
        away = by - np.array([1.0, 0.0])
        told = by[0] * logits + by[1]
        errors = 1.0 / (1.0 + np.exp(-told)) - shared
        lost = float((np.logaddexp(0.0, told) - shared * told).sum())
        down = np.array([errors @ logits, errors.sum()]) + rule["firmness"] * away
        return lost + rule["firmness"] * float(away @ away) / 2, down

    bounds = [(rule["stretch_at_least"], None), (None, None)]
    found = minimize(loss, np.array([1.0, 0.0]), jac=True, bounds=bounds, method="L-BFGS-B")
    stretch, moved = (float(one) for one in found.x)
    return Line(
        round(stretch * line.slope, _DIGITS), round(stretch * line.intercept + moved, _DIGITS)
    )


def held_out(line: Line, examples: Sequence[Example]) -> Floats:
    """What is said of each example by `line` refitted on the parts it is not in."""
    parts = np.array(parted(examples, settings("refitting")["folds"]))
    told = np.empty(len(examples))
    for part in np.unique(parts):
        rest = [one for one, there in zip(examples, parts, strict=True) if there != part]
        made = refitted(line, rest)
        for place in np.flatnonzero(parts == part).tolist():
            told[place] = made.probability(examples[place].at)
    return told
