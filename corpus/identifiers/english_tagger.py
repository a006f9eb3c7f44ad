"""The tagger of English names: which words are of a person, a place, an address, a firm.

A linear chain over hashed features. Its weights were learned by
``python -m eval.english_learning`` and hold numbers only: no text of what they were learned from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.identifiers.english_features import Classes, features_of
from corpus.identifiers.english_tokens import Token

WEIGHTS = Path(__file__).parent / "english_weights.npz"
SORTS = ("person", "place", "address", "firm", "people", "job", "age")
"""What a run of words can be; `people` are words like German."""
LABELS = ("O", *(f"{part}-{sort}" for sort in SORTS for part in "BI"))
REACH = 0.7
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `first` to `last` (not included) that name something of `sort`; `odds` how surely."""

    sort: str
    first: int
    last: int
    odds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagger:
    """Weights of features (buckets by labels), and of each label after each.

    `reach` is taken from the score of *no name*: the more, the more is found, and wrongly found.
    """

    weights: Floats
    after: Floats
    classes: Classes
    reach: float = REACH

    def runs(self, tokens: Sequence[Token]) -> list[Run]:
        """What is named in `tokens`, in order."""
        if not tokens:
            return []
        scores = np.stack(
            [self.weights[seen].sum(axis=0) for seen in features_of(tokens, self.classes)]
        )
        scores[:, 0] -= self.reach
        return _runs(_best(scores, self.after), _named(scores, self.after))


@cache
def load_tagger(path: Path = WEIGHTS) -> Tagger:
    """The tagger whose weights stand in `path`."""
    with np.load(path, allow_pickle=False) as told:
        weights = np.zeros((int(told["buckets"]), len(LABELS)), np.float32)
        weights[told["rows"]] = told["weights"].astype(np.float32) * told["scale"]
        classes = Classes.made_of(told)
        after = told["after"].astype(np.float32)
    return Tagger(weights=weights, after=after, classes=classes)


def _best(scores: Floats, after: Floats) -> list[int]:
    """The labels of the likeliest sequence."""
    best = scores[0]
    came: list[NDArray[np.intp]] = []
    for row in scores[1:]:
        ways = best[:, None] + after
        came.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    path = [int(best.argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return path[::-1]


def _named(scores: Floats, after: Floats) -> NDArray[np.float64]:
    """How likely each token is to be of a name, over all sequences."""
    ways = np.exp(after.astype(np.float64))
    told = np.exp((scores - scores.max(axis=1, keepdims=True)).astype(np.float64))
    forward, backward = np.empty_like(told), np.empty_like(told)
    forward[0] = told[0] / told[0].sum()
    backward[-1] = 1.0
    for at in range(1, len(told)):
        row = (forward[at - 1] @ ways) * told[at]
        forward[at] = row / row.sum()
    for at in range(len(told) - 2, -1, -1):
        row = ways @ (told[at + 1] * backward[at + 1])
        backward[at] = row / row.sum()
    both = forward * backward
    named: NDArray[np.float64] = 1.0 - both[:, 0] / both.sum(axis=1)
    return named


def _runs(path: Sequence[int], named: NDArray[np.float64]) -> list[Run]:
    runs: list[Run] = []
    at = 0
    while at < len(path):
        part, _, sort = LABELS[path[at]].partition("-")
        last = at + 1
        while part != "O" and last < len(path) and LABELS[path[last]] == f"I-{sort}":
            last += 1
        if part != "O":
            runs.append(Run(sort, at, last, float(named[at:last].min())))
        at = last
    return runs
