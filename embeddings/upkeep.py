"""Compare what an index holds with the record."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from corpus.account import Account
from embeddings.cache import VectorStore, read_vector
from embeddings.encoding import BATCH
from embeddings.holdings import Holdings, entry_of
from embeddings.index import places_of
from embeddings.terms import Terms
from embeddings.told import Told
from embeddings.views import Vector, View, is_empty


class FaultKind(StrEnum):
    """In what an index and the record can differ."""

    MISSING = "missing"  # on record, not held
    EXTRA = "extra"  # held, not on record
    OTHER_TEXT = "other_text"  # held as made of other texts
    OTHER_VECTOR = "other_vector"  # held with another vector than is kept, or with none
    NOT_KEPT = "not_kept"  # no vector is kept of what is on record


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One difference: of which account (its label), and in which view, where it is a view's."""

    kind: FaultKind
    label: int
    view: str | None = None


def faults_in(
    held: Holdings, accounts: Mapping[int, Account], store: VectorStore
) -> Iterator[Fault]:
    """The differences between `held` and the active `accounts`, by label; nothing is encoded."""
    on_index = set(held.roster.labels.tolist())
    for label in sorted(on_index | set(accounts)):
        if label not in on_index:
            yield Fault(kind=FaultKind.MISSING, label=label)
        elif label not in accounts:
            yield Fault(kind=FaultKind.EXTRA, label=label)
        elif held.roster.entry(label) != entry_of(accounts[label]):
            yield Fault(kind=FaultKind.OTHER_TEXT, label=label)
    both = sorted(on_index & set(accounts))
    for start in range(0, len(both), BATCH):
        some = {label: Told(accounts[label].texts) for label in both[start : start + BATCH]}
        for place in range(len(held.plan.views)):
            yield from _faults_of_view(held, place, some, store)


def _faults_of_view(
    held: Holdings, place: int, told: Mapping[int, Told], store: VectorStore
) -> Iterator[Fault]:
    view = held.plan.views[place]
    hashes = {label: view.hash_of(one) for label, one in told.items()}
    kept = store.get(view.key, list(dict.fromkeys(hashes.values())))
    there = _held_vectors(held, view, list(told))
    for label, one in hashes.items():
        if one not in kept:
            yield Fault(kind=FaultKind.NOT_KEPT, label=label, view=view.name)
            continue
        expected = _placed(held, place, read_vector(view, kept[one]))
        found = there.get(label)
        if is_empty(expected) != (found is None) or (
            found is not None and not _equal(expected, found)
        ):
            yield Fault(kind=FaultKind.OTHER_VECTOR, label=label, view=view.name)


def _held_vectors(held: Holdings, view: View, labels: Sequence[int]) -> dict[int, Vector]:
    index = held.indexes.get(view.name)
    if index is None:
        return {}
    wanted = np.array(labels, np.int64)
    wanted = wanted[places_of(wanted, index.labels()) >= 0]
    return dict(zip(wanted.tolist(), index.vectors(wanted), strict=True))


def _placed(held: Holdings, place: int, vector: Vector) -> Vector:
    return held.plan.placed([vector])[0] if place == 0 else vector


def _equal(one: Vector, other: Vector) -> bool:
    if isinstance(one, Terms) or isinstance(other, Terms):
        return (
            isinstance(one, Terms)
            and isinstance(other, Terms)
            and np.array_equal(one.ids, other.ids)
            and np.array_equal(one.weights, other.weights)
        )
    return bool(np.array_equal(one, other))
