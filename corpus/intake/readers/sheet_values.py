"""What a cell of a spreadsheet says: the stored number and its format, as text."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum, auto
from math import isfinite

_DAY_SECONDS = 86_400
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_NO_SUCH_DAY = 60
"""Spreadsheets have a 29 February 1900: before it, days since the epoch are one more."""
_LAST_DAY = 2_958_465  # 9999-12-31
_PLAIN = re.compile(r"-?\d+")
_SIGNIFICANT = 15
"""Digits that spreadsheets show: 0.1 + 0.2 is stored as 0.30000000000000004."""
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|general|am/pm|a/p|e[+-]', re.IGNORECASE)
_DATE_PART = re.compile(r"[ydg]|aaa", re.IGNORECASE)
_TIME_PART = re.compile(r"[hs]", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Format(Enum):
    """What a number in a cell stands for."""

    NUMBER = auto()
    DATE = auto()  # perhaps with a time of day
    TIME = auto()  # of day, or how long; past 24 hours too


# Formats that are known by number. 27 to 36 and 50 to 58 are dates in a Japanese Excel (令和4年…),
# and times at 32 and 33; no file spells them out.
_KNOWN = {
    **dict.fromkeys(
        (*range(14, 18), 22, *range(27, 32), *range(34, 37), *range(50, 59)), Format.DATE
    ),
    **dict.fromkeys((*range(18, 22), 32, 33, 45, 46, 47), Format.TIME),
}


def format_of(number: int, codes: Mapping[int, str]) -> Format:
    """What the number format of that number shows; `codes` are those that the file spells out."""
    if number in codes:
        return _format_of_code(codes[number])
    return _KNOWN.get(number, Format.NUMBER)


def number_text(stored: str, shown_as: Format, *, from_1904: bool) -> str:
    """A stored number as text: ``22780000``, ``0.125``, ``2022-07-02T01:35:00``, ``61:25:00``.

    A number that is no date or time, though formatted as one, stays a number.

    Raises:
        ValueError: it is no number.
    """
    if shown_as is not Format.NUMBER:
        serial = float(stored)
        if shown_as is Format.TIME or 0 <= serial < 1:
            return _time_text(serial) or _plain(stored)
        return _date_text(serial, from_1904=from_1904) or _plain(stored)
    return _plain(stored)


def unescaped(text: str) -> str:
    """`text` with ``_x000D_`` and the like as the characters that they stand for."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _format_of_code(code: str) -> Format:
    first = code.split(";", 1)[0]
    if _ELAPSED.search(first):
        return Format.TIME
    letters = _LITERAL.sub("", first)
    timed = _TIME_PART.search(letters)
    if _DATE_PART.search(letters) or ("m" in letters.lower() and not timed):
        return Format.DATE
    return Format.TIME if timed else Format.NUMBER


def _plain(stored: str) -> str:
    stored = stored.strip()
    if _PLAIN.fullmatch(stored):
        return stored
    number = float(stored)
    if not isfinite(number):
        raise ValueError("not finite")
    return f"{Decimal(f'{number:.{_SIGNIFICANT}g}'):f}"


def _time_text(serial: float) -> str:
    if not 0 <= serial <= _LAST_DAY:
        return ""
    minutes, seconds = divmod(round(serial * _DAY_SECONDS), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _date_text(serial: float, *, from_1904: bool) -> str:
    epoch = _EPOCH_1904 if from_1904 else _EPOCH_1900
    if not 0 <= serial <= _LAST_DAY or (not from_1904 and int(serial) == _NO_SUCH_DAY):
        return ""
    if not from_1904 and serial < _NO_SUCH_DAY:
        serial += 1
    seconds = timedelta(seconds=round(serial * _DAY_SECONDS))
    moment = datetime(epoch.year, epoch.month, epoch.day) + seconds
    return moment.isoformat() if moment.time().isoformat() != "00:00:00" else str(moment.date())
