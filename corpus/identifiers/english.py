"""Names in English text: people, places, peoples, street addresses, organisations."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from corpus.identifiers.english_lexicon import load_lexicon
from corpus.identifiers.english_listed import listed_people, listed_places
from corpus.identifiers.english_patterns import numbers_and_addresses
from corpus.identifiers.english_settled import again, apart, one_key_a_person
from corpus.identifiers.english_tagger import Run, Tagger, load_tagger
from corpus.identifiers.english_tokens import Token, narrowed, tokens_of
from corpus.identifiers.foreign_places import load_gazetteer
from corpus.identifiers.identifier import Identifier, IdentifierKind

KINDS = {
    "person": IdentifierKind.PERSON,
    "place": IdentifierKind.PLACE,
    "people": IdentifierKind.PLACE,
    "address": IdentifierKind.PLACE,
    "firm": IdentifierKind.OTHER,
    "age": IdentifierKind.OTHER,
}
"""The kind of each sort of run that is told; the names of jobs are not."""
SURE = 0.9
_ENOUGH_WORDS = 6
"""In text of kana and kanji, of a stretch of fewer words only people of known names are told."""
_BLOCK = 300
"""Tokens that are tagged together: longer text is cut at a line or at the end of a sentence."""
_ASIAN = re.compile("[぀-ヿ㐀-鿿가-힯]")
_STRETCH = re.compile("[^、-〿぀-ヿ㐀-鿿가-힯]+")


@dataclass(frozen=True, slots=True)
class EnglishNames:
    """The layer of names in English text."""

    tagger: Tagger

    @classmethod
    def load(cls) -> Self:
        """The layer with the weights and lists that come with the program."""
        return cls(load_tagger())

    def see(self, text: str) -> Iterable[Identifier]:
        """The names in `text`, as written, in order; they do not overlap."""
        plain = narrowed(text)
        stretches = [_tokens(found) for found in _STRETCH.finditer(plain)]
        asian = _ASIAN.search(plain) is not None
        seen = list(numbers_and_addresses(plain))
        for tokens in stretches:
            tagged = self._tagged(tokens)
            words = sum(token.kind == "word" for token in tokens)
            few = asian and words < _ENOUGH_WORDS
            seen.extend(listed_people(tokens))
            seen.extend(filter(_known_person, tagged) if few else tagged)
            seen.extend(listed_places(tokens))
        settled = apart(plain, seen)
        all_tokens = [token for tokens in stretches for token in tokens]
        return one_key_a_person(apart(plain, [*settled, *again(all_tokens, settled)]))

    def _tagged(self, tokens: Sequence[Token]) -> Iterator[Identifier]:
        for block in _blocks(tokens):
            for run in self.tagger.runs(block):
                found = _told(block, run)
                if found:
                    yield found


def _tokens(stretch: re.Match[str]) -> list[Token]:
    """The tokens of a stretch where no kana or kanji stands, with their places in the text."""
    by = stretch.start()
    return [
        replace(token, start=token.start + by, end=token.end + by)
        for token in tokens_of(stretch[0])
    ]


def _blocks(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    first = 0
    for at, token in enumerate(tokens):
        size = at + 1 - first
        if (size >= _BLOCK and token.low in ("\n", ".")) or size >= 2 * _BLOCK:
            yield tokens[first : at + 1]
            first = at + 1
    if first < len(tokens):
        yield tokens[first:]


def _told(tokens: Sequence[Token], run: Run) -> Identifier | None:
    """What `run` names, where that is told."""
    kind = KINDS.get(run.sort)
    within = tokens[run.first : run.last]
    words = [token for token in within if token.kind in ("word", "number")]
    if kind is None or not words or not _is_a_name(run.sort, words):
        return None
    if run.odds < SURE and run.sort != "people" and _is_small_among_capitals(within, tokens):
        return None
    return Identifier(
        kind=kind,
        start=within[0].start,
        end=within[-1].end,
        key=_key(run.sort, words),
        sure=run.odds >= SURE,
    )


def _is_small_among_capitals(within: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Whether `within` is words that have no capital where others have: traffic rose."""
    if not all(token.kind == "word" and token.text[0].islower() for token in within):
        return False
    return any(token.kind == "word" and token.text[0].isupper() for token in tokens)


def _is_a_name(sort: str, words: Sequence[Token]) -> bool:
    """Whether `words` are more than days, months and, but for addresses and ages, numbers."""
    lexicon = load_lexicon()
    if all(word.low in lexicon.months | lexicon.weekdays for word in words):
        return False
    return sort in ("address", "age") or any(word.kind == "word" for word in words)


def _known_person(one: Identifier) -> bool:
    """Whether `one` is a full name of which the lexicon knows a part."""
    parts = one.key.split()
    known = load_lexicon().given | load_lexicon().surnames
    return one.kind == IdentifierKind.PERSON and len(parts) > 1 and not known.isdisjoint(parts)


def _key(sort: str, words: Sequence[Token]) -> str:
    """The key of what `words` name: a person's without the title, a people's its country."""
    named = list(words)
    if sort == "person":
        named = [word for word in words if word.low not in load_lexicon().titles] or named
    key = " ".join(word.low for word in named)
    gazetteer = load_gazetteer()
    if sort == "place":
        return gazetteer.places.get(tuple(word.low for word in words), key)
    return gazetteer.people.get(key, key) if sort == "people" else key
