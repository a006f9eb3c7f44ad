"""An inverted file: for each term the accounts that use it. A question costs what its terms hold.

Accounts stand in slots. A slot is never filled twice: what is replaced or removed leaves a dead
slot, and slots are renumbered when the file is packed. Slots lie in segments, an older large one
and a younger small one, so that adding does not sort the whole file again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from embeddings.index import Arrays, Labels, places_of
from embeddings.terms import Terms
from embeddings.views import Vector

YOUNG = 1024
"""The young segment is packed into the old one past this many slots, and an eighth of the old."""
_SHARE = 8


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Postings by term: those of ``terms[i]`` stand at ``starts[i]`` up to ``starts[i + 1]``."""

    terms: NDArray[np.int64]
    starts: NDArray[np.int64]
    slots: NDArray[np.int32]
    weights: NDArray[np.float32]

    @classmethod
    def of(
        cls, terms: NDArray[np.int64], slots: NDArray[np.int32], weights: NDArray[np.float32]
    ) -> Self:
        """The postings given side by side, slots ascending, sorted by term."""
        order = np.argsort(terms, kind="stable")
        distinct, starts = np.unique(terms[order], return_index=True)
        return cls(
            distinct,
            np.append(starts, len(terms)).astype(np.int64),
            slots[order],
            weights[order],
        )

    def postings(self, asked: Terms) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """Slots that share a term, and the product of weights, in the order of the asked terms."""
        places = places_of(asked.ids, self.terms)
        shared = np.flatnonzero(places >= 0)
        starts, ends = self.starts[places[shared]], self.starts[places[shared] + 1]
        counts = ends - starts
        # For each shared term its stretch of postings, one stretch behind the other.
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        at = np.repeat(starts, counts) + within
        products = np.repeat(asked.weights[shared].astype(np.float64), counts) * self.weights[at]
        return self.slots[at], products

    def flat_terms(self) -> NDArray[np.int64]:
        """The term of each posting."""
        return np.repeat(self.terms, np.diff(self.starts))


