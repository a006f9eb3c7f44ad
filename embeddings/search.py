"""Find the accounts most like given texts among those that are allowed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from corpus.account import Language
from embeddings.cache import MemoryVectors, VectorStore
from embeddings.encoding import encode_texts
from embeddings.holdings import Holdings
from embeddings.index import Labels, places_of
from embeddings.told import Told
from embeddings.views import Vector, is_empty

CANDIDATES = 256
"""How many each view names, at least: with fewer allowed, every one is compared in full."""
_PER_RESULT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An account near to what was asked.

    `score` is 0 to 1, 1.0 for the same text; `parts` is the similarity in each view that both
    share, at most 1.
    """

    label: int
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)


def nearest_in(
    held: Holdings,
    texts: Sequence[Mapping[Language, str]],
    k: int,
    allowed: Labels | None,
    stored: VectorStore | None = None,
) -> list[list[Neighbour]]:
    """For each of `texts` the `k` accounts held that are most like it, best first.

    Each view names candidates from inside `allowed`; all views then compare each candidate. The
    score of a pair depends on nothing but the pair.
    """
    store = _ReadOnly(stored) if stored is not None else MemoryVectors()
    allowed = None if allowed is None else np.unique(np.asarray(allowed, np.int64))
    vectors = encode_texts(texts, held.plan.views, store)
    return [
        _nearest(held, Told(one).languages, held.plan.placed(row), k, allowed)
        for one, row in zip(texts, vectors, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _ReadOnly:
    """A store to which what is only asked about is not added."""

    store: VectorStore

    def get(self, key: str, hashes: Sequence[str]) -> dict[str, bytes]:
        return self.store.get(key, hashes)

    def put(self, made: Mapping[str, Mapping[str, bytes]]) -> None:
        """Keep nothing."""


def _nearest(
    held: Holdings, languages: int, vectors: Sequence[Vector], k: int, allowed: Labels | None
) -> list[Neighbour]:
    names = [view.name for view in held.plan.views]
    asked = {
        name: held.indexes[name].ask(vector)
        for name, vector in zip(names, vectors, strict=True)
        if name in held.indexes and not is_empty(vector)
    }
    wide = max(CANDIDATES, _PER_RESULT * k)
    named = [one.best(wide, allowed) for one in asked.values()]
    candidates = np.unique(np.concatenate([np.zeros(0, np.int64), *named]))
    similarities = np.full((len(candidates), len(names)), np.nan)
    for place, name in enumerate(names):
        if name in asked:
            similarities[:, place] = asked[name].similarities(candidates)
    roster = held.roster
    told = roster.languages[places_of(candidates, roster.labels)]
    scores = held.plan.scales.scores(languages, told, similarities)
    return [
        Neighbour(
            label=int(candidates[row]),
            score=float(scores[row]),
            parts={
                name: float(similarities[row, place])
                for place, name in enumerate(names)
                if not np.isnan(similarities[row, place])
            },
        )
        for row in roster.ranked(candidates, scores)[: max(k, 0)]
    ]
