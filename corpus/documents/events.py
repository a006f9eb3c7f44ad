"""What happened when, and how many users were hit at each hour: what the charts draw."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from corpus.documents.wording import printable
from corpus.japan import JST
from corpus.parse.counts import read_count
from corpus.parse.moments import find_moments
from corpus.reading import Moment, Precision, Quantity, Reading, Section
from corpus.shape import LONGEST, flat

_CLOCK = frozenset({Precision.MINUTE, Precision.HOUR})
_BULLET = re.compile(r"[\s・○●◆■\-(\[【<]*")
_MOST_EVENTS = 12
_MOST_LINES = 200
_LONGEST_NAME = 26
_LONG_AFTER = 2.0
_HOUR = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Something that lasted from `start` to `end`, or happened at one moment."""

    name: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Users hit over time: points of (hours since the beginning, users)."""

    name: str
    points: tuple[tuple[float, int], ...]


def stretches_of(reading: Reading) -> tuple[tuple[datetime, datetime], ...]:
    """When the outage lasted, as far as its beginning and end are told by the clock."""
    told: list[tuple[Moment | None, Moment | None]]
    told = [(each.start, each.end) for each in reading.intervals]
    told = told or [(reading.occurred, reading.recovered)]
    exact = [(a.at, b.at) for a, b in told if a and b and {a.precision, b.precision} <= _CLOCK]
    return tuple(sorted((a, b) for a, b in exact if a < b))


def spans_of(reading: Reading) -> tuple[Span, ...]:
    """The course of an accident: its stretches, and the moments that are told by the clock."""
    stretches = stretches_of(reading)
    spans = [Span(name=f"影響 {_clock(a)}～{_clock(b)}", start=a, end=b) for a, b in stretches]
    moments = (("覚知", reading.known), ("報告", reading.reported))
    for name, moment in moments if stretches else ():
        if moment and moment.precision in _CLOCK and _is_near(moment.at, stretches):
            spans.append(_point(f"{name} {_clock(moment.at)}", moment.at))
    for at, line in _course(reading) if stretches else ():
        if _is_near(at, stretches):
            spans.append(_point(_short(f"{_clock(at)} {line}"), at))
    ordered = sorted(dict.fromkeys(spans), key=lambda span: (span.start, span.start - span.end))
    return tuple(ordered[: _MOST_EVENTS + len(stretches)])


def users_over_time(reading: Reading) -> tuple[Series, ...]:
    """How many users were hit at each hour: as the course tells it, else while it lasted.

    Empty where neither is known.
    """
    stretches = stretches_of(reading)
    if not stretches:
        return ()
    beginning = stretches[0][0]
    told = _told_points(reading, beginning)
    if len(told) > 1:
        return (Series(name="影響利用者数（経過による）", points=told),)
    by_service = [
        Series(name=_named(impact.named, users), points=_plateaus(stretches, size, lasted))
        for impact in reading.services
        if (users := impact.users) and (size := _size(users))
        for lasted in [impact.minutes.value if impact.minutes else None]
    ]
    if by_service:
        return tuple(by_service)
    total = _size(reading.users)
    if reading.users is None or not total:
        return ()
    return (
        Series(name=_named("影響利用者数", reading.users), points=_plateaus(stretches, total)),
    )


def _plateaus(
    stretches: tuple[tuple[datetime, datetime], ...], users: int, lasted: int | None = None
) -> tuple[tuple[float, int], ...]:
    """Up at the beginning of each stretch, down at its end; `lasted`: minutes of this service."""
    if lasted is not None and len(stretches) == 1:
        stretches = ((stretches[0][0], stretches[0][0] + timedelta(minutes=lasted)),)
    beginning = stretches[0][0]
    points: list[tuple[float, int]] = []
    for start, end in stretches:
        a, b = _hours(beginning, start), _hours(beginning, end)
        points += [(a, 0), (a, users), (b, users), (b, 0)]
    return tuple(points)


def _told_points(reading: Reading, beginning: datetime) -> tuple[tuple[float, int], ...]:
    """The numbers of users that lines of the course tell with a time."""
    told = ((at, read_count(line)) for at, line in _course(reading))
    points = [
        (_hours(beginning, at), size)
        for at, users in told
        if isinstance(users, Quantity) and (size := _size(users)) is not None
    ]
    return tuple(sorted(dict.fromkeys(points)))


def _course(reading: Reading) -> Iterator[tuple[datetime, str]]:
    """The lines of the course that begin with a time, and what they say."""
    near = reading.occurred.at.astimezone(JST).date() if reading.occurred else None
    for line in reading.sections.get(Section.COURSE, "").split("\n")[:_MOST_LINES]:
        told = flat(line[:LONGEST])
        bullet = _BULLET.match(told)
        moment, end = _first_moment(told, near)
        if bullet is None or moment is None or not told[bullet.end() :].startswith(moment.text):
            continue
        near = moment.at.date()
        if moment.precision in _CLOCK and (rest := told[end:].strip(" )]】>、:・~-")):
            yield moment.at, printable(rest)


def _first_moment(told: str, near: date | None) -> tuple[Moment | None, int]:
    place = next(iter(find_moments(told, near)), None)
    if place is None or not isinstance(place.read, Moment):
        return None, 0
    return place.read, place.end


def _is_near(at: datetime, stretches: tuple[tuple[datetime, datetime], ...]) -> bool:
    """Whether a moment is near enough to be drawn with the outage: reports come weeks later."""
    start, end = stretches[0][0], stretches[-1][1]
    slack = (end - start) * _LONG_AFTER
    return start - slack <= at <= end + slack


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _point(name: str, at: datetime) -> Span:
    return Span(name=name, start=at, end=at)


def _named(name: str, users: Quantity) -> str:
    if users.value is not None:
        return f"{name}（約）" if users.approximate else name
    return f"{name}（以上）" if users.low is not None else f"{name}（以下）"


def _size(users: Quantity | None) -> int | None:
    """The figure that is drawn: the one named, else a bound."""
    if users is None:
        return None
    figures = (users.value, users.low, users.high)
    return next((figure for figure in figures if figure is not None), None)


def _hours(beginning: datetime, at: datetime) -> float:
    return round((at - beginning).total_seconds() / _HOUR, 3)


def _clock(at: datetime) -> str:
    told = at.astimezone(JST)
    return f"{told.month}/{told.day} {told.hour}:{told.minute:02}"
