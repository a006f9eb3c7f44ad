"""Folding: text as it is compared (NFKC, lower case), with the way back to the text as written.

Reports mix full and half width (ＢＧＰ, ｹｰﾌﾞﾙ); what is found in the folded text must be shown, or
taken out, in the original.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
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
    folded, starts, ends = rewritten(text, _NOT_PLAIN, _folded, plain=str.lower)
    return Folded(text=folded, starts=starts, ends=ends)


def rewritten(
    text: str,
    odd: re.Pattern[str],
    write: Callable[[str], str],
    plain: Callable[[str], str] = str,
) -> tuple[str, list[int], list[int]]:
    """`text` with every cluster of its `odd` stretches as `write` gives it, and the way back.

    A cluster is a character and the marks that join it. What stands between goes through `plain`,
    which leaves it as long as it is.
    """
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    told = 0
    for stretch in odd.finditer(text):
        pieces.append(plain(text[told : stretch.start()]))
        starts.extend(range(told, stretch.start()))
        ends.extend(range(told + 1, stretch.start() + 1))
        told = stretch.end()
        for start, end in _clusters(text, stretch.start(), stretch.end()):
            piece = write(text[start:end])
            pieces.append(piece)
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
    pieces.append(plain(text[told:]))
    starts.extend(range(told, len(text)))
    ends.extend(range(told + 1, len(text) + 1))
    return "".join(pieces), starts, ends


def _folded(cluster: str) -> str:
    return unicodedata.normalize("NFKC", cluster).lower()


def _clusters(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of `text` between `start` and `end` that are normalised together."""
    cuts = [start]
    for at in range(start + 1, end):
        if not _joins(text[at]) or at - cuts[-1] >= _LONGEST_CLUSTER:
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _joins(character: str) -> bool:
    return character in "ﾞﾟ" or unicodedata.combining(character) != 0
