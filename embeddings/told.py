"""The texts of an account, taken apart once for all views that look at them."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Any, TypeVar

from corpus.account import Language
from corpus.vocabulary import load_vocabulary
from embeddings import english, japanese
from embeddings.japanese import Word
from embeddings.salience import load_rules, tellings_of

_Made = TypeVar("_Made")


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
        vocabulary = load_vocabulary()
        told = (vocabulary.codes(text, language) for language, text in self.texts.items())
        return frozenset().union(*told)

    @cached_property
    def failing(self) -> dict[str, float]:
        """The concepts that tell how it failed, with all they imply: how much each counts (0..1).

        A concept counts as much as the sentence that tells most of it; see `embeddings.salience`.
        """
        vocabulary, rules = load_vocabulary(), load_rules()
        weights: dict[str, float] = {}
        for language, text in self.texts.items():
            for told in tellings_of(text, language, vocabulary.find(text, language)):
                mention = told.mention
                if mention.facet in rules.facets:
                    for concept in (mention.concept, *vocabulary.wider[mention.concept]):
                        weights[concept] = max(told.weight, weights.get(concept, 0.0))
        return weights

    def terms(self, language: Language) -> list[str]:
        """The terms of its text in `language`."""
        if language is Language.EN:
            return self.stems
        return [word.normal for word in self.words]

    def all_terms(self, language: Language) -> list[str]:
        """As `terms`; in English with names and numbers."""
        return self.all_stems if language is Language.EN else self.terms(language)

    @cached_property
    def languages(self) -> int:
        """The languages it is told in, a bit each."""
        return sum(1 << place for place, one in enumerate(Language) if self.texts.get(one))

    def hash_of(self, languages: Sequence[Language]) -> str:
        """SHA-256 (hex) of its texts in `languages`: the same texts, the same hash."""
        parts = (f"{one}\x1f{self.texts[one]}" for one in sorted(languages) if self.texts.get(one))
        return sha256("\x1e".join(parts).encode()).hexdigest()
