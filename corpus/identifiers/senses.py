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


@dataclass(frozen=True, slots=True)
class Senses:
    """The senses by name, and how near each row of the table is to each of them.

    `rows` has the row of each word under its hash.
    """

    names: tuple[str, ...]
    rows: Mapping[int, int] = field(repr=False)
    nearness: Floats = field(repr=False)

    def of(self, *spellings: str) -> Floats | None:
        """How near a word is to each sense, by its first known spelling; None: not known."""
        for spelling in spellings:
            row = self.rows.get(word_hash(spelling), -1)
            if row >= 0:
                found: Floats = self.nearness[row]
                return found
        return None


@cache
def load_senses(package: str = PACKAGE) -> Senses:
    """The senses of `WORDS`, over the vectors of `package`, where it is installed."""
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    rows, vectors = _table(package)
    columns = [_middle(told.split(), rows, vectors) for told in words.values()]
    return Senses(tuple(words), rows, np.ascontiguousarray(vectors @ np.stack(columns, axis=1)))


def _table(package: str) -> tuple[Mapping[int, int], Floats]:
    """The rows by the hash of the word, and the vectors, each of length one."""
    spec = find_spec(package)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    found = [path for folder in folders for path in Path(folder).glob("*/vocab/key2row")]
    if not found:
        return {}, np.zeros((0, 1), np.float32)
    import srsly  # noqa: PLC0415 - comes with spaCy, like the table

    vectors: Floats = np.load(found[0].with_name("vectors")).astype(np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    rows: Mapping[int, int] = srsly.read_msgpack(found[0])
    return rows, (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)


def _middle(words: list[str], rows: Mapping[int, int], vectors: Floats) -> Floats:
    """The direction that `words` have in common."""
    known = [row for word in words if (row := rows.get(word_hash(word), -1)) >= 0]
    total: Floats = vectors[known].sum(axis=0)
    length = float(np.linalg.norm(total))
    return total / length if length else total
