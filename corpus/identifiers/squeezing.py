"""Words without what is put between their letters: K.D.D.I. and ド コ モ as KDDI and ドコモ."""

import re
from dataclasses import dataclass

from corpus.identifiers.lookalike import KANA, STROKES

_KEPT = re.compile(r"[^\s.・·‧\-_'\"’‘“”,!*~`:^>|]+|(?<=[0-9])[.,](?=[0-9])")


@dataclass(frozen=True, slots=True)
class Squeezed:
    """`text` squeezed; `strokes`: the same with l for i and 1, o for 0; `places` lead back."""

    text: str
    strokes: str
    places: tuple[int, ...]

    def cuts(self, start: int, end: int) -> frozenset[int]:
        """Where something was left out between `start` and `end`, counted from `start`."""
        places = self.places
        return frozenset(
            n - start for n in range(start + 1, end) if places[n] != places[n - 1] + 1
        )


def squeeze(low: str) -> Squeezed:
    """`low` (as `corpus.identifiers.spelling` gives it, in lower case) squeezed."""
    kana = low.translate(KANA)
    pieces: list[str] = []
    places: list[int] = []
    for kept in _KEPT.finditer(kana):
        pieces.append(kept.group())
        places.extend(range(kept.start(), kept.end()))
    text = "".join(pieces)
    return Squeezed(text, text.translate(STROKES), tuple(places))
