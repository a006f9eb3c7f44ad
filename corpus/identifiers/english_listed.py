"""What is seen in English text by lists alone: places, peoples, full names of common words."""

from collections.abc import Iterator, Sequence

from corpus.identifiers.english_lexicon import Lexicon, load_lexicon
from corpus.identifiers.english_tokens import Token
from corpus.identifiers.foreign_places import common_word, load_gazetteer
from corpus.identifiers.identifier import Identifier, IdentifierKind

_POLITE = frozenset({"san", "sama", "shi", "kun"})
"""Japanese words of respect (さん・様・氏・君) after a name, by a hyphen."""


def listed_people(tokens: Sequence[Token]) -> Iterator[Identifier]:
    """Full names of a known first name and surname, and names with a word of respect.

    In text without capitals they may be small.
    """
    lexicon = load_lexicon()
    small = _all_small(tokens)
    for at, token in enumerate(tokens[:-1]):
        after = tokens[at + 1]
        if token.kind != "word":
            continue
        if after.text == "-" and at + 2 < len(tokens) and tokens[at + 2].low in _POLITE:
            yield _named(IdentifierKind.PERSON, tokens[at : at + 3], token.low)
        elif (small or _capitals(token, after)) and _full_name(token, after, lexicon):
            yield _named(IdentifierKind.PERSON, (token, after), f"{token.low} {after.low}")


def listed_places(tokens: Sequence[Token]) -> Iterator[Identifier]:
    """Places and peoples of the gazetteer; in text without capitals they may be small."""
    gazetteer = load_gazetteer()
    small = _all_small(tokens)
    words = [token.low for token in tokens]
    at = 0
    while at < len(tokens):
        token, length = tokens[at], 1
        place = gazetteer.place_at(words, at)
        if token.kind != "word" or common_word(token.text):
            pass
        elif place and (small or token.text[0].isupper()):
            length = place[0]
            yield _named(IdentifierKind.PLACE, tokens[at : at + length], place[1])
        elif token.low in gazetteer.people:
            yield _named(IdentifierKind.PLACE, (token,), gazetteer.people[token.low])
        at += length


def _all_small(tokens: Sequence[Token]) -> bool:
    """Whether no word has a capital, so that names may have none either."""
    return not any(token.text[0].isupper() for token in tokens if token.kind == "word")


def _capitals(one: Token, other: Token) -> bool:
    return one.text[0].isupper() and other.text[0].isupper()


def _full_name(one: Token, other: Token, lexicon: Lexicon) -> bool:
    """Whether a first name and a surname stand together, in either order."""
    straight = one.low in lexicon.given and other.low in lexicon.surnames
    turned = one.low in lexicon.surnames and other.low in lexicon.given
    return straight or (turned and other.low not in lexicon.surnames)


def _named(kind: IdentifierKind, tokens: Sequence[Token], key: str) -> Identifier:
    return Identifier(kind=kind, start=tokens[0].start, end=tokens[-1].end, key=key)
