"""The texts of an account, taken apart once for all views that look at them."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeVar

from corpus.account import Language
from corpus.vocabulary import Mention, load_vocabulary
from embeddings import english, japanese
from embeddings.japanese import Word
from embeddings.salience import load_rules, spans_of, tellings_of

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence as it stands; `naming` where it names a concept of the field."""

    text: str
    naming: bool


class Told:
    """What one account tells, in one or more languages."""

    def __init__(self, texts: Mapping[Language, str]) -> None:
        self.texts = texts
        self._made: dict[str, Any] = {}

    def once(self, key: str, make: Callable[[], _Made]) -> _Made:
        """What `make` gives, made when it is first asked for under `key`."""
        if key not in self._made:
            self._made[key] = make()
        made: _Made = self._made[key]
        return made

    @cached_property
    def words(self) -> list[Word]:
        """The Japanese content words."""
        return japanese.content_words(self.texts.get(Language.JA, ""))

    @cached_property
    def stems(self) -> list[str]:
        """The English content words, stemmed."""
        return english.content_words(self.texts.get(Language.EN, ""))

    @cached_property
    def all_stems(self) -> list[str]:
        """The English content words, names and numbers, stemmed."""
        return english.all_words(self.texts.get(Language.EN, ""))

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The concepts of the field it tells of, in whichever language, with all they imply."""
        wider = load_vocabulary().wider
        told = {each.concept for language in self.texts for each in self._mentions(language)}
        return frozenset(told).union(*(wider[concept] for concept in told))

    @cached_property
    def failing(self) -> dict[str, float]:
        """The concepts that tell how it failed, with all they imply: how much each counts (0..1).

        A concept counts as much as the sentence that tells most of it; see `embeddings.salience`.
        """
        vocabulary, rules = load_vocabulary(), load_rules()
        weights: dict[str, float] = {}
        for language, text in self.texts.items():
            for told in tellings_of(text, language, self._mentions(language)):
                mention = told.mention
                if mention.facet in rules.facets:
                    for concept in (mention.concept, *vocabulary.wider[mention.concept]):
                        weights[concept] = max(told.weight, weights.get(concept, 0.0))
        return weights

    def sentences(self, language: Language) -> list[Spoken]:
        """The sentences of its text in `language`, in order."""
        text = self.texts.get(language, "")
        starts = [mention.start for mention in self._mentions(language)]
        return [
            Spoken(text[start:end], bisect_left(starts, start) < bisect_left(starts, end))
            for start, end in spans_of(text, language)
        ]

    def named(self, language: Language) -> float:
        """The share (0 to 1) of its text in `language` that names concepts of the field."""
        places = (range(one.start, one.end) for one in self._mentions(language))
        return len(set().union(*places)) / max(1, len(self.texts.get(language, "")))

    def terms(self, language: Language) -> list[str]:
        """The terms of its text in `language`."""
        if language is Language.EN:
            return self.stems
        return [word.normal for word in self.words]

    def all_terms(self, language: Language) -> list[str]:
        """As `terms`; in English with names and numbers."""
        return self.all_stems if language is Language.EN else self.terms(language)

    def names_and_numbers(self, language: Language) -> frozenset[str]:
        """Those of `all_terms` that say who, where and how many."""
        if language is Language.EN:
            return english.names_and_numbers(self.texts.get(language, ""))
        return frozenset()

    def _mentions(self, language: Language) -> tuple[Mention, ...]:
        text = self.texts.get(language, "")
        return self.once(f"mentions.{language}", lambda: load_vocabulary().find(text, language))

    @cached_property
    def languages(self) -> int:
        """The languages it is told in, a bit each."""
        return sum(1 << place for place, one in enumerate(Language) if self.texts.get(one))

    def hash_of(self, languages: Sequence[Language]) -> str:
        """SHA-256 (hex) of its texts in `languages`: the same texts, the same hash."""
        parts = (f"{one}\x1f{self.texts[one]}" for one in sorted(languages) if self.texts.get(one))
        return sha256("\x1e".join(parts).encode()).hexdigest()
