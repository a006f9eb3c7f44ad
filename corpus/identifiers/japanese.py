"""Names in Japanese text: people and places.

What may be a person's name and may as well be none is of the kind *other*, and not sure.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Self

from corpus.identifiers.identifier import Identifier, IdentifierKind
from corpus.identifiers.japanese_words import sentences_of
from corpus.identifiers.people import Name, PeopleFinder, Words, load_people
from corpus.identifiers.people_listed import ListedPeople, load_listed_people
from corpus.identifiers.places import load_places, places_in
from corpus.identifiers.spelling import Spelled, spell

SURE = 0.6
"""How likely a name is from which on no person needs to look."""
_JAPANESE = re.compile("[ぁ-ゖァ-ヺ一-鿿]")
_BREAK = re.compile(r"(?<=[一-鿿々ぁ-ゖァ-ー])[ \t\r\n]+(?=[一-鿿々ァ-ー])")
_LETTERS = re.compile(r"\S(?:\s+\S)+")
_LONGEST_BREAK = 6
_AROUND = 24
"""How much of the text beside a break is read with the break taken out."""

Spot = tuple[int, int, float]
"""Where a name begins and ends, and how likely it is one; 0 where a person should look."""


@dataclass(frozen=True, slots=True)
class JapaneseNames:
    """The layer of names in Japanese text."""

    people: PeopleFinder
    listed: ListedPeople

    @classmethod
    def load(cls) -> Self:
        """The layer with the weights and lists that come with the program."""
        return cls(load_people(), load_listed_people())

    def see(self, text: str) -> Iterable[Identifier]:
        """The people and places in `text`, as written, in order; they do not overlap."""
        spelled = spell(text)
        usual = self.listed.usual(spelled.text)
        people = [(start, end, 1.0) for start, end in self.listed.see(usual)]
        places = [(start, end) for start, end, _ in load_places().in_english(usual)]
        if _JAPANESE.search(usual):
            found, known = self._read(usual)
            people += [*found, *self._broken(usual, found)]
            places += known
        taken = bytearray(len(usual))
        named = [spot for spot in people if spot[2] > 0]
        doubtful = [spot for spot in people if spot[2] == 0]
        seen = [*_persons(spelled, named, taken), *_places(spelled, places, taken)]
        seen += _persons(spelled, doubtful, taken)
        return sorted(seen, key=lambda one: one.start)

    def _read(self, text: str) -> tuple[list[Spot], list[tuple[int, int]]]:
        """The people and the places that the words of `text` name."""
        people: list[Spot] = []
        places: list[tuple[int, int]] = []
        for words, names in self.people.names(list(sentences_of(text))):
            people += [_spot(words, name) for name in names]
            taken = [(name.first, name.last) for name in names if not name.doubtful]
            for first, last in places_in(words, taken):
                places.append((words[first].start, words[last - 1].end))
        return people, places

    def _broken(self, text: str, found: Sequence[Spot]) -> Iterator[Spot]:
        """People whose name is broken by spaces or by the end of a line, and was not found so."""
        covered = bytearray(len(text))
        for start, end, _ in found:
            if any(letter.isspace() for letter in text[start:end]):
                covered[start:end] = b"\x01" * (end - start)
        windows = list(_windows(text))
        named = self._named(dict.fromkeys(window for window, _ in windows))
        for window, places in windows:
            for start, end, likely in named[window]:
                first, last = places[start], places[end - 1] + 1
                broken = last - first > end - start
                new = not any(covered[first:last]) or _LETTERS.fullmatch(text, first, last)
                if likely >= SURE and broken and new:
                    yield first, last, likely

    def _named(self, windows: Iterable[str]) -> dict[str, list[Spot]]:
        """The people in each of `windows`."""
        read = {window: list(sentences_of(window)) for window in windows}
        names = self.people.names([words for every in read.values() for words in every])
        return {
            window: [
                _spot(words, name) for words, found in islice(names, len(every)) for name in found
            ]
            for window, every in read.items()
        }


def _windows(text: str) -> Iterator[tuple[str, list[int]]]:
    """Stretches of `text` around breaks, without the breaks, and where each letter stands."""
    reached = 0
    for found in _BREAK.finditer(text):
        if found.start() < reached or found.end() - found.start() > _LONGEST_BREAK:
            continue
        reached = min(found.end() + _AROUND, len(text))
        letters = [
            at
            for at in range(max(found.start() - _AROUND, 0), reached)
            if not text[at].isspace() or text[at] == "　"
        ]
        yield "".join(text[at] for at in letters), letters


def _spot(words: Words, name: Name) -> Spot:
    likely = 0.0 if name.doubtful else name.likely
    return words[name.first].start, words[name.last - 1].end, likely


def _persons(spelled: Spelled, found: Sequence[Spot], taken: bytearray) -> Iterator[Identifier]:
    """The people found, the longest first; a name of one word goes with a longer one."""
    kept: list[tuple[int, int, float, str]] = []
    for start, end, likely in sorted(found, key=lambda spot: (spot[0] - spot[1], spot[0])):
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append((start, end, likely, "".join(spelled.low[start:end].split())))
    keys = sorted({key for *_, key in kept})
    for first, last, likely, key in kept:
        longer = _longer(keys, key)
        start, end = spelled.span(first, last)
        yield Identifier(
            kind=IdentifierKind.PERSON if likely > 0 else IdentifierKind.OTHER,
            start=start,
            end=end,
            key=longer[0] if len(longer) == 1 and len(key) > 1 else key,
            sure=likely >= SURE,
        )


def _longer(keys: Sequence[str], key: str) -> Sequence[str]:
    """The first two, if there are so many, of the sorted `keys` that begin with `key`."""
    at = bisect_right(keys, key)
    return [each for each in keys[at : at + 2] if each.startswith(key)]


def _places(
    spelled: Spelled, found: Sequence[tuple[int, int]], taken: bytearray
) -> Iterator[Identifier]:
    """The places found that are nobody's name."""
    japanese = load_places().japanese
    for start, end in sorted(found, key=lambda spot: (spot[0] - spot[1], spot[0])):
        if any(taken[start:end]):
            continue
        taken[start:end] = b"\x01" * (end - start)
        words = spelled.text[start:end]
        first, last = spelled.span(start, end)
        yield Identifier(
            kind=IdentifierKind.PLACE,
            start=first,
            end=last,
            key=japanese.get(words, "".join(words.lower().split())),
        )