class InvertedFile:
    """Terms of accounts under labels. A label is held once."""

    def __init__(self) -> None:
        self._slot_labels = np.zeros(0, np.int64)
        self._lengths = np.zeros(0)
        self._alive = np.zeros(0, np.bool_)
        self._old = self._young = _segment_of([], 0)
        self._waiting: list[Terms] = []
        self._order: tuple[Labels, NDArray[np.int64]] | None = None

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """The file that was saved as `arrays`."""
        made = cls()
        made._slot_labels = np.asarray(arrays["labels"])
        made._lengths = np.asarray(arrays["lengths"])
        made._alive = np.ones(len(made._slot_labels), np.bool_)
        made._old = Segment(*(arrays[name] for name in ("terms", "starts", "slots", "weights")))
        return made

    def put(self, labels: Labels, vectors: Sequence[Vector]) -> None:
        """Hold `vectors` under `labels`, in place of what those labels held."""
        self.remove(labels)
        rows = [one for one in vectors if isinstance(one, Terms)]
        lengths = np.array([own_length(one) for one in rows])
        self._slot_labels = np.concatenate([self._slot_labels, labels])
        self._lengths = np.concatenate([self._lengths, lengths])
        self._alive = np.concatenate([self._alive, np.ones(len(rows), np.bool_)])
        self._waiting += rows
        self._order = None

    def remove(self, labels: Labels) -> None:
        """Hold nothing under `labels`."""
        held, slots = self._sorted()
        places = places_of(labels, held)
        self._alive[slots[places[places >= 0]]] = False
        self._order = None

    def ask(self, vector: Vector) -> "LexicalAsked":
        """Ask about the terms of one text."""
        assert isinstance(vector, Terms)
        self._settle()
        sums = np.zeros(len(self._slot_labels))
        for segment in (self._old, self._young):
            shared, products = segment.postings(vector)
            # bincount adds in the order given: for a pair, always that of the terms.
            sums += np.bincount(shared, products, minlength=len(sums))
        held, slots = self._sorted()
        cosines = sums[slots] / np.sqrt(self._lengths[slots] * own_length(vector))
        return LexicalAsked(held, np.minimum(cosines, 1.0))

    def used(self, ids: NDArray[np.int64], allowed: Labels | None) -> NDArray[np.bool_]:
        """For each of the term `ids`: whether an account in `allowed` (ascending) uses it."""
        self._settle()
        held, slots = self._sorted()
        if allowed is not None:
            slots = slots[places_of(held, allowed) >= 0]
        open_to_it = np.zeros(len(self._slot_labels), np.bool_)
        open_to_it[slots] = True
        found = np.zeros(len(ids), np.bool_)
        for segment in (self._old, self._young):
            for at, place in enumerate(places_of(ids, segment.terms).tolist()):
                if place >= 0:
                    using = segment.slots[segment.starts[place] : segment.starts[place + 1]]
                    found[at] |= bool(open_to_it[using].any())
        return found

    def labels(self) -> Labels:
        """The labels held, ascending."""
        return self._sorted()[0]

    def vectors(self, labels: Labels) -> list[Vector]:
        """What is held under `labels`, in order; all must be held."""
        self._settle()
        whole = _joined(self._old, self._young)
        by_slot = np.argsort(whole.slots, kind="stable")  # terms stay ascending inside a slot
        terms, weights = whole.flat_terms()[by_slot], whole.weights[by_slot]
        held, slots = self._sorted()
        wanted = slots[places_of(labels, held)]
        bounds = np.searchsorted(whole.slots[by_slot], [wanted, wanted + 1]).T
        return [Terms(terms[start:end], weights[start:end]) for start, end in bounds]

    def arrays(self) -> Arrays:
        """The packed file: living slots only, in one segment."""
        self._settle()
        self._pack()
        named: dict[str, NDArray[Any]] = {"labels": self._slot_labels, "lengths": self._lengths}
        for name in Segment.__slots__:
            named[name] = getattr(self._old, name)
        return named

    def _sorted(self) -> tuple[Labels, NDArray[np.int64]]:
        if self._order is None:
            living = np.flatnonzero(self._alive)
            labels = self._slot_labels[living]
            order = np.argsort(labels, kind="stable")
            self._order = labels[order], living[order]
        return self._order

    def _settle(self) -> None:
        """Sort what was added since the last question into the young segment."""
        if not self._waiting:
            return
        first = len(self._slot_labels) - len(self._waiting)
        self._young = _joined(self._young, _segment_of(self._waiting, first))
        self._waiting = []
        young = len(np.unique(self._young.slots))
        if young > max(YOUNG, (len(self._slot_labels) - young) // _SHARE):
            self._pack()

    def _pack(self) -> None:
        """Join both segments, leave out dead slots, and renumber the living."""
        whole = _joined(self._old, self._young)
        living = self._alive[whole.slots]
        renumbered = (np.cumsum(self._alive) - 1).astype(np.int32)
        self._old = Segment.of(
            whole.flat_terms()[living], renumbered[whole.slots[living]], whole.weights[living]
        )
        self._young = _segment_of([], 0)
        self._slot_labels = self._slot_labels[self._alive]
        self._lengths = self._lengths[self._alive]
        self._alive = np.ones(len(self._slot_labels), np.bool_)
        self._order = None


@dataclass(frozen=True, slots=True, eq=False)
class LexicalAsked:
    """An inverted file asked about one text: the cosine of every account it holds."""

    labels: Labels
    cosines: NDArray[np.float64]

    def best(self, k: int, allowed: Labels | None) -> Labels:
        """The labels of the `k` most alike in `allowed` that share a term, and all as alike."""
        labels, cosines = self.labels, self.cosines
        if allowed is not None:
            places = places_of(allowed, labels)
            places = places[places >= 0]
            labels, cosines = labels[places], cosines[places]
        sharing = cosines > 0
        labels, cosines = labels[sharing], cosines[sharing]
        if k < 1 or len(labels) <= k:
            return labels if k > 0 else labels[:0]
        border = np.partition(cosines, len(cosines) - k)[len(cosines) - k]
        named: Labels = labels[cosines >= border]
        return named

    def similarities(self, labels: Labels) -> NDArray[np.float64]:
        """The cosine of each of `labels`; NaN where it is not held."""
        places = places_of(labels, self.labels)
        found = np.full(len(labels), np.nan)
        found[places >= 0] = self.cosines[places[places >= 0]]
        return found


def own_length(terms: Terms) -> float:
    """The squared length of `terms`, summed in the order in which pairs are."""
    weights = terms.weights.astype(np.float64)
    return float(np.bincount(np.zeros(len(terms), np.int64), weights * weights, minlength=1)[0])


def _segment_of(rows: Sequence[Terms], first_slot: int) -> Segment:
    counts = [len(row) for row in rows]
    slots = np.repeat(np.arange(first_slot, first_slot + len(rows), dtype=np.int32), counts)
    if not rows:
        return Segment.of(np.zeros(0, np.int64), slots, np.zeros(0, np.float32))
    return Segment.of(
        np.concatenate([row.ids for row in rows]),
        slots,
        np.concatenate([row.weights for row in rows]),
    )


def _joined(old: Segment, young: Segment) -> Segment:
    """Both segments in one; the slots of `young` are all behind those of `old`."""
    return Segment.of(
        np.concatenate([old.flat_terms(), young.flat_terms()]),
        np.concatenate([old.slots, young.slots]),
        np.concatenate([old.weights, young.weights]),
    )
