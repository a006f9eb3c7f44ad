"""A text as its names are spelled: one width, nothing invisible, letters for their look-alikes.

Case is kept, unlike in `corpus.folding`: Three is a carrier where three is a number.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.identifiers.lookalike import INVISIBLE, LETTERS

_PLAIN = r"\n\r\t -~ぁ-ゖァ-ー一-鿿、。「」『』・〇々"
_ALL_PLAIN = re.compile(f"[{_PLAIN}]*")
_NOT_PLAIN = re.compile(f"[{_PLAIN}]?[^{_PLAIN}]+")
_LONGEST_CLUSTER = 32  # normalising n combining marks at once costs n²: a hostile run is cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """A text as spelled, and in lower case; both of one length.

    `starts` and `ends` lead back to the text as written, both empty when the places are the same.
    """

    text: str
    low: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the stretch `start` to `end` (not empty) stands in the text as written."""
        if not self.starts:
            return start, end
        return self.starts[start], self.ends[end - 1]


def spell(text: str) -> Spelled:
    """`text` as it is spelled, in time linear in its length."""
    if _ALL_PLAIN.fullmatch(text):
        return Spelled(text=text, low=text.lower(), starts=(), ends=())
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    told = 0
    for odd in _NOT_PLAIN.finditer(text):
        pieces.append(text[told : odd.start()])
        starts.extend(range(told, odd.start()))
        ends.extend(range(told + 1, odd.start() + 1))
        told = odd.end()
        for start, end in _clusters(text, odd.start(), odd.end()):
            piece = _spelled(text[start:end])
            pieces.append(piece)
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
    pieces.append(text[told:])
    starts.extend(range(told, len(text)))
    ends.extend(range(told + 1, len(text) + 1))
    spelled = "".join(pieces)
    return Spelled(text=spelled, low=lower(spelled), starts=starts, ends=ends)


def lower(spelled: str) -> str:
    """`spelled` in lower case, character by character: its length stays (İ would become two)."""
    low = spelled.lower()
    if len(low) == len(spelled):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in spelled)


def _clusters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of `text` between `start` and `end` that are normalised together."""
    cuts = [start]
    for at in range(start + 1, end):
        if not _joins(text[at]) or at - cuts[-1] >= _LONGEST_CLUSTER:
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _joins(character: str) -> bool:
    return character in "ﾞﾟ" or unicodedata.combining(character) != 0


def _spelled(cluster: str) -> str:
    """A character with the marks on it, as it is spelled; empty where it is invisible."""
    seen = "".join(c for c in cluster if c not in INVISIBLE)
    whole = unicodedata.normalize("NFKC", seen).translate(LETTERS)
    if whole.isascii():
        return whole
    return "".join(_without_accents(c) for c in whole)


def _without_accents(character: str) -> str:
    """A Latin letter without its accents (é is e); any other character as it is."""
    bare = unicodedata.normalize("NFD", character)
    if bare[0].isascii():
        return bare[0]
    return "" if unicodedata.category(character) == "Mn" and character not in "゙゚" else character
