"""How wide a text is shown: a kanji takes two places, a Latin letter one, a mark none."""

import unicodedata

_WIDE = frozenset("WFA")
CUT = "…"


def width_of(text: str) -> int:
    """The places `text` takes in one line."""
    return sum(_places(character) for character in text)


def cut_to(text: str, width: int) -> str:
    """`text`, cut where it takes more than `width` places; … then stands at its end."""
    if len(text) * 2 <= width:
        return text
    reached = 0
    for at, character in enumerate(text):
        reached += _places(character)
        if reached > width:
            return text[:at].rstrip() + CUT
    return text


def _places(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
