"""Folding: text as it is compared (NFKC, lower case), with the way back to the text as written.

Reports mix full and half width (ＢＧＰ, ｹｰﾌﾞﾙ); what is found in the folded text must be shown, or
taken out, in the original.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_PLAIN = r"\n\r\t -~ぁ-ゖァ-ー一-鿿、。「」『』・〜〇々"
"""Characters that NFKC leaves alone and that join with nothing before them."""
_ALL_PLAIN = re.compile(f"[{_PLAIN}]*")
_NOT_PLAIN = re.compile(f"[{_PLAIN}]?[^{_PLAIN}]+")
_LONGEST_CLUSTER = 32  # normalising n combining marks at once costs n²: a hostile run is cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A folded text; `starts` and `ends` lead back, both empty when the places are the same."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded stretch `start` to `end` (not empty) stands in the original."""
        if not self.starts:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """`text` folded, in time linear in its length."""
    if _ALL_PLAIN.fullmatch(text):
        return Folded(text=text.lower(), starts=(), ends=())
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    told = 0
    for odd in _NOT_PLAIN.finditer(text):
        pieces.append(text[told : odd.start()].lower())
        starts.extend(range(told, odd.start()))
        ends.extend(range(told + 1, odd.start() + 1))
        told = odd.end()
        for start, end in _clusters(text, odd.start(), odd.end()):
            piece = unicodedata.normalize("NFKC", text[start:end]).lower()
            pieces.append(piece)
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
    pieces.append(text[told:].lower())
    starts.extend(range(told, len(text)))
    ends.extend(range(told + 1, len(text) + 1))
    return Folded(text="".join(pieces), starts=starts, ends=ends)


def _clusters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of `text` between `start` and `end` that are normalised together."""
    cuts = [start]
    for at in range(start + 1, end):
        if not _joins(text[at]) or at - cuts[-1] >= _LONGEST_CLUSTER:
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _joins(character: str) -> bool:
    return character in "ﾞﾟ" or unicodedata.combining(character) != 0
