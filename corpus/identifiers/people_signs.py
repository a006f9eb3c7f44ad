"""What the network that finds people looks at: each word of a sentence as numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from corpus.identifiers.japanese_words import JapaneseWord
from corpus.identifiers.people_features import features_of
from corpus.identifiers.senses import Floats, load_word_vectors

LETTERS = 8
"""So many letters of a word are looked at: the first and the last half of them."""
LETTER_SORTS = 2048
PART_SORTS = 256
_PART_DEPTHS = (2, 4)
_MIX = 2654435761

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """The words of a sentence, a row each.

    `vectors`: the rows of the table of word vectors (-1: not in it); `told`: the features;
    `letters` and `parts`: sorts of letters (0: none) and of parts of speech.
    """

    vectors: Whole = field(repr=False)
    told: Floats = field(repr=False)
    letters: Whole = field(repr=False)
    parts: Whole = field(repr=False)

    def __len__(self) -> int:
        return len(self.vectors)

    def cut(self, start: int, end: int) -> "Signs":
        """Those of the words `start` to `end` (not included)."""
        return Signs(
            vectors=self.vectors[start:end],
            told=self.told[start:end],
            letters=self.letters[start:end],
            parts=self.parts[start:end],
        )


def signs_of(words: tuple[JapaneseWord, ...]) -> Signs:
    """What is looked at of `words`, a sentence."""
    table = load_word_vectors()
    return Signs(
        vectors=np.array([table.row_of(word.surface, word.dictionary) for word in words]),
        told=features_of(words)[1],
        letters=np.array([_letters(word.surface) for word in words]),
        parts=np.array([_parts(word.part) for word in words]),
    )


def _letters(surface: str) -> Sequence[int]:
    half = LETTERS // 2
    seen = surface if len(surface) <= LETTERS else surface[:half] + surface[-half:]
    sorts = [(ord(letter) * _MIX >> LETTERS) % (LETTER_SORTS - 1) + 1 for letter in seen]
    return sorts + [0] * (LETTERS - len(sorts))


@cache
def _parts(part: tuple[str, ...]) -> tuple[int, ...]:
    """The sorts of a part of speech (品詞), coarse and fine."""
    told = ("/".join(part[:depth]) for depth in _PART_DEPTHS)
    return tuple(crc32(each.encode()) % PART_SORTS for each in told)
