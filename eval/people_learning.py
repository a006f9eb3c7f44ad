"""Learns the weights of the finder of people: ``python -m eval.people_learning DIR``.

DIR has the set ``ner_wikipedia_ja``. Only rows of the learning part are looked at
(`eval.spans`): nothing is learned from the test part. What is kept of it are `KEPT` numbers,
a weight for each of the generic features that say most, and the thresholds, set below.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.identifiers.japanese_words import sentences_of
from corpus.identifiers.people import WEIGHTS
from corpus.identifiers.people_features import features_of
from eval.sets import Sets
from eval.spans import SpanRow, span_rows

SET = "ner_wikipedia_ja"
LABELS = ("人名",)
KEPT = 128
"""So many features are kept: those with the largest weights, over and over."""
SHED = 0.7
"""The share of the features that is kept in each turn."""
STRENGTH = 0.1
"""Inverse strength of the regularisation."""
THRESHOLDS = {"name": 0.27, "doubt": 0.1, "part": 0.05, "again": 0.12, "sure": 0.6}
"""Chosen on the learning part, each row judged by weights that had not seen it (5 folds):
the most that is found where four of five that are found are names."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Learned:
    """A weight for each feature that was kept, by name, and the constant."""

    weights: dict[str, float]
    constant: float


def learn(rows: Sequence[SpanRow], kept: int = KEPT) -> Learned:
    """The weights that tell best which words of `rows` are of a person."""
    names, features, of_person = table_of(rows)
    middle, spread = features.mean(axis=0), features.std(axis=0)
    spread[spread == 0] = 1
    scaled = (features - middle) / spread
    places = np.arange(len(names))
    model = _fit(scaled, of_person)
    while len(places) > kept:
        size = max(kept, int(len(places) * SHED))
        best = np.argsort(-abs(model.coef_[0]), kind="stable")[:size]
        places = np.sort(places[best])
        model = _fit(scaled[:, places], of_person)
    weights = model.coef_[0] / spread[places]
    constant = float(model.intercept_[0] - weights @ middle[places])
    return Learned(
        {names[place]: float(weight) for place, weight in zip(places, weights, strict=True)},
        constant,
    )


def table_of(rows: Sequence[SpanRow]) -> tuple[list[str], Floats, NDArray[np.bool_]]:
    """The names of the features, the features of every word, and whether it is of a person."""
    names: list[str] = []
    blocks, truths = [], []
    for row in rows:
        spans = row.spans_of(LABELS)
        for words in sentences_of(row.text):
            names, features = features_of(words)
            blocks.append(features)
            truths += [any(w.start < b and a < w.end for a, b in spans) for w in words]
    return names, np.concatenate(blocks).astype(np.float64), np.array(truths)


def _fit(features: Floats, truths: NDArray[np.bool_]) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=STRENGTH, max_iter=200, tol=1e-3).fit(features, truths)


def written(learned: Learned) -> str:
    """`learned` as the file that the finder reads."""
    lines = [
        "# Weights of generic features: made by ``python -m eval.people_learning``, not by hand.",
        f"constant = {learned.constant:.4f}",
        "",
        "[thresholds]",
        *(f"{name} = {value}" for name, value in THRESHOLDS.items()),
        "",
        "[weights]",
        *(f'"{name}" = {weight:.4f}' for name, weight in sorted(learned.weights.items())),
    ]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> None:
    """Learns from the set in the first folder, and writes the weights (to the second path)."""
    rows = [row for row in span_rows(Sets(Path(arguments[0])), SET).rows if not row.test]
    path = Path(arguments[1]) if len(arguments) > 1 else WEIGHTS
    path.write_text(written(learn(rows)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
