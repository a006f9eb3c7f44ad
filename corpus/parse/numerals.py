"""Numbers as Japanese and English write them."""

import re
from decimal import Decimal

ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?:\.[0-9]{1,6})?"
KANJI = "〇零一二三四五六七八九十百千"
_GROUP = rf"(?:(?:{ARABIC}[十百千]){{1,3}}|{ARABIC}|[{KANJI}]{{1,12}})"
NUMBER = (
    rf"(?<![0-9.,])(?:{_GROUP}[兆億万](?:{_GROUP}[億万])?(?:{_GROUP}(?![兆億万]))?|{_GROUP})"
    r"(?![.,]?[0-9])"
)
"""Pattern of one number: ``1億2,000万``, ``21.4万``, ``二千万``, ``50,246``. It has no groups."""

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"兆": 10**12, "億": 10**8, "万": 10**4}
_PARTS = re.compile(
    rf"(?P<arabic>{ARABIC})(?P<small>[十百千]?)|(?P<kanji>[{KANJI}]+)|(?P<large>[兆億万])"
)
SMALL_NUMBER = rf"(?<![0-9.,])(?:[0-9]{{1,4}}|[{KANJI}]{{1,12}})(?![.,]?[0-9])"
"""Pattern of a number in a date or a time: ``7``, ``二十五``. It has no groups."""


def read_number(written: str) -> Decimal:
    """The number that a match of `NUMBER` writes: 120,000,000 for ``1億2,000万``."""
    total = group = Decimal(0)
    for part in _PARTS.finditer(written):
        if part["large"]:
            total += (group or 1) * _LARGE[part["large"]]
            group = Decimal(0)
        elif part["kanji"]:
            group += _kanji(part["kanji"])
        else:
            group += Decimal(part["arabic"].replace(",", "")) * _SMALL.get(part["small"], 1)
    return total + group


def read_small(written: str) -> int:
    """The number that a match of `SMALL_NUMBER` writes: 25 for ``二十五``."""
    return int(written) if written.isascii() else _kanji(written)


def _kanji(written: str) -> int:
    """The number of ``二千五百`` (by place words) or ``二〇二二`` (digit by digit)."""
    if not _SMALL.keys() & set(written):
        return int("".join(str(_DIGITS[c]) for c in written))
    total, digit = 0, None
    for char in written:
        if char in _SMALL:
            total += (1 if digit is None else digit) * _SMALL[char]
            digit = None
        else:
            digit = (digit or 0) * 10 + _DIGITS[char]
    return total + (digit or 0)
