"""May a new line take the place of the one in use? Only where it is shown not to be worse."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from triage.review.examples import Example, tied
from triage.review.words import settings

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Two lines on the same examples: Brier scores (0 is best), and how much worse the new is.

    `worse` is the mean difference, `worse_at_most` the upper end of its one-sided paired interval;
    both None where there are too few examples to say. `may_replace` is the answer.
    """

    examples: int
    old: float | None
    new: float | None
    worse: float | None
    worse_at_most: float | None
    may_replace: bool


def trial(old: Floats, new: Floats, examples: Sequence[Example]) -> Trial:
    """What two lines say of `examples`, set side by side.

    `new` must come from a line that the example did not make. It may be used where there are
    enough examples of both kinds, its error is not larger, and examples drawn again and again, all
    that have a case in common together, do not let it be larger by more than is allowed.
    """
    rule = settings("replacing")
    shared = np.array([one.shared for one in examples], np.float64)
    fewest = min(shared.sum(), len(shared) - shared.sum())
    if len(shared) < rule["examples_at_least"] or fewest < rule["of_each_at_least"]:
        return Trial(
            examples=len(shared),
            old=None,
            new=None,
            worse=None,
            worse_at_most=None,
            may_replace=False,
        )
    errors = [np.square(told - shared) for told in (old, new)]
    difference = errors[1] - errors[0]
    worse, upper = float(difference.mean()), _upper(difference, tied(examples))
    return Trial(
        examples=len(shared),
        old=float(errors[0].mean()),
        new=float(errors[1].mean()),
        worse=worse,
        worse_at_most=upper,
        may_replace=worse <= 0 and upper <= rule["worse_by_at_most"],
    )


def _upper(difference: Floats, groups: Sequence[str]) -> float:
    """The upper end of the one-sided bootstrap interval of a mean; groups are drawn whole."""
    rule = settings("replacing")
    number = np.unique(groups, return_inverse=True)[1]
    sums, counts = np.bincount(number, difference), np.bincount(number)
    drawn = np.random.default_rng(rule["seed"]).integers(
        len(counts), size=(rule["rounds"], len(counts))
    )
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    return float(np.quantile(means, rule["confidence"]))
