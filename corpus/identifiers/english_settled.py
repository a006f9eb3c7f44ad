"""What is seen of English names, settled: no overlaps, one key a person, no name left over."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.identifiers.english_lexicon import load_lexicon
from corpus.identifiers.english_tokens import Token
from corpus.identifiers.foreign_places import load_gazetteer
from corpus.identifiers.identifier import Identifier, IdentifierKind

_AGAIN = frozenset({IdentifierKind.PERSON, IdentifierKind.PLACE, IdentifierKind.OTHER})
_NEVER_CUT = frozenset({IdentifierKind.NUMBER, IdentifierKind.DATE})
_LONG_ENOUGH = 3
_LONGEST_NAME = 6
"""A name of more words (an address) is not looked for again."""


def apart(text: str, seen: Iterable[Identifier]) -> list[Identifier]:
    """`seen` in order of place; of what overlaps, the earlier and longer takes in the other.

    Only a number (of a card, a date) is never cut: what it cuts keeps what stands before it.
    """
    kept: list[Identifier] = []
    for one in sorted(seen, key=lambda one: (one.start, -one.end)):
        last = kept[-1] if kept else None
        if last is None or last.end <= one.start:
            kept.append(one)
        elif one.end > last.end and one.kind == last.kind:
            kept[-1] = replace(last, end=one.end, key=folded(text[last.start : one.end]))
        elif one.end > last.end and one.kind in _NEVER_CUT:
            kept[-1:] = [replace(last, end=one.start), one] if last.sure else [one]
        elif one.end > last.end and (one.sure or last.kind not in _NEVER_CUT):
            kept.append(replace(one, start=last.end))
    return [trimmed for one in kept if (trimmed := _trimmed(text, one))]


def again(tokens: Sequence[Token], seen: Sequence[Identifier]) -> Iterator[Identifier]:
    """Where what is `seen` stands once more in `tokens`, with the same capitals.

    Of a person's full name, each part is looked for too.
    """
    sought = _sought(tokens, seen)
    texts = [token.text for token in tokens]
    at = 0
    while at < len(tokens):
        length = 1
        for size in range(min(_LONGEST_NAME, len(tokens) - at), 0, -1):
            whose = sought.get(tuple(texts[at : at + size]))
            if whose:
                length = size
                yield replace(whose, start=tokens[at].start, end=tokens[at + size - 1].end)
                break
        at += length


def one_key_a_person(seen: Sequence[Identifier]) -> list[Identifier]:
    """`seen`, where a part of one full name is that person, and has the key of the whole."""
    whole: dict[str, set[str]] = {}
    people = {one.key for one in seen if one.kind == IdentifierKind.PERSON and one.sure}
    for key in people:
        parts = key.split()
        for part in parts if len(parts) > 1 else ():
            whole.setdefault(part, set()).add(key)
    return [_as_person(one, people, whole.get(one.key, set())) for one in seen]


def _as_person(one: Identifier, people: set[str], whole: set[str]) -> Identifier:
    if one.kind not in _AGAIN or one.key in load_gazetteer().countries:
        return one
    if one.key not in people and not whole and one.kind != IdentifierKind.PERSON:
        return one
    key = next(iter(whole)) if len(whole) == 1 else one.key
    return replace(one, kind=IdentifierKind.PERSON, key=key)


def folded(text: str) -> str:
    """`text` in small letters, its white space made single."""
    return " ".join(text.lower().split())


def _trimmed(text: str, one: Identifier) -> Identifier | None:
    """`one` without white space and commas around it; None where nothing is left."""
    words = text[one.start : one.end]
    start = one.start + len(words) - len(words.lstrip(" \t\r\n\u3000,;:"))
    end = one.end - (len(words) - len(words.rstrip(" \t\r\n\u3000,;:")))
    return replace(one, start=start, end=end) if start < end else None


def _sought(
    tokens: Sequence[Token], seen: Sequence[Identifier]
) -> dict[tuple[str, ...], Identifier]:
    """What to look for, by its words, and whose name it is."""
    sought: dict[tuple[str, ...], Identifier] = {}
    at = 0
    for one in seen:
        while at < len(tokens) and tokens[at].start < one.start:
            at += 1
        last = at
        while last < len(tokens) and tokens[last].end <= one.end:
            last += 1
        if one.kind in _AGAIN and 0 < last - at <= _LONGEST_NAME:
            for words in _names(tokens[at:last], one):
                sought.setdefault(words, one)
    return sought


def _names(words: Sequence[Token], one: Identifier) -> Iterator[tuple[str, ...]]:
    """The words of `one`, and each part of a full name, that may stand alone."""
    names = [word for word in words if _may_stand_alone(word)]
    if names and (len(words) > 1 or names[0] is words[0]):
        yield tuple(word.text for word in words)
    if one.kind == IdentifierKind.PERSON and one.sure and len(names) > 1:
        for word in names:
            yield (word.text,)


def _may_stand_alone(word: Token) -> bool:
    lexicon = load_lexicon()
    return (
        word.kind == "word"
        and word.text[0].isupper()
        and len(word.text) >= _LONG_ENOUGH
        and word.low not in lexicon.titles | lexicon.months | lexicon.weekdays
    )
