"""Lexical similarity fitted on any first rows of a list, without reading their texts again.

Terms are counted once, for all rows. What "fitted on the first m rows" changes is only how many of
them hold a term and how long they are, and both are sums over the first m rows of the counts.
A term that none of them holds is unknown, as it would be to a vectoriser fitted on them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from eval.figures import Floats

K1 = 1.5
"""How soon more of a term stops counting (BM25)."""
B = 0.75
"""How much the length of a row counts (BM25)."""


class Counter(Protocol):
    """A scikit-learn vectoriser: counts the terms of texts into a sparse matrix, rows by terms."""

    def fit_transform(self, texts: Sequence[str]) -> Any:
        """The counts, as a scipy sparse matrix."""


class Fitted(Protocol):
    """A weighing of terms that was fitted on some first rows."""

    def similarities(self, query: int) -> Floats:
        """How like each of the rows it was fitted on the row at place `query` is."""


class Lexical(Protocol):
    """A way to weigh terms, over a list of rows that are known by their places."""

    def fitted_on(self, rows: int) -> Fitted:
        """This weighing, fitted on the first `rows` rows and on nothing else."""


class Counts:
    """How often each row holds each term: a sparse matrix, and its first rows without a copy."""

    def __init__(self, counter: Counter, texts: Sequence[str]) -> None:
        from scipy.sparse import csr_matrix

        try:
            matrix = counter.fit_transform(texts).tocsr()
        except ValueError:  # so scikit-learn says that the texts hold no term at all
            matrix = csr_matrix((len(texts), 1))
        matrix.sort_indices()
        self.values: Floats = matrix.data.astype(np.float64)
        self.columns: NDArray[np.int32] = matrix.indices
        self.bounds: NDArray[np.int32] = matrix.indptr
        self.terms: int = matrix.shape[1]

    def holding(self, rows: int) -> NDArray[np.int64]:
        """How many of the first `rows` rows hold each term."""
        return np.bincount(self.columns[: self.bounds[rows]], minlength=self.terms)

    def row(self, place: int) -> slice:
        """Where the values of the row at `place` stand."""
        return slice(self.bounds[place], self.bounds[place + 1])

    def times(self, values: Floats, weights: Floats, rows: int) -> Floats:
        """For each of the first `rows` rows: the sum of `values`, each times its term's weight."""
        from scipy.sparse import csr_matrix

        end = self.bounds[rows]
        parts = (values[:end], self.columns[:end], self.bounds[: rows + 1])
        product: Floats = csr_matrix(parts, shape=(rows, self.terms), copy=False) @ weights
        return product


class TfIdf:
    """Cosine of tf-idf weights, as scikit-learn's TfidfVectorizer(sublinear_tf=True) has them."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self._tf: Floats = 1.0 + np.log(counts.values)
        self._tf_squared: Floats = self._tf**2

    def fitted_on(self, rows: int) -> "FittedTfIdf":
        """Tf-idf with the document frequencies of the first `rows` rows."""
        holding = self._counts.holding(rows)
        idf = np.where(holding > 0, np.log((1 + rows) / (1 + holding)) + 1, 0.0)
        lengths = np.sqrt(self._counts.times(self._tf_squared, idf**2, rows))
        return FittedTfIdf(self._counts, self._tf, idf**2, lengths)

    def of_halves(self) -> Floats:
        """How like the row at the same place in the second half each row of the first half is.

        Fitted on all rows, whose number is even.
        """
        from scipy.sparse import csr_matrix

        counts = self._counts
        rows = len(counts.bounds) - 1
        fitted = self.fitted_on(rows)
        weights = self._tf * np.sqrt(fitted.idf_squared)[counts.columns]
        whole = csr_matrix((weights, counts.columns, counts.bounds), shape=(rows, counts.terms))
        half = rows // 2
        shared: Floats = np.asarray(whole[:half].multiply(whole[half:]).sum(axis=1)).ravel()
        lengths = fitted.lengths[:half] * fitted.lengths[half:]
        alike: Floats = np.divide(shared, lengths, out=np.zeros(half), where=lengths > 0)
        return alike


@dataclass(frozen=True, slots=True)
class FittedTfIdf:
    """Tf-idf fitted on as many rows as there are `lengths`."""

    counts: Counts = field(repr=False)
    tf: Floats = field(repr=False)
    idf_squared: Floats = field(repr=False)
    lengths: Floats = field(repr=False)

    def similarities(self, query: int) -> Floats:
        """Cosines in 0..1; 0 where a row shares no known term."""
        own = self.counts.row(query)
        terms = self.counts.columns[own]
        asked = np.zeros(self.counts.terms)
        asked[terms] = self.tf[own] * self.idf_squared[terms]
        lengths = self.lengths * np.sqrt(self.tf[own] @ asked[terms])
        shared = self.counts.times(self.tf, asked, len(lengths))
        return np.divide(shared, lengths, out=np.zeros(len(lengths)), where=lengths > 0)


@dataclass(frozen=True, slots=True)
class Bm25:
    """BM25 scores as Lucene has them: not bounded, higher is more alike."""

    counts: Counts = field(repr=False)

    def fitted_on(self, rows: int) -> "FittedBm25":
        """BM25 with the document frequencies and the mean length of the first `rows` rows."""
        holding = self.counts.holding(rows)
        idf = np.log1p((rows - holding + 0.5) / (holding + 0.5))
        values = self.counts.values[: self.counts.bounds[rows]]
        lengths = self.counts.times(values, np.ones(self.counts.terms), rows)
        damping = K1 * (1 - B + B * lengths / max(float(lengths.mean()), 1.0))
        saturated = values / (values + np.repeat(damping, np.diff(self.counts.bounds[: rows + 1])))
        return FittedBm25(self.counts, saturated, idf, rows)


@dataclass(frozen=True, slots=True)
class FittedBm25:
    """BM25 fitted on the first `rows` rows."""

    counts: Counts = field(repr=False)
    saturated: Floats = field(repr=False)
    idf: Floats = field(repr=False)
    rows: int

    def similarities(self, query: int) -> Floats:
        """The score of each row; a term of the query counts as often as the query holds it."""
        own = self.counts.row(query)
        terms = self.counts.columns[own]
        asked = np.zeros(self.counts.terms)
        asked[terms] = self.counts.values[own] * self.idf[terms]
        return self.counts.times(self.saturated, asked, self.rows)
