"""The rows that were judged most wrongly, with what was named as nearest to each."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from eval.figures import Floats
from eval.judge import Asked, Judge
from eval.result import Miss

NEW, KNOWN = "new", "known"
WORST = 10
"""How many rows of either kind are named."""


def worst_misses(
    ids: Sequence[str],
    asked: Sequence[Asked],
    new: NDArray[np.bool_],
    scores: Floats,
    judge: Judge,
) -> tuple[Miss, ...]:
    """The new rows that scored lowest, then the known rows that scored highest.

    `ids` are by place; `asked`, `new` (what was true) and `scores` (high: said to be new) by row.
    """
    missed = np.flatnonzero(new)[np.argsort(scores[new], kind="stable")[:WORST]]
    alarmed = np.flatnonzero(~new)[np.argsort(-scores[~new], kind="stable")[:WORST]]
    found = [*missed.tolist(), *alarmed.tolist()]
    named = judge.rankings([asked[at] for at in found], 1)
    return tuple(
        Miss(
            id=ids[asked[at].place],
            wanted=NEW if new[at] else KNOWN,
            score=float(scores[at]),
            nearest=ids[nearest[0]] if nearest else None,
        )
        for at, nearest in zip(found, named, strict=True)
    )
