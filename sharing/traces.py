"""The traces (手がかり) that lead from a text to an accident the press has told of.

Nine numbers for each accident that is known: how alike the wording is, what is told to have
failed, what is told at all, and which numbers, places and services stand in both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.account import Language
from corpus.folding import fold
from embeddings.lexical import InvertedFile
from embeddings.reference import load_reference
from embeddings.terms import Rarity, Terms
from embeddings.told import Told
from embeddings.views import ConceptView, LatentView
from sharing.press import PressCase, case_told_by

Floats = NDArray[np.float64]

TRACES = (
    "wording",
    "failing",
    "latent",
    "concepts",
    "rare_concepts",
    "numbers",
    "places",
    "other_places",
    "services",
)
"""What is compared, in the order of the columns."""
_SHORTEST, _LONGEST = 2, 4
_MOST_NUMBERS = 3
_EVERYWHERE = 40
"""From so many prefectures on, a place tells nothing."""


@dataclass(frozen=True)  # no slots: what is made of the text is kept when first used
class Look:
    """A text, taken apart for comparison."""

    case: PressCase

    @classmethod
    def at(cls, text: str, language: Language) -> "Look":
        """A look at `text`."""
        return cls(case_told_by(text, language, ()))

    @cached_property
    def grams(self) -> list[str]:
        """The stretches of two to four characters, folded."""
        folded = fold(self.case.text).text
        lengths = range(_SHORTEST, _LONGEST + 1)
        return [
            folded[at : at + length]
            for length in lengths
            for at in range(len(folded) - length + 1)
        ]

    @cached_property
    def told(self) -> Told:
        """The text as the views read it."""
        return Told({self.case.language: self.case.text})


class Known:
    """Accidents that are known, ready to be compared with a text. Threads may share one."""

    def __init__(self, cases: Sequence[PressCase], rarities: "Rarities") -> None:
        self.cases = tuple(cases)
        self._rarities = rarities
        reference = load_reference()
        self._failing, self._latent = ConceptView(reference), LatentView(reference)
        looks = list(map(Look, cases))
        told = [look.told for look in looks]
        self._wording_file = _file([self._wording(look) for look in looks])
        self._failing_file = _file(self._failing.encode(told))
        self._concepts_file = _file([self._concepts(look) for look in looks])
        self._places = np.array(self._latent.encode(told)).reshape(len(told), -1)
        self._tells = {
            concept: np.array([concept in each.concepts for each in told], np.float64)
            for concept in frozenset().union(*(each.concepts for each in told))
        }

    def traces(self, look: Look) -> Floats:
        """A row for each accident known, a column for each of TRACES."""
        rows = np.zeros((len(self.cases), len(TRACES)))
        if not look.case.text.strip():
            return rows
        rows[:, 0] = self._cosines(self._wording_file, self._wording(look))
        rows[:, 1] = self._cosines(self._failing_file, self._failing.encode([look.told])[0])
        rows[:, 2] = self._places @ self._latent.encode([look.told])[0]
        rows[:, 3] = self._cosines(self._concepts_file, self._concepts(look))
        for concept in sorted(look.told.concepts & self._tells.keys()):
            rows[:, 4] += self._tells[concept] * (self._rarities.concepts.of(concept) - 1.0)
        for row, case in zip(rows, self.cases, strict=True):
            row[5:] = _shared(look.case, case)
        return rows

    def _wording(self, look: Look) -> Terms:
        return Terms.weighed(look.grams, self._rarities.grams)

    def _concepts(self, look: Look) -> Terms:
        return Terms.of(dict.fromkeys(look.told.concepts, 1.0), self._rarities.concepts)

    def _cosines(self, file: InvertedFile, asked: Any) -> Floats:
        if not len(asked) or not len(file.labels()):
            return np.zeros(len(self.cases))
        found = file.ask(asked).similarities(np.arange(len(self.cases)))
        return np.nan_to_num(found)


@dataclass(frozen=True, slots=True)
class Rarities:
    """How rare wording and concepts are among the accidents of the public record."""

    grams: Rarity
    concepts: Rarity

    @classmethod
    def among(cls, cases: Sequence[PressCase]) -> "Rarities":
        """The rarities among `cases`."""
        looks = list(map(Look, cases))
        return cls(
            Rarity(len(looks), _holding([frozenset(look.grams) for look in looks])),
            Rarity(len(looks), _holding([look.told.concepts for look in looks])),
        )


def _holding(sets: Sequence[frozenset[str]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in sets:
        for word in one:
            counts[word] = counts.get(word, 0) + 1
    return counts


def _file(rows: Sequence[Any]) -> InvertedFile:
    file = InvertedFile()
    there = [place for place, row in enumerate(rows) if len(row)]
    file.put(np.array(there, np.int64), [rows[place] for place in there])
    return file


def _shared(text: PressCase, case: PressCase) -> tuple[float, float, float, float]:
    """How many numbers both tell; how far places agree, whether they differ; services."""
    numbers = min(_MOST_NUMBERS, len(text.numbers & case.numbers))
    places, others = 0.0, 0.0
    if case.places and 0 < len(text.places) < _EVERYWHERE:
        places = _overlap(text.places, case.places)
        others = float(not places)
    return float(numbers), places, others, _overlap(text.services, case.services)


def _overlap(some: frozenset[Any], others: frozenset[Any]) -> float:
    return len(some & others) / len(some | others) if some and others else 0.0
