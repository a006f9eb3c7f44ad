"""Japanese word vectors of the installed ja_ginza package, read straight from its files.

spaCy is not imported: that costs seconds, and only the table of words is needed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.account import Language
from corpus.word_hash import word_hash
from embeddings.encoder import Vectors, unit_rows
from embeddings.errors import MissingModel
from embeddings.japanese import Word, content_words
from embeddings.reference import Reference, load_reference

PACKAGE = "ja_ginza"


@dataclass(frozen=True, slots=True)
class WordTable:
    """Words by the hash spaCy files them under, and a row of `vectors` each."""

    rows: Mapping[int, int]
    vectors: NDArray[np.float32]

    @classmethod
    def installed(cls, version: str) -> "WordTable":
        """The table of the installed ja_ginza.

        Raises:
            MissingModel: it is not installed, or in another version.
        """
        spec = find_spec(PACKAGE)
        where = Path(next(iter(spec.submodule_search_locations or ()), "")) if spec else Path()
        vocabulary = where / f"{PACKAGE}-{version}" / "vocab"
        if spec is None or not (vocabulary / "key2row").is_file():
            raise MissingModel(f"static:ja-ginza-{version} needs the package ja-ginza=={version}")
        import srsly

        rows = srsly.read_msgpack(vocabulary / "key2row")
        return cls(rows, np.load(vocabulary / "vectors", mmap_mode="r"))

    def row_of(self, word: Word) -> int:
        """The row of `word` as normalised, else as the dictionary lists it; -1: it has none."""
        row = self.rows.get(word_hash(word.normal), -1)
        return row if row >= 0 else self.rows.get(word_hash(word.dictionary), -1)


@dataclass(frozen=True, slots=True)
class WordVectorEncoder:
    """The mean of a text's word vectors, by rarity, less the mean of the reference texts."""

    name: str
    table: WordTable
    reference: Reference
    languages: tuple[Language, ...] = (Language.JA,)

    @classmethod
    def load(cls, model: str) -> "WordVectorEncoder":
        """The encoder over ``ja-ginza-<version>``.

        Raises:
            MissingModel: that version is not installed.
        """
        version = model.removeprefix("ja-ginza-")
        return cls(f"static:{model}", _installed(version), load_reference())

    @property
    def version(self) -> str:
        """That of the reference, which gives the rarities and the mean."""
        return self.reference.version

    @property
    def dimension(self) -> int:
        """How long each vector is."""
        return int(self.table.vectors.shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode `texts`, one row each; zero where no word of a text is in the table."""
        return self.encode_words([content_words(text) for text in texts])

    def encode_words(self, texts: Sequence[Sequence[Word]]) -> Vectors:
        """Encode texts of which the content words are known already."""
        means = self.means(texts)
        told = np.any(means, axis=1, keepdims=True)
        return unit_rows(np.where(told, means - self.reference.mean, 0))

    def means(self, texts: Sequence[Sequence[Word]]) -> Vectors:
        """The unit mean of each text before the reference's mean is taken off."""
        sums = np.zeros((len(texts), self.dimension))
        for place, words in enumerate(texts):
            sums[place] = self._sum(words)
        return unit_rows(sums)

    def _sum(self, words: Sequence[Word]) -> NDArray[np.float64]:
        rows, weights = [], []
        for word, times in Counter(words).items():
            row = self.table.row_of(word)
            if row >= 0:
                rows.append(row)
                weights.append((1 + log(times)) * self.reference.japanese.of(word.normal))
        vectors = np.asarray(self.table.vectors[rows], np.float64)
        lengths = np.sqrt(np.square(vectors).sum(axis=1))
        shares = np.divide(weights, lengths, out=np.zeros(len(rows)), where=lengths > 0)
        total: NDArray[np.float64] = (vectors * shares[:, None]).sum(axis=0)
        return total


@cache
def _installed(version: str) -> WordTable:
    return WordTable.installed(version)
