"""An exact FAISS index: every vector is compared, and the scope is held inside the search."""

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Vectors
from embeddings.index import Arrays, Labels, places_of

PAD = 16
"""Dimensions are filled up with zeros to a multiple of this: FAISS is several times faster so."""
FACTORY = "IDMap2,Flat"
"""Exact. A coarser one would make the score of a pair depend on how many others are held."""


class FaissIndex:
    """Vectors under labels in memory. A label is held once."""

    def __init__(self, dimension: int) -> None:
        import faiss

        self.dimension = dimension
        self._padded = -(-dimension // PAD) * PAD
        self._index: Any = faiss.index_factory(self._padded, FACTORY, faiss.METRIC_INNER_PRODUCT)
        self._order: tuple[Labels, NDArray[np.int64]] | None = None

    @classmethod
    def from_arrays(cls, dimension: int, arrays: Arrays) -> Self:
        """The index that was saved as `arrays`."""
        index = cls(dimension)
        if len(arrays["labels"]):
            index.put(np.asarray(arrays["labels"]), np.asarray(arrays["vectors"]))
        return index

    def put(self, labels: Labels, vectors: Vectors) -> None:
        """Hold `vectors` under `labels`, in place of what those labels held."""
        self.remove(labels)  # FAISS would take a label twice without a word
        padded = np.zeros((len(labels), self._padded), np.float32)
        padded[:, : self.dimension] = vectors
        self._index.add_with_ids(padded, labels)
        self._order = None

    def remove(self, labels: Labels) -> None:
        """Hold nothing under `labels`."""
        held = labels[places_of(labels, self.labels()) >= 0]
        if len(held):
            self._index.remove_ids(held)
            self._order = None

    def search(self, vector: NDArray[np.float32], k: int, allowed: Labels | None) -> Labels:
        """The labels of the `k` nearest in `allowed`, and of all as near as the last of them."""
        held = self.labels()
        if allowed is not None:
            allowed = allowed[places_of(allowed, held) >= 0]
        among = len(held) if allowed is None else len(allowed)
        if not among or k < 1:
            return np.zeros(0, np.int64)
        if among <= k:
            return held if allowed is None else np.sort(allowed)
        return self._search(vector, k, self._parameters(allowed))

    def _search(self, vector: NDArray[np.float32], k: int, parameters: Any) -> Labels:
        import faiss

        padded = np.zeros((1, self._padded), np.float32)
        padded[0, : self.dimension] = vector
        faiss.omp_set_num_threads(1)  # for one question, a second thread costs more than it saves
        nearness, found = self._index.search(padded, k + 1, params=parameters)
        if nearness[0, k] < nearness[0, k - 1]:
            return np.sort(found[0, :k])
        # Those at the border are equally near: which of them FAISS keeps would depend on the order
        # in which they came. All are taken.
        radius = float(np.nextafter(nearness[0, k - 1], np.float32(-np.inf)))
        _, _, found = self._index.range_search(padded, radius, params=parameters)
        return np.sort(found)

    def vectors(self, labels: Labels) -> Vectors:
        """What is held under `labels`, one row each."""
        return self._rows()[self._places(labels), : self.dimension]

    def labels(self) -> Labels:
        """The labels held, ascending."""
        return self._sorted()[0]

    def arrays(self) -> Arrays:
        """The labels and their vectors."""
        labels = self.labels()
        return {"labels": labels, "vectors": self.vectors(labels)}

    def _places(self, labels: Labels) -> NDArray[np.int64]:
        held, order = self._sorted()
        places = places_of(labels, held)
        if (places < 0).any():
            raise KeyError(f"{int((places < 0).sum())} labels are not held")
        return order[places]

    def _sorted(self) -> tuple[Labels, NDArray[np.int64]]:
        if self._order is None:
            import faiss

            labels: Labels = faiss.vector_to_array(self._index.id_map)
            order = np.argsort(labels, kind="stable")
            self._order = labels[order], order
        return self._order

    def _rows(self) -> Vectors:
        import faiss

        flat: Any = faiss.downcast_index(self._index.index)
        size = self._index.ntotal * self._padded
        if not size:
            return np.zeros((0, self._padded), np.float32)
        rows: Vectors = faiss.rev_swig_ptr(flat.get_xb(), size).reshape(-1, self._padded)
        return rows

    def _parameters(self, allowed: Labels | None) -> Any:
        if allowed is None:
            return None
        import faiss

        limited: Any = faiss.SearchParameters
        return limited(sel=faiss.IDSelectorBatch(allowed))
