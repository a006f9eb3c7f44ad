"""Figures, moments and stretches in plain words that intake reads; text that files can hold."""

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias
from unicodedata import normalize

from corpus.japan import JST
from corpus.reading import Interval, Moment, Precision, Quantity

Written: TypeAlias = Callable[[int], str]

_CLOCKS = frozenset({Precision.HOUR, Precision.MINUTE})
_LINE_END = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")
# No file may hold controls and lone surrogates; marks that turn the direction of writing make a
# text look like another one.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
_PATTERNS = {
    Precision.YEAR: "{0.year}年",
    Precision.MONTH: "{0.year}年{0.month}月",
    Precision.DAY: "{0.year}年{0.month}月{0.day}日",
    Precision.HOUR: "{0.year}年{0.month}月{0.day}日 {0.hour}時",
    Precision.MINUTE: "{0.year}年{0.month}月{0.day}日 {0.hour}時{0.minute:02}分",
}
_HOUR = 60


def printable(text: str) -> str:
    """`text` without what no file may hold, its lines ended by line feeds, in NFC."""
    return normalize("NFC", _UNPRINTABLE.sub("", _LINE_END.sub("\n", text)))


def plain_moment(moment: Moment) -> str:
    """A point in time, by the clock of Japan: 2022年7月2日 1時35分."""
    at = moment.at.astimezone(JST) if moment.precision in _CLOCKS else moment.at
    return _PATTERNS[moment.precision].format(at)


def plain_count(users: Quantity) -> str:
    """A number of users: 約22,780,000人, 30,000人以上."""
    return _plain(users, lambda figure: f"{figure:,}人")


def plain_minutes(minutes: Quantity) -> str:
    """A duration: 61時間25分, 約2時間, 30分以内."""
    return _plain(minutes, lasting)


def lasting(minutes: int) -> str:
    """Whole minutes in hours and minutes."""
    hours, rest = divmod(minutes, _HOUR)
    parts = ([f"{hours}時間"] if hours else []) + ([f"{rest}分"] if rest or not hours else [])
    return "".join(parts)


def plain_intervals(intervals: Iterable[Interval]) -> str:
    """Stretches of time, in plain words."""
    return _joined(
        (plain_moment(i.start), plain_moment(i.end) if i.end else None) for i in intervals
    )


def told_intervals(intervals: Iterable[Interval]) -> str:
    """Stretches of time, in the words of the filing."""
    return _joined((i.start.text, i.end.text if i.end else None) for i in intervals)


def _joined(pairs: Iterable[tuple[str, str | None]]) -> str:
    return "、".join(f"{start}~{end or '現在'}" for start, end in pairs)


def _plain(quantity: Quantity, written: Written) -> str:
    about = "約" if quantity.approximate else ""
    if quantity.value is not None:
        return about + written(quantity.value)
    if quantity.low is not None and quantity.high is not None:
        return f"{about}{written(quantity.low)}~{written(quantity.high)}"
    if quantity.low is not None:
        return f"{about}{written(quantity.low)}以上"
    return f"{about}{written(quantity.high or 0)}以下"
