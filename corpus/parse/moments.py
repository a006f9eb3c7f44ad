"""When: dates and times as reports write them, in Japanese eras, in western years, in English."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

from corpus.japan import JST
from corpus.parse.clock import TIME, HourAndMinute, read_time
from corpus.parse.days import DATE, Day, read_day
from corpus.parse.words import is_pending
from corpus.reading import Moment, Precision, Why
from corpus.shape import LONGEST, flat

_TOKEN = re.compile(rf"{DATE}|{TIME}", re.IGNORECASE)
_GAP = re.compile(r"[\s,、・の:T(]*(?:\([0-9]{1,2}\)|頃|ごろ|ころ|at)?[\s(]*", re.IGNORECASE)
_ON = re.compile(r",?\s?(?:on\s)?", re.IGNORECASE)
_MOST_TOKENS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A moment, or why there is none, and where in the flat text it stands."""

    start: int
    end: int
    read: Moment | Why


def read_moment(text: str, near: date | None = None) -> Moment | Why:
    """The one point in time that `text` tells; `near`: the day that 7月2日 and 翌日 are told from.

    Where it is told twice, 令和4年7月2日(2022/07/02), the more exact is read; two different
    ones are `Why.AMBIGUOUS`.
    """
    return _read(text, near) if len(text) <= LONGEST else Why.NO_DATE


@lru_cache(maxsize=8192)
def _read(text: str, near: date | None) -> Moment | Why:
    """What `read_moment` gives, for a text short enough to be a field."""
    told = flat(text).strip()
    places = list(find_moments(told, near))
    if not places:
        return Why.PENDING if is_pending(told) else Why.NO_DATE
    moments = []
    for place in places:
        if isinstance(place.read, Why):
            return place.read
        moments.append(place.read)
    best = max(moments, key=lambda moment: _EXACTNESS[moment.precision])
    if all(covers(moment, best) for moment in moments):
        return replace(best, text=text.strip())
    return Why.AMBIGUOUS


_EXACTNESS = {precision: -n for n, precision in enumerate(Precision)}


def covers(wide: Moment, narrow: Moment) -> bool:
    """Whether `narrow` lies within the stretch of time that `wide` leaves open."""
    parts = {Precision.YEAR: 1, Precision.MONTH: 2, Precision.DAY: 3, Precision.HOUR: 4}
    n = parts.get(wide.precision, 5)
    return wide.at.timetuple()[:n] == narrow.at.astimezone(wide.at.tzinfo).timetuple()[:n]


def find_moments(told: str, near: date | None = None) -> Iterator[Place]:
    """Every moment in `told` (as `corpus.shape.flat` gives it), in order.

    A time takes the date just before it, else that of the moment before it, else `near`.
    """
    tokens = [m for _, m in zip(range(_MOST_TOKENS), _TOKEN.finditer(told), strict=False)]
    day = Day(near, Precision.DAY) if near else None
    for date_, time_ in _grouped(told, tokens):
        if date_:
            day = read_day(date_, day.day if day else None)
        yield _place(told, date_, time_, day)
        if time_:
            day = _carried(time_, day)


def _grouped(
    told: str, tokens: list[re.Match[str]]
) -> Iterator[tuple[re.Match[str] | None, re.Match[str] | None]]:
    """The dates and times that stand together as one moment, and those that stand alone."""
    n = 0
    while n < len(tokens):
        first, second = tokens[n], tokens[n + 1] if n + 1 < len(tokens) else None
        if (
            second
            and first["date"]
            and second["time"]
            and _GAP.fullmatch(told, first.end(), second.start())
        ):
            yield first, second
            n += 2
        elif (
            second
            and first["time"]
            and _is_english(second)
            and _ON.fullmatch(told, first.end(), second.start())
        ):
            yield second, first
            n += 2
        else:
            yield (first, None) if first["date"] else (None, first)
            n += 1


def _is_english(token: re.Match[str]) -> bool:
    """Whether `token` is a date that English puts behind the time: 20:05 UTC on 3 March 2026."""
    return bool(token["ey"] or token["fy"])


def _carried(token: re.Match[str], day: Day | None) -> Day | None:
    """The day on which a later time in the text falls: 翌2時 moves it on."""
    if day is None or day.day is None or not token["next"]:
        return day
    return Day(day.day + timedelta(days=1), day.precision)


def _place(
    told: str, date_: re.Match[str] | None, time_: re.Match[str] | None, day: Day | None
) -> Place:
    """The moment of a date, of a time, or of both."""
    parts = [token for token in (date_, time_) if token]
    start, end = min(token.start() for token in parts), max(token.end() for token in parts)
    return Place(start=start, end=end, read=_moment(day, time_, told[start:end].strip()))


def _moment(day: Day | None, time_: re.Match[str] | None, text: str) -> Moment | Why:
    """The moment that a day and a time make."""
    if day is None:
        return Why.AMBIGUOUS
    if day.day is None:
        return day.fault or Why.NO_DATE
    if time_ is None:
        return Moment(at=_at(day.day, None), precision=day.precision, text=text)
    if day.precision is not Precision.DAY:
        return Why.AMBIGUOUS
    clock = read_time(time_)
    if isinstance(clock, Why):
        return clock
    shift = timedelta(days=clock.days + (1 if time_["next"] else 0))
    return Moment(at=_at(day.day + shift, clock), precision=clock.precision, text=text)


def _at(day: date, clock: HourAndMinute | None) -> datetime:
    """The datetime of `day`, at its start where no clock is told."""
    if clock is None:
        return datetime.combine(day, time(), JST)
    zone = JST if clock.offset is None else timezone(timedelta(minutes=clock.offset))
    return datetime.combine(day, time(clock.hour, clock.minute), zone)
