"""Weighted terms: what a lexical view makes of a text."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from math import log
from typing import Self

import numpy as np
from numpy.typing import NDArray

_ID = np.dtype("<i8")
_WEIGHT = np.dtype("<f4")
_BYTES = _ID.itemsize + _WEIGHT.itemsize


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The terms of one text: ids ascending, and a weight each; of unit length, or empty."""

    ids: NDArray[np.int64]
    weights: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def weighed(cls, words: Iterable[str], rarity: "Rarity", double: Collection[str] = ()) -> Self:
        """`words` with (1 + log of how often) times rarity, at unit length.

        Those of `double` count twice as much.
        """
        counts = {word: 1 + log(times) for word, times in Counter(words).items()}
        return cls.of({one: (1 + (one in double)) * n for one, n in counts.items()}, rarity)

    @classmethod
    def of(cls, told_by: Mapping[str, float], rarity: "Rarity") -> Self:
        """The words of `told_by`, each with how much it counts times rarity, at unit length."""
        told = sorted((term_id(word), word, counts) for word, counts in told_by.items())
        ids = np.array([term for term, _, _ in told], _ID)
        weights = np.array([counts * rarity.of(word) for _, word, counts in told])
        length = np.sqrt(np.square(weights).sum())
        return cls(ids, (weights / length if told else weights).astype(_WEIGHT))

    def to_bytes(self) -> bytes:
        """How it is stored: the ids, then the weights, little-endian."""
        return self.ids.astype(_ID).tobytes() + self.weights.astype(_WEIGHT).tobytes()

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """What `to_bytes` made."""
        count = len(stored) // _BYTES
        return cls(
            np.frombuffer(stored, _ID, count),
            np.frombuffer(stored, _WEIGHT, count, offset=count * _ID.itemsize),
        )


@dataclass(frozen=True, slots=True)
class Rarity:
    """How much a term says (逆文書頻度), from the frozen counts of the reference texts."""

    texts: int
    holding: Mapping[str, int]

    def of(self, word: str) -> float:
        """The smoothed inverse document frequency of `word`; highest for one never met."""
        return log((1 + self.texts) / (1 + self.holding.get(word, 0))) + 1


@lru_cache(maxsize=1 << 17)
def term_id(word: str) -> int:
    """The id of `word`, the same on every machine."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big", signed=True)
