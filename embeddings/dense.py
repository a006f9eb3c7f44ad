"""The index of a dense view: an engine finds the nearest, and pairs are compared exactly."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.index import Arrays, Labels, VectorIndex, places_of
from embeddings.terms import Terms
from embeddings.views import Vector


@dataclass(frozen=True, slots=True)
class DenseIndex:
    """Vectors of a dense view in a `VectorIndex`."""

    engine: VectorIndex

    def put(self, labels: Labels, vectors: Sequence[Vector]) -> None:
        """Hold `vectors` under `labels`, in place of what those labels held."""
        self.engine.put(labels, np.array(vectors, np.float32))

    def remove(self, labels: Labels) -> None:
        """Hold nothing under `labels`."""
        self.engine.remove(labels)

    def ask(self, vector: Vector) -> "DenseAsked":
        """Ask about one vector."""
        assert not isinstance(vector, Terms)
        return DenseAsked(self.engine, vector)

    def labels(self) -> Labels:
        """The labels held, ascending."""
        return self.engine.labels()

    def vectors(self, labels: Labels) -> Sequence[Vector]:
        """What is held under `labels`, in order; all must be held."""
        return list(self.engine.vectors(labels))

    def arrays(self) -> Arrays:
        """What the engine is saved as."""
        return self.engine.arrays()


@dataclass(frozen=True, slots=True, eq=False)
class DenseAsked:
    """An engine asked about one vector."""

    engine: VectorIndex
    asked: NDArray[np.float32]

    def best(self, k: int, allowed: Labels | None) -> Labels:
        """The labels of the `k` most alike in `allowed`, and of all as alike as the last."""
        return self.engine.search(self.asked, k, allowed)

    def similarities(self, labels: Labels) -> NDArray[np.float64]:
        """Cosines in float64, row by row; NaN where a label is not held."""
        held = places_of(labels, self.engine.labels()) >= 0
        found = np.full(len(labels), np.nan)
        found[held] = cosines(self.asked, self.engine.vectors(labels[held]))
        return found


def cosines(vector: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float64]:
    """The cosine of `vector` and each of `others`, exactly 1 where they are equal.

    Sums run along a row only, in an order that its length alone decides: a matrix product would
    give other last digits with other rows beside it.
    """
    one = np.ascontiguousarray(vector, np.float64)
    rows = np.ascontiguousarray(others, np.float64)
    inner = (rows * one).sum(axis=1)
    lengths = np.sqrt((rows * rows).sum(axis=1) * (one * one).sum())
    found: NDArray[np.float64] = np.clip(inner / lengths, -1.0, 1.0)
    return found
