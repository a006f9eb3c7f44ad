"""The views (観点) from which two accounts are compared, each with its own vectors.

A view gives dense vectors (float32 rows) or terms with weights; an account that a view can say
nothing of gets an empty vector there, and is not compared in that view.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.account import Language
from corpus.vocabulary import load_vocabulary
from embeddings.encoder import Encoder
from embeddings.latent import counted_words, of_the_field, place_all, telling
from embeddings.reference import Reference
from embeddings.salience import load_rules
from embeddings.terms import Terms
from embeddings.told import Told
from embeddings.word_vectors import WordVectorEncoder

Vector = NDArray[np.float32] | Terms
"""What a view makes of one account."""
WORDS, WHOLE = 0.5, 1.0
"""How much a view counts that looks at words, and one that looks past them."""

CONCEPTS = "concepts"
"""What the view over concepts is called."""
READING = 3
"""Another number where a view takes other words or concepts from a text."""


class View(Protocol):
    """One way of looking at an account."""

    @property
    def name(self) -> str:
        """What it is called where a score is taken apart."""
        ...

    @property
    def key(self) -> str:
        """What its vectors are kept under: it changes when they would."""
        ...

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages it looks at: an account with none of them gets an empty vector."""
        ...

    @property
    def dense(self) -> bool:
        """Whether it gives dense vectors (else terms)."""
        ...

    @property
    def weight(self) -> float:
        """How much it counts in a score: views that look at the words themselves count half."""
        ...

    def hash_of(self, told: Told) -> str:
        """The hash of the texts it looks at of `told`."""
        ...

    def encode(self, told: Sequence[Told]) -> Sequence[Vector]:
        """The vectors of `told`, in order."""
        ...


@dataclass(frozen=True, slots=True)
class EncoderView:
    """An encoder's vectors of an account's text in the first of its languages that is there."""

    encoder: Encoder
    name: str = "dense"
    dense: bool = True

    @property
    def key(self) -> str:
        """The encoder's name and version; of word vectors, how sentences are chosen as well."""
        named = f"{self.encoder.name}@{self.encoder.version}"
        chosen = isinstance(self.encoder, WordVectorEncoder)
        return f"{named}.{_concepts_read()}" if chosen else named

    @property
    def languages(self) -> tuple[Language, ...]:
        """The encoder's languages."""
        return self.encoder.languages

    def encode(self, told: Sequence[Told]) -> list[Vector]:
        """Encode the text of each; one that has none in these languages is encoded as empty."""
        if isinstance(self.encoder, WordVectorEncoder):
            reference, language = self.encoder.reference, self.languages[0]
            counted = (counted_words(one, language, reference) for one in told)
            return list(self.encoder.encode_words([one.words for one in counted]))
        return list(self.encoder.encode([self._text(one) for one in told]))

    @property
    def weight(self) -> float:
        """Half for word vectors, which see the words alone; one for a model of sentences."""
        return WORDS if isinstance(self.encoder, WordVectorEncoder) else WHOLE

    def hash_of(self, told: Told) -> str:
        """The hash of the one text that is encoded."""
        return told.hash_of(self._languages_read(told))

    def _text(self, told: Told) -> str:
        return "".join(told.texts[one] for one in self._languages_read(told))

    def _languages_read(self, told: Told) -> list[Language]:
        return [one for one in self.languages if told.texts.get(one)][:1]


@dataclass(frozen=True, slots=True)
class TermView:
    """The content words of one language, by rarity.

    Where a text is not of the field, who, where and how many count as well, and twice as much:
    nothing is known of what makes such texts alike, and these tell one event from another.
    """

    language: Language
    reference: Reference
    weight: float = WORDS
    dense: bool = False

    @property
    def name(self) -> str:
        """``terms.ja``, ``terms.en``."""
        return f"terms.{self.language}"

    @property
    def key(self) -> str:
        """With the reference that gave the rarities, and the way words are read."""
        return f"{self.name}@{self.reference.version}.{_concepts_read()}"

    @property
    def languages(self) -> tuple[Language, ...]:
        """Its one language."""
        return (self.language,)

    def hash_of(self, told: Told) -> str:
        """The hash of its language's text."""
        return told.hash_of(self.languages)

    def encode(self, told: Sequence[Told]) -> list[Vector]:
        """The weighted terms of each."""
        return [self._terms(one) for one in told]

    def _terms(self, told: Told) -> Terms:
        rarity = self.reference.rarity(self.language)
        if of_the_field(told, self.reference, [self.language]):
            counted = telling(told, self.language, self.reference)
            return Terms.weighed(counted.terms(self.language), rarity)
        names = told.names_and_numbers(self.language)
        return Terms.weighed(told.all_terms(self.language), rarity, names)


@dataclass(frozen=True, slots=True)
class ConceptView:
    """The concepts of the field that tell how it failed, in either language.

    Each counts by how much the sentence it stands in tells (`embeddings.salience`) and by rarity.
    A text that is not of the field (`embeddings.latent.of_the_field`) gives none.
    """

    reference: Reference
    name: str = CONCEPTS
    languages: tuple[Language, ...] = tuple(Language)
    weight: float = WHOLE
    dense: bool = False

    @property
    def key(self) -> str:
        """With the reference that gave the rarities, and the way concepts are read."""
        return f"{self.name}@{self.reference.version}.{_concepts_read()}"

    def hash_of(self, told: Told) -> str:
        """The hash of the texts in all languages."""
        return told.hash_of(self.languages)

    def encode(self, told: Sequence[Told]) -> list[Vector]:
        """The weighted concepts of each."""
        rarity = self.reference.concepts
        return [
            Terms.of(one.failing if of_the_field(one, self.reference) else {}, rarity)
            for one in told
        ]


@dataclass(frozen=True, slots=True)
class LatentView:
    """The place in the bilingual latent space; none for a text that is not of the field."""

    reference: Reference
    name: str = "latent"
    languages: tuple[Language, ...] = tuple(Language)
    weight: float = WHOLE
    dense: bool = True

    @property
    def key(self) -> str:
        """With the reference that laid out the space, and the way concepts are read."""
        return f"{self.name}@{self.reference.version}.{_concepts_read()}"

    def hash_of(self, told: Told) -> str:
        """The hash of the texts in all languages."""
        return told.hash_of(self.languages)

    def encode(self, told: Sequence[Told]) -> list[Vector]:
        """The place of each."""
        return list(place_all(told, self.reference))


def _concepts_read() -> str:
    """The versions of what takes concepts from a text: vocabulary, rules of salience, code."""
    return f"{load_vocabulary().version}.{load_rules().version}.{READING}"


def is_empty(vector: Vector) -> bool:
    """Whether the view could say nothing of the account."""
    return not len(vector) if isinstance(vector, Terms) else not vector.any()
