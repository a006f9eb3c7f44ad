"""Encode accounts in bulk: only what is not kept yet, and each part of a text once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.account import Language
from embeddings.cache import VectorStore, read_vector, stored_form
from embeddings.told import Told
from embeddings.views import Vector, View

BATCH = 256
"""Accounts encoded between two writes: what a killed process loses at most."""

Progress = Callable[[int, int], None]
"""Called with how many accounts are done, and of how many."""


@dataclass(slots=True)
class Encoded:
    """How many vectors a view had to make, by view name."""

    made: dict[str, int] = field(default_factory=dict)

    def count(self, view: str, vectors: int) -> None:
        """Note that `view` made so many more."""
        self.made[view] = self.made.get(view, 0) + vectors


def encode_texts(
    texts: Sequence[Mapping[Language, str]],
    views: Sequence[View],
    store: VectorStore,
    counted: Encoded | None = None,
    progress: Progress | None = None,
) -> list[list[Vector]]:
    """The vectors of `texts`, a list a text with one for each of `views`.

    What `store` has is taken from there; the rest is made, and kept in `store` batch by batch.
    """
    found: list[list[Vector]] = []
    for start in range(0, len(texts), BATCH):
        told = [Told(one) for one in texts[start : start + BATCH]]
        found += _encode_batch(told, views, store, counted or Encoded())
        if progress is not None:
            progress(len(found), len(texts))
    return found


def _encode_batch(
    told: Sequence[Told], views: Sequence[View], store: VectorStore, counted: Encoded
) -> list[list[Vector]]:
    stored, made = [], {}
    for view in views:
        hashes = [view.hash_of(one) for one in told]
        kept = store.get(view.key, list(dict.fromkeys(hashes)))
        missing = {one: each for one, each in zip(hashes, told, strict=True) if one not in kept}
        if missing:
            vectors = stored_form(view.encode(list(missing.values())))
            made[view.key] = dict(zip(missing, vectors, strict=True))
            counted.count(view.name, len(missing))
            kept |= made[view.key]
        stored.append([kept[one] for one in hashes])
    store.put(made)
    return [
        [read_vector(view, one) for view, one in zip(views, row, strict=True)]
        for row in zip(*stored, strict=True)
    ]
