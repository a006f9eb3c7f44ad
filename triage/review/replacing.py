"""May a new calibration take the place of the old one? Only where it is shown not to be worse."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from triage.review.pairs import LabelledPair
from triage.review.words import settings

Calibrated = Callable[[LabelledPair], float]
"""The probability (0 to 1) that a calibration gives a pair to share the mechanism."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Two calibrations on the same pairs: Brier scores (0 is best), and how much worse the new is.

    `worse` is the mean difference, `worse_at_most` the upper end of its one-sided paired interval;
    both None where there are too few pairs to say. `may_replace` is the answer.
    """

    pairs: int
    old: float | None
    new: float | None
    worse: float | None
    worse_at_most: float | None
    may_replace: bool


def may_replace(old: Calibrated, new: Calibrated, pairs: Sequence[LabelledPair]) -> bool:
    """Whether `new` may be used in place of `old`.

    `pairs` must not be those it was made from: see `triage.review.pairs.parted`.
    """
    return trial(old, new, pairs).may_replace


def trial(old: Calibrated, new: Calibrated, pairs: Sequence[LabelledPair]) -> Trial:
    """The two calibrations set side by side on `pairs`.

    The new one may be used where there are enough pairs of both kinds, its error is not larger,
    and pairs drawn again and again do not let it be larger by more than is allowed.
    """
    rule = settings("replacing")
    same = np.array([pair.same for pair in pairs], float)
    least = rule["of_each_at_least"]
    if len(pairs) < rule["pairs_at_least"] or min(same.sum(), len(same) - same.sum()) < least:
        return Trial(
            pairs=len(pairs), old=None, new=None, worse=None, worse_at_most=None, may_replace=False
        )
    errors = [np.square(_given(each, pairs) - same) for each in (old, new)]
    difference = errors[1] - errors[0]
    worse, upper = float(difference.mean()), _upper(difference)
    return Trial(
        pairs=len(pairs),
        old=float(errors[0].mean()),
        new=float(errors[1].mean()),
        worse=worse,
        worse_at_most=upper,
        may_replace=worse <= 0 and upper <= rule["worse_by_at_most"],
    )


def _given(calibrated: Calibrated, pairs: Sequence[LabelledPair]) -> NDArray[np.float64]:
    return np.array([calibrated(pair) for pair in pairs], np.float64)


def _upper(difference: NDArray[np.float64]) -> float:
    """The upper end of the one-sided bootstrap interval of a mean of paired differences."""
    rule = settings("replacing")
    drawn = np.random.default_rng(rule["seed"]).integers(
        len(difference), size=(rule["rounds"], len(difference))
    )
    return float(np.quantile(difference[drawn].mean(axis=1), rule["confidence"]))
