"""Finds people in Japanese text: how likely each word is part of a name, then whole names.

A logistic regression over some features (`people_features`) says how likely. Its weights
(``people_weights.toml``, made by ``python -m eval.people_learning``) are numbers on generic
features; no words of what they were learned from are in them.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from corpus.identifiers.japanese_words import JapaneseWord
from corpus.identifiers.people_features import features_of
from corpus.identifiers.people_growing import could_be_named, could_begin, grown
from corpus.identifiers.senses import Floats

WEIGHTS = Path(__file__).parent / "people_weights.toml"

Words = tuple[JapaneseWord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """How likely: a word that makes a name, the words that belong to it, a name one is sure of.

    `again` stands for `name` where the same word is more surely a name elsewhere in the text;
    what is likelier than `doubt` and no name by these may be one: a person should look.
    """

    name: float
    doubt: float
    part: float
    again: float
    sure: float


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a person: words `first` to `last` (not included), and how likely it is one.

    `doubtful` is said of what may be a name, and may as well be none.
    """

    first: int
    last: int
    likely: float
    doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFinder:
    """Finds names with `weights` of features by name, and a constant."""

    weights: Mapping[str, float] = field(repr=False)
    constant: float
    thresholds: Thresholds

    def likely(self, words: Words) -> Floats:
        """How likely each of `words` (a sentence) is part of the name of a person."""
        if not any(could_be_named(word) for word in words):
            return np.zeros(len(words), np.float32)
        names, features = features_of(words)
        weights = np.array([self.weights.get(name, 0.0) for name in names])
        score = features @ weights + self.constant
        found: Floats = 1 / (1 + np.exp(-np.clip(score, -30, 30)))
        return found

    def names(self, sentences: Sequence[Words]) -> Iterator[tuple[Words, list[Name]]]:
        """The names in each sentence of one text, in order."""
        likely = [self.likely(words) for words in sentences]
        known = self._known(sentences, likely)
        for words, chances in zip(sentences, likely, strict=True):
            yield words, list(self._of_sentence(words, chances, known))

    def _known(self, sentences: Sequence[Words], likely: Sequence[Floats]) -> frozenset[str]:
        """The words that are surely names somewhere in the text."""
        return frozenset(
            word.surface
            for words, chances in zip(sentences, likely, strict=True)
            for word, chance in zip(words, chances, strict=True)
            if chance >= self.thresholds.sure and word.is_nominal
        )

    def _of_sentence(self, words: Words, chances: Floats, known: frozenset[str]) -> Iterator[Name]:
        reached = 0
        for at, word in enumerate(words):
            if at < reached or chances[at] < self.thresholds.doubt or not could_begin(word):
                continue
            first, last = at, at + 1
            while first > reached and chances[first - 1] >= self.thresholds.part:
                first -= 1
            while last < len(words) and chances[last] >= self.thresholds.part:
                last += 1
            first, last = grown(words, max(first, reached), last, reached)
            reached = last
            likely = float(chances[first:last].max())
            again = any(each.surface in known for each in words[first:last])
            wanted = self.thresholds.again if again else self.thresholds.name
            yield Name(first, last, likely, doubtful=likely < wanted)


@cache
def load_people() -> PeopleFinder:
    """The finder with the weights that come with the program."""
    told = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return PeopleFinder(
        weights=told["weights"],
        constant=told["constant"],
        thresholds=Thresholds(**told["thresholds"]),
    )
