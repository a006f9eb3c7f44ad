"""What an index of accounts is. Labels are the accounts' labels in the store."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors
from embeddings.views import Vector

Labels = NDArray[np.int64]
Arrays = Mapping[str, NDArray[Any]]
"""What an index is saved as, and made again from."""


class VectorIndex(Protocol):
    """Finds the vectors nearest to one, by inner product. One engine, in process or elsewhere."""

    def put(self, labels: Labels, vectors: Vectors) -> None:
        """Hold `vectors` under `labels`, in place of what those labels held."""
        ...

    def remove(self, labels: Labels) -> None:
        """Hold nothing under `labels`."""
        ...

    def search(self, vector: NDArray[np.float32], k: int, allowed: Labels | None) -> Labels:
        """The labels of the `k` nearest, and of all as near as the last of them.

        Only those in `allowed` (ascending, each once) are looked at; all, where it is None.
        """
        ...

    def vectors(self, labels: Labels) -> Vectors:
        """What is held under `labels`, one row each, exactly as it was put; all must be held."""
        ...

    def labels(self) -> Labels:
        """The labels held, ascending."""
        ...

    def arrays(self) -> Arrays:
        """What the index is saved as."""
        ...


class Asked(Protocol):
    """An index that was asked about one vector."""

    def best(self, k: int, allowed: Labels | None) -> Labels:
        """The labels of the `k` most alike in `allowed` (ascending), and of all as the last."""
        ...

    def similarities(self, labels: Labels) -> NDArray[np.float64]:
        """How alike each of `labels` is, at most 1; NaN where the index does not hold it.

        The same number for a pair to the last digit, whatever else is held or asked.
        """
        ...


class ViewIndex(Protocol):
    """An index over what one view makes of accounts."""

    def put(self, labels: Labels, vectors: Sequence[Vector]) -> None:
        """Hold `vectors` (none of them empty) under `labels`, in place of what those held."""
        ...

    def remove(self, labels: Labels) -> None:
        """Hold nothing under `labels`."""
        ...

    def ask(self, vector: Vector) -> Asked:
        """Ask about one vector, not empty."""
        ...

    def labels(self) -> Labels:
        """The labels held, ascending."""
        ...

    def vectors(self, labels: Labels) -> Sequence[Vector]:
        """What is held under `labels`, in order; all must be held."""
        ...

    def arrays(self) -> Arrays:
        """What the index is saved as."""
        ...


def places_of(labels: Labels, among: Labels) -> NDArray[np.int64]:
    """The place of each of `labels` in `among` (ascending); -1 where it is not there."""
    if not len(among):
        return np.full(len(labels), -1, np.int64)
    places = np.minimum(np.searchsorted(among, labels), len(among) - 1)
    return np.where(among[places] == labels, places, -1)
