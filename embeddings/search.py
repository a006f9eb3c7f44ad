"""Find the accounts most like given texts among those that are allowed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan, nan

import numpy as np
from numpy.typing import NDArray

from corpus.account import Language
from embeddings.cache import MemoryVectors, VectorStore
from embeddings.encoding import encode_texts
from embeddings.holdings import Holdings
from embeddings.index import Labels, places_of
from embeddings.plan import Plan
from embeddings.told import Told
from embeddings.views import Vector, is_empty

CANDIDATES = 256
"""How many each view names, at least: with fewer allowed, every one is compared in full."""
_PER_RESULT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An account near to what was asked.

    `score` is 0 to 1, 1.0 for the same text; `deviation` is how many standard deviations more
    alike the two are than unrelated accounts (NaN: they share no view); `parts` is the similarity
    in each view that both share, at most 1.
    """

    label: int
    score: float
    deviation: float = nan
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """What is asked: a text a language, and the labels that may be found (None: any).

    `weights` says how much each view counts, where not as the plan has it.
    """

    texts: Mapping[Language, str]
    allowed: Labels | None = None
    weights: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class EncodedQuery:
    """A query ready to be searched: vectors of each view, language bits, labels in order."""

    vectors: Sequence[Vector]
    languages: int
    allowed: Labels | None
    weights: Mapping[str, float] | None


def encode_queries(
    queries: Sequence[Query], plan: Plan, stored: VectorStore | None = None
) -> list[EncodedQuery]:
    """`queries` encoded. What `stored` has is taken from there; nothing is added to it."""
    store = _ReadOnly(stored) if stored is not None else MemoryVectors()
    vectors = encode_texts([query.texts for query in queries], plan.views, store)
    return [
        EncodedQuery(
            plan.placed(row), Told(query.texts).languages, _in_order(query.allowed), query.weights
        )
        for query, row in zip(queries, vectors, strict=True)
    ]


def _in_order(allowed: Labels | None) -> Labels | None:
    return None if allowed is None else np.unique(np.asarray(allowed, np.int64))


def nearest_in(held: Holdings, query: EncodedQuery, k: int) -> list[Neighbour]:
    """The `k` accounts held that are most like what `query` tells, best first.

    Each view names candidates from inside what is allowed; all views then compare each candidate.
    The score of a pair depends on nothing but the pair.
    """
    names = [view.name for view in held.plan.views]
    asked = {
        name: held.indexes[name].ask(vector)
        for name, vector in zip(names, query.vectors, strict=True)
        if name in held.indexes and not is_empty(vector)
    }
    wide = max(CANDIDATES, _PER_RESULT * k)
    named = [one.best(wide, query.allowed) for one in asked.values()]
    candidates = np.unique(np.concatenate([np.zeros(0, np.int64), *named]))
    similarities = np.full((len(candidates), len(names)), np.nan)
    for place, name in enumerate(names):
        if name in asked:
            similarities[:, place] = asked[name].similarities(candidates)
    roster = held.roster
    told = roster.languages[places_of(candidates, roster.labels)]
    scales = held.plan.scales
    if query.weights is not None:
        scales = scales.weighed_by(query.weights)
    scores, deviations = scales.weigh(query.languages, told, similarities)
    return [
        Neighbour(
            label=int(candidates[row]),
            score=float(scores[row]),
            deviation=float(deviations[row]),
            parts=_parts(names, similarities[row]),
        )
        for row in roster.ranked(candidates, scores)[: max(k, 0)]
    ]


def _parts(names: Sequence[str], similarities: NDArray[np.float64]) -> dict[str, float]:
    pairs = zip(names, similarities.tolist(), strict=True)
    return {name: similarity for name, similarity in pairs if not isnan(similarity)}


@dataclass(frozen=True, slots=True)
class _ReadOnly:
    """A store to which what is only asked about is not added."""

    store: VectorStore

    def get(self, key: str, hashes: Sequence[str]) -> dict[str, bytes]:
        return self.store.get(key, hashes)

    def put(self, made: Mapping[str, Mapping[str, bytes]]) -> None:
        """Keep nothing."""
