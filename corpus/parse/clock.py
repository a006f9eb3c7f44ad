"""Times of day: 1時35分, 午後3時頃, 25時30分, 01:35+09:00, and words that name no hour (未明)."""

import re
from dataclasses import dataclass

from corpus.parse.numerals import SMALL_NUMBER, read_small
from corpus.reading import Precision, Why

_HALF = r"(?P<half>午前|午後|[AP]\.?M\.?)"
TIME = (
    r"(?P<time>(?P<next>翌(?:朝|日)?\s?)?(?:"
    rf"(?:{_HALF}\s?)?(?P<hour>{SMALL_NUMBER})\s?時(?!間)(?:\s?(?P<minute>{SMALL_NUMBER})\s?分(?!間)|(?P<past>半))?"
    rf"(?:\s?{SMALL_NUMBER}秒)?"
    r"|(?:(?P<half2>午前|午後)\s?)?(?<![0-9:])T?(?P<h>[0-9]{1,2}):(?P<m>[0-5][0-9])(?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
    r"(?![0-9:])(?:\s?(?P<half3>[AP]\.?M\b\.?))?"
    r"(?:\s?(?P<zone>Z\b|[+\-][0-9]{2}:?[0-5][0-9]|\(?(?:JST|UTC|GMT)\b\)?))?"
    r"|(?P<noon>正午)"
    r")(?:\s?(?:頃|ごろ|ころ))?)"
)
"""Pattern of one time of day; its groups are read by `read_time`."""

_LAST_MINUTE = 59
_LAST_HOUR = 29  # 29時: five in the morning, in the day's own counting
_NOON = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class HourAndMinute:
    """A time of day, `days` after the day it is told with; `offset`: minutes from UTC, if told."""

    hour: int
    minute: int
    days: int
    precision: Precision
    offset: int | None


def read_time(found: re.Match[str]) -> HourAndMinute | Why:
    """The time of a match of `TIME`."""
    if found["noon"]:
        return HourAndMinute(hour=_NOON, minute=0, days=0, precision=Precision.MINUTE, offset=None)
    hour = read_small(found["hour"] or found["h"])
    minute, precision = _minute(found)
    half = (found["half"] or found["half2"] or found["half3"] or "").lower().replace(".", "")
    if half:
        turned = _of_half(half, hour)
        if isinstance(turned, Why):
            return turned
        hour = turned
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        return Why.NO_DATE
    return HourAndMinute(
        hour=hour % 24,
        minute=minute,
        days=hour // 24,
        precision=precision,
        offset=_offset(found["zone"]),
    )


def _minute(found: re.Match[str]) -> tuple[int, Precision]:
    """The minute, and whether it was told."""
    if told := found["minute"] or found["m"]:
        return read_small(told), Precision.MINUTE
    return (30, Precision.MINUTE) if found["past"] else (0, Precision.HOUR)


def _of_half(half: str, hour: int) -> int | Why:
    """The hour of 24; 午後12時 is read by some as noon and by some as midnight."""
    if hour == _NOON:
        return Why.AMBIGUOUS if half in {"午前", "午後"} else (0 if half == "am" else _NOON)
    if half in {"午後", "pm"}:
        return hour + _NOON if hour < _NOON else hour
    return hour if hour < _NOON else Why.AMBIGUOUS


def _offset(zone: str | None) -> int | None:
    """Minutes from UTC; None where no zone is told or it is Japan's."""
    if zone is None or "JST" in zone.upper():
        return None
    if zone[0] not in "+-":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return max(-1439, min(1439, -minutes if zone[0] == "-" else minutes))
