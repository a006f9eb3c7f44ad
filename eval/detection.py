"""How well a score finds the rows that are new: AUROC, average precision, found in the top tenth.

Figures come from scikit-learn; the bootstrap samples, thousands of them, are reckoned together
from the same definitions, with a row that was drawn twice as two rows of equal score.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.figures import Estimate, Floats, undefined

NAMES = ("auroc", "average_precision", "found_at_10_percent")
TENTH = 10
_AT_ONCE = 2_000_000
"""How many cells (rounds times rows) are reckoned in one go: it bounds the memory."""


def read_in_a_tenth(n: int) -> int:
    """How many of `n` rows are read when a tenth is."""
    return max(1, n // TENTH)


def ceiling(truth: NDArray[np.bool_]) -> float | None:
    """The highest share of the new rows that a tenth of all can hold; None without new rows."""
    new = int(truth.sum())
    return min(1.0, read_in_a_tenth(len(truth)) / new) if new else None


def detection(
    truth: NDArray[np.bool_], scores: Floats, drawn: NDArray[np.int64]
) -> dict[str, Estimate]:
    """The figures of `scores` (higher: more likely new) against `truth`, and on each draw."""
    why = _why_undefined(truth)
    if why is not None:
        return dict.fromkeys(NAMES, undefined(why))
    from sklearn.metrics import (
        average_precision_score,
        roc_auc_score,
    )

    steps = _Steps.of(truth, scores)
    chunk = max(1, _AT_ONCE // len(truth))
    parts = [steps.figures(drawn[at : at + chunk]) for at in range(0, len(drawn), chunk)]
    rounds = {name: np.concatenate([part[name] for part in parts]) for name in NAMES}
    values = {
        "auroc": float(roc_auc_score(truth, scores)),
        "average_precision": float(average_precision_score(truth, scores)),
        "found_at_10_percent": float(
            steps.figures(np.ones((1, len(truth)), dtype=np.int64))["found_at_10_percent"][0]
        ),
    }
    return {name: Estimate(values[name], rounds[name]) for name in NAMES}


def _why_undefined(truth: NDArray[np.bool_]) -> str | None:
    if not len(truth):
        return "no row to score"
    if not truth.any():
        return "no row is new"
    return "every row is new" if truth.all() else None


@dataclass(frozen=True, slots=True)
class _Steps:
    """Rows by falling score; `starts` are the places where a new score begins."""

    order: NDArray[np.int64]
    starts: NDArray[np.int64]
    truth: NDArray[np.bool_]

    @classmethod
    def of(cls, truth: NDArray[np.bool_], scores: Floats) -> "_Steps":
        order = np.argsort(-scores, kind="stable")
        falling = scores[order]
        starts = np.flatnonzero(np.concatenate(([True], falling[1:] != falling[:-1])))
        return cls(order, starts, truth[order])

    def figures(self, drawn: NDArray[np.int64]) -> dict[str, Floats]:
        """Each figure on each draw; nan where a draw holds no new row, or (AUROC) nothing else."""
        weights = drawn[:, self.order]
        every = np.add.reduceat(weights, self.starts, axis=1)
        new = np.add.reduceat(weights * self.truth, self.starts, axis=1)
        all_new = new.sum(axis=1)
        so_far, new_so_far = every.cumsum(axis=1), new.cumsum(axis=1)
        precision = new_so_far / np.maximum(so_far, 1)
        slots = read_in_a_tenth(drawn.shape[1])
        read = np.clip(slots - (so_far - every), 0, every)
        return {
            "auroc": _share(_won(every - new, new), all_new * (so_far[:, -1] - all_new)),
            "average_precision": _share((new * precision).sum(axis=1), all_new),
            # Among rows of equal score the tenth takes its share: the mean over their orders.
            "found_at_10_percent": _share(
                (read * new / np.maximum(every, 1)).sum(axis=1), all_new
            ),
        }


def _won(old: NDArray[np.int64], new: NDArray[np.int64]) -> Floats:
    """In how many pairs of a new and an old row the new one scores higher; a tie is a half."""
    below = old.sum(axis=1, keepdims=True) - old.cumsum(axis=1)
    won: Floats = (new * (below + old / 2)).sum(axis=1)
    return won


def _share(part: Floats, whole: NDArray[np.int64]) -> Floats:
    share: Floats = np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)
    return share
