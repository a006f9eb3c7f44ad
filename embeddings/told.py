"""The texts of an account, taken apart once for all views that look at them."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import sha256

from corpus.account import Language
from corpus.vocabulary import load_vocabulary
from embeddings import english, japanese
from embeddings.japanese import Word


class Told:
    """What one account tells, in one or more languages."""

    def __init__(self, texts: Mapping[Language, str]) -> None:
        self.texts = texts

    @cached_property
    def words(self) -> list[Word]:
        """The Japanese content words."""
        return japanese.content_words(self.texts.get(Language.JA, ""))

    @cached_property
    def stems(self) -> list[str]:
        """The English content words, stemmed."""
        return english.content_words(self.texts.get(Language.EN, ""))

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The concepts of the field it tells of, in whichever language, with all they imply."""
        vocabulary = load_vocabulary()
        told = (vocabulary.codes(text, language) for language, text in self.texts.items())
        return frozenset().union(*told)

    def terms(self, language: Language) -> list[str]:
        """The terms of its text in `language`."""
        if language is Language.EN:
            return self.stems
        return [word.normal for word in self.words]

    @cached_property
    def languages(self) -> int:
        """The languages it is told in, a bit each."""
        return sum(1 << place for place, one in enumerate(Language) if self.texts.get(one))

    def hash_of(self, languages: Sequence[Language]) -> str:
        """SHA-256 (hex) of its texts in `languages`: the same texts, the same hash."""
        parts = (f"{one}\x1f{self.texts[one]}" for one in sorted(languages) if self.texts.get(one))
        return sha256("\x1e".join(parts).encode()).hexdigest()
