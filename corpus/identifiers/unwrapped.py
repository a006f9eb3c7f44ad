"""A text with the lines of a mail put together again: what a break, or quoting, tore apart.

Only where a word may go on: not behind the end of a sentence, not before a blank.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from corpus.identifiers.identifier import Identifier, IdentifierKind

_WORD = r"0-9A-Za-z０-９Ａ-Ｚａ-ｚぁ-ゖァ-ヺー一-鿿々"
_TORN = r"[ \t]*(?:\r\n|\n|\r)[ \t\u3000>|＞]*"
_BREAK = re.compile(rf"(?<=[{_WORD}\-@‐−－]){_TORN}(?=[{_WORD}\-@])|(?<=[0-9]\.){_TORN}(?=[0-9])")
_LATIN = re.compile(r"[A-Za-z]")
_GROWS = frozenset((IdentifierKind.PERSON, IdentifierKind.PLACE, IdentifierKind.SITE))
"""Kinds of which a part is often found by itself: 佐藤 in 佐藤太 / 郎."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwrapped:
    """`text` without its breaks; each of `gaps` is a place in it and how much is left out there.

    `breaks` are the stretches of the text as written that were left out.
    """

    text: str = field(repr=False)
    gaps: tuple[tuple[int, int], ...]
    breaks: tuple[tuple[int, int], ...]

    def crossing(self, found: Iterable[Identifier]) -> Iterator[Identifier]:
        """Those of `found` in `text` that reach over a break, with their places as written."""
        for one in found:
            start, end = self._written(one.start), self._written(one.end - 1) + 1
            first = bisect_right(self.breaks, (start, start))
            if first < len(self.breaks) and self.breaks[first][1] < end:
                yield replace(one, start=start, end=end)

    def _written(self, place: int) -> int:
        at = bisect_right(self.gaps, (place, len(self.text) + place)) - 1
        return place if at < 0 else place + self.gaps[at][1]


def unwrap(text: str) -> Unwrapped | None:
    """`text` unwrapped; None where no line of it breaks a word."""
    pieces: list[str] = []
    gaps: list[tuple[int, int]] = []
    breaks: list[tuple[int, int]] = []
    reached = length = left_out = 0
    for found in _BREAK.finditer(text):
        start, end = found.span()
        joint = " " if _parts_words(text, start, end) else ""
        pieces += [text[reached:start], joint]
        length += start - reached + len(joint)
        left_out += end - start - len(joint)
        gaps.append((length, left_out))
        breaks.append((start, end))
        reached = end
    if not breaks:
        return None
    return Unwrapped(
        text="".join((*pieces, text[reached:])), gaps=tuple(gaps), breaks=tuple(breaks)
    )


def grown(found: Iterable[Identifier], crossing: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """`found`, and those of `crossing` that stand where nothing was, or take their parts in."""
    settled = list(found)
    for one in crossing:
        touched = [each for each in settled if each.start < one.end and one.start < each.end]
        inside = all(
            one.start <= each.start and each.end <= one.end and each.kind in _GROWS
            for each in touched
        )
        if not touched or (inside and one.kind in _GROWS):
            settled = [each for each in settled if each not in touched]
            settled.append(one)
    return tuple(sorted(settled, key=lambda each: each.start))


def _parts_words(text: str, start: int, end: int) -> bool:
    """Whether a break stands for a blank, as it does between Latin words."""
    return bool(_LATIN.match(text, start - 1) and _LATIN.match(text, end))
