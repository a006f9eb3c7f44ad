"""What a Japanese word is like: the nearness of its vector to those of well-known words.

The vectors are those of the installed ja_ginza package. They are read straight from its files:
spaCy takes seconds to load and is not needed. Where it is absent no word is like anything.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.word_hash import word_hash

WORDS = Path(__file__).parent / "senses.toml"
PACKAGE = "ja_ginza"

Floats = NDArray[np.float32]


LENGTH = 300
"""How long a vector is."""


@dataclass(frozen=True, slots=True)
class WordVectors:
    """The vectors, each of length one; `rows` has the row of each word under its hash."""

    rows: Mapping[int, int] = field(repr=False)
    vectors: Floats = field(repr=False)

    def row_of(self, *spellings: str) -> int:
        """The row of a word by its first known spelling; -1: it has none."""
        for spelling in spellings:
            row = self.rows.get(word_hash(spelling), -1)
            if row >= 0:
                return row
        return -1

    def at(self, rows: NDArray[np.int64]) -> Floats:
        """The vectors at `rows`; of -1, none: zero."""
        found = np.zeros((len(rows), LENGTH), np.float32)
        known = rows >= 0
        found[known] = self.vectors[rows[known]]
        return found


@dataclass(frozen=True, slots=True)
class Senses:
    """The senses by name, and how near each vector is to each of them."""

    names: tuple[str, ...]
    words: WordVectors
    nearness: Floats = field(repr=False)

    def of(self, *spellings: str) -> Floats | None:
        """How near a word is to each sense, by its first known spelling; None: not known."""
        row = self.words.row_of(*spellings)
        if row < 0:
            return None
        found: Floats = self.nearness[row]
        return found


@cache
def load_senses(package: str = PACKAGE) -> Senses:
    """The senses of `WORDS`, over the vectors of `package`, where it is installed."""
    told = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    words = load_word_vectors(package)
    columns = np.stack([_middle(each.split(), words) for each in told.values()], axis=1)
    return Senses(tuple(told), words, np.ascontiguousarray(words.vectors @ columns))


@cache
def load_word_vectors(package: str = PACKAGE) -> WordVectors:
    """The vectors of `package`; none where it is not installed."""
    spec = find_spec(package)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    found = [path for folder in folders for path in Path(folder).glob("*/vocab/key2row")]
    if not found:
        return WordVectors({}, np.zeros((0, LENGTH), np.float32))
    import srsly  # noqa: PLC0415 - comes with spaCy, like the table

    vectors: Floats = np.load(found[0].with_name("vectors")).astype(np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return WordVectors(srsly.read_msgpack(found[0]), unit)


def _middle(told: list[str], words: WordVectors) -> Floats:
    """The direction that the words `told` have in common."""
    rows = np.array([words.row_of(word) for word in told])
    total: Floats = words.at(rows).sum(axis=0)
    length = float(np.linalg.norm(total))
    return total / length if length else total
