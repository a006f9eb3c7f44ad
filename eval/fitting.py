"""Fit how much each view counts, and what a likeness is worth. Numbers in, numbers out."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from eval.figures import Floats

LEAST = 0.02
"""No view counts less: what one release's cases do not need, another's may."""
_START = (1.5, -4.5)  # slope and intercept of a pair, to begin with


@dataclass(frozen=True, slots=True)
class Block:
    """Pairs as they compare in some languages: a row of `standard` a pair, a column a view.

    `standard` are similarities in spreads from the mean of unrelated pairs, 0 in views that are
    not shared; `among` is how views go together over unrelated pairs, 0 for those not shared.
    """

    standard: Floats = field(repr=False)
    among: Floats = field(repr=False)
    share: float

    def of(self, kept: NDArray[np.bool_]) -> "Block":
        """The block with the pairs `kept` alone."""
        return Block(self.standard[kept], self.among, self.share)

    def deviations(self, views: Floats) -> Floats:
        """How much more alike than unrelated pairs each pair is, in standard deviations."""
        found: Floats = self.standard @ views / np.sqrt(views @ self.among @ views)
        return found


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights of the views, and slope and intercept of the probability of a pair."""

    views: Floats
    slope: float
    intercept: float


def fit_views(
    blocks: Sequence[Block], alike: NDArray[np.bool_], prior: Floats, firmness: float
) -> Fitted:
    """The weights by which a logistic line over the deviation tells alike pairs from others.

    `firmness` holds the weights near `prior`, those that were chosen without labels.
    """
    from scipy.optimize import minimize

    def loss(at: Floats) -> tuple[float, Floats]:
        away = at[:-2] - prior
        total, slopes = firmness * float(away @ away) / 2, np.append(firmness * away, [0.0, 0.0])
        for block in blocks:
            lost, down = _loss(block, alike, at)
            total, slopes = total + lost, slopes + down
        return total, slopes

    bounds = [(LEAST, None)] * len(prior) + [(LEAST, None), (None, None)]
    found = minimize(loss, np.append(prior, _START), jac=True, bounds=bounds, method="L-BFGS-B")
    return Fitted(found.x[:-2], float(found.x[-2]), float(found.x[-1]))


def fit_line(values: Floats, truth: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and intercept of the probability that `truth` holds at a value (Platt's, smoothed)."""
    from sklearn.linear_model import LogisticRegression

    middle, spread = float(values.mean()), float(values.std())
    model = LogisticRegression(C=1.0).fit(((values - middle) / spread)[:, None], truth)
    slope = float(model.coef_[0, 0]) / spread
    return slope, float(model.intercept_[0]) - slope * middle


def _loss(block: Block, alike: NDArray[np.bool_], at: Floats) -> tuple[float, Floats]:
    """How far the pairs of `block` are from what `at` says, and where that rises."""
    views, slope, intercept = at[:-2], at[-2], at[-1]
    among = block.among @ views
    length = np.sqrt(views @ among)
    sums = block.standard @ views
    logits = slope * sums / length + intercept
    lost = float((np.logaddexp(0.0, logits) - alike * logits).sum())
    errors = 1.0 / (1.0 + np.exp(-logits)) - alike
    down = slope * (block.standard.T @ errors / length - (errors @ sums) * among / length**3)
    whole = np.concatenate([down, [errors @ sums / length, errors.sum()]])
    return block.share * lost, block.share * whole
