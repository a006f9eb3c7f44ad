"""Measure how alike unrelated accounts are in each view, on texts told in both languages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from corpus.account import Language
from embeddings.cache import MemoryVectors, VectorStore
from embeddings.dense import cosines
from embeddings.encoding import encode_texts
from embeddings.fusion import language_pairs, measure_scales
from embeddings.plan import Plan, Texts
from embeddings.terms import Terms
from embeddings.told import Told
from embeddings.views import Vector, is_empty


def measure(
    plan: Plan, texts: Sequence[Texts], *, centred: bool = False, store: VectorStore | None = None
) -> Plan:
    """`plan` with its scales measured on `texts`, each told in both languages.

    `centred`: the encoder takes off a mean of its own. `store` keeps what is encoded.
    """
    told_in: dict[int, list[list[Vector]]] = {}
    store = store or MemoryVectors()
    for kept in ((Language.JA,), (Language.EN,), tuple(Language)):
        some = [{one: text[one] for one in kept} for text in texts]
        told_in[Told(some[0]).languages] = encode_texts(some, plan.views, store)
    plan = replace(plan, centre=None if centred else _centre(told_in))
    placed = {told: [plan.placed(row) for row in rows] for told, rows in told_in.items()}
    pairs = {(a, b): _pairs(placed[a], placed[b]) for a, b in language_pairs()}
    return replace(plan, scales=measure_scales(plan.scales.weights, pairs))


def _centre(told_in: Mapping[int, Sequence[Sequence[Vector]]]) -> NDArray[np.float64]:
    """The mean of the encoder's vectors, each text once, in whichever language."""
    rows = [row[0] for told in (1, 2) for row in told_in[told] if not is_empty(row[0])]
    mean: NDArray[np.float64] = np.mean(np.array(rows, np.float64), axis=0)
    return mean


def _pairs(
    some: Sequence[Sequence[Vector]], others: Sequence[Sequence[Vector]]
) -> NDArray[np.float64]:
    """The similarities of every one of `some` with every other that is not the same incident."""
    columns = [
        _similarities([row[view] for row in some], [row[view] for row in others])
        for view in range(len(some[0]))
    ]
    apart = ~np.eye(len(some), dtype=np.bool_)
    return np.array([column[apart] for column in columns]).T


def _similarities(some: Sequence[Vector], others: Sequence[Vector]) -> NDArray[np.float64]:
    found = np.full((len(some), len(others)), np.nan)
    there = np.array([place for place, one in enumerate(others) if not is_empty(one)], np.int64)
    for row, one in enumerate(some):
        if len(there) and not is_empty(one):
            found[row, there] = list(_each(one, [others[place] for place in there]))
    return found


def _each(one: Vector, others: Sequence[Vector]) -> Iterator[float]:
    if not isinstance(one, Terms):
        yield from cosines(one, np.array(others))
        return
    weights = dict(zip(one.ids.tolist(), one.weights.tolist(), strict=True))
    for other in others:
        assert isinstance(other, Terms)
        shared = zip(other.ids.tolist(), other.weights.tolist(), strict=True)
        yield sum(weights.get(term, 0.0) * weight for term, weight in shared)
