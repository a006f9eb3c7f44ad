"""What finds people in Japanese text without us: GiNZA's labels, Sudachi's parts of speech."""

from collections.abc import Callable, Iterator

from corpus.identifiers.identifier import Identifier, IdentifierKind
from corpus.identifiers.japanese_words import sentences_of

Find = Callable[[str], Iterator[Identifier]]


def ginza_people() -> Find:
    """What GiNZA labels as a person."""
    import spacy

    needed = ("tok2vec", "ner")
    whole = spacy.load("ja_ginza", enable=needed)

    def find(text: str) -> Iterator[Identifier]:
        for entity in whole(text).ents:
            if entity.label_ == "Person":
                yield _person(entity.start_char, entity.end_char)

    return find


def sudachi_people() -> Find:
    """Runs of words that Sudachi takes for parts of a person's name."""

    def find(text: str) -> Iterator[Identifier]:
        for words in sentences_of(text):
            start = None
            for word in words:
                if word.is_person:
                    start = word.start if start is None else start
                    end = word.end
                elif start is not None:
                    yield _person(start, end)
                    start = None
            if start is not None:
                yield _person(start, end)

    return find


def _person(start: int, end: int) -> Identifier:
    return Identifier(kind=IdentifierKind.PERSON, start=start, end=end, key="")
