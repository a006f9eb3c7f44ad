"""Finds people in Japanese text: how likely each word is part of a name, then whole names.

A small network (`people_network`) says how likely.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np

from corpus.identifiers.japanese_words import JapaneseWord
from corpus.identifiers.people_growing import could_be_named, could_begin, grown
from corpus.identifiers.people_network import load_network
from corpus.identifiers.people_signs import Signs, signs_of
from corpus.identifiers.senses import Floats

Words = tuple[JapaneseWord, ...]
_Key = tuple[tuple[str, tuple[str, ...]], ...]

_AT_ONCE = 256
"""How many sentences are looked at in one go: it bounds the memory."""


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


THRESHOLDS = Thresholds(name=0.23, doubt=0.1, part=0.05, again=0.12, sure=0.6)
"""Chosen on three fifths of the learning part, each row judged by a network that had not seen it:
the most that is found where 82 of 100 that are found are names."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a person: words `first` to `last` (not included), and how likely it is one.

    `doubtful` is said of what may be a name, and may as well be none.
    """

    first: int
    last: int
    likely: float
    doubtful: bool


class Likely(Protocol):
    """What says how likely each word of each sentence is part of the name of a person."""

    def likely(self, sentences: Sequence[Signs]) -> Sequence[Floats]:
        """A number between 0 and 1 for each word."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFinder:
    """Finds names by what `network` says."""

    network: Likely
    thresholds: Thresholds

    def likely(self, sentences: Sequence[Words]) -> list[Floats]:
        """How likely each word of each sentence is part of the name of a person.

        A sentence that is written more than once is looked at once.
        """
        keys = [tuple((word.surface, word.part) for word in words) for words in sentences]
        first = dict(zip(keys, sentences, strict=True))
        named = [key for key, words in first.items() if any(map(could_be_named, words))]
        said: dict[_Key, Floats] = {}
        for at in range(0, len(named), _AT_ONCE):
            some = named[at : at + _AT_ONCE]
            signs = [signs_of(first[key]) for key in some]
            said.update(zip(some, self.network.likely(signs), strict=True))
        return [said.get(key, np.zeros(len(key), np.float32)) for key in keys]

    def names(self, sentences: Sequence[Words]) -> Iterator[tuple[Words, list[Name]]]:
        """The names in each sentence of one text, in order."""
        likely = self.likely(sentences)
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
    return PeopleFinder(network=load_network(), thresholds=THRESHOLDS)
