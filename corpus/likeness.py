"""How much a filing looks as if it were about an accident that another account tells of.

Points are given for each trait, and their sum decides whether a person is asked. The carrier is
not scored: only accounts that name the filing's carrier are ever laid beside it.
"""

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum

from corpus.area import NATIONWIDE, places_of
from corpus.reading import Precision
from corpus.service import Service
from corpus.traits import Traits

DAYS = 3
"""Accounts further apart than so many days are never laid beside each other."""
ENOUGH = 60
"""From so many points on, a person is asked."""

STARTS = ((1, 50), (6, 35), (24, 15), (72, 5))
"""Hours apart at most, and the points for it: tellings of one accident differ by up to a day."""
_LIMITS, _POINTS = zip(*STARTS, strict=True)
SAME_DAY = 40
"""Points for the same day, where one of the two tells no hour."""
AREA_SHARED, AREA_WIDE, AREA_OTHER = 25, 15, -35
SERVICE_SHARED, SERVICE_OTHER = 25, -15
UNTOLD = 10
"""Points for a trait that one of the two does not tell: it speaks neither for nor against."""
SIZE_SAME = 25
SIZE_TOLERANCE = 0.05

_KIN = {
    Service.EMERGENCY_VOICE: Service.VOICE,
    Service.INTERNET_CONNECTION: Service.INTERNET_ACCESS,
}
_EXACT = frozenset({Precision.MINUTE, Precision.HOUR})


class Trait(StrEnum):
    """What is laid side by side."""

    NAMED = "named"
    START = "start"
    AREA = "area"
    SERVICES = "services"
    SIZE = "size"


_COMPARED = (Trait.START, Trait.AREA, Trait.SERVICES, Trait.SIZE)


@dataclass(frozen=True, slots=True)
class Likeness:
    """The points one trait gives. They are the reasons of an offer, and their sum is its score."""

    trait: Trait
    points: int


@dataclass(frozen=True, slots=True)
class Laid:
    """Traits, ready to be laid beside many others."""

    day: int
    hour: float | None
    places: frozenset[str]
    services: frozenset[Service]
    users: int | None
    minutes: int | None


def laid(traits: Traits) -> Laid | None:
    """`traits` ready to be compared; None without a day, which no likeness can do without."""
    if traits.day is None:
        return None
    started = traits.started
    exact = started is not None and started.precision in _EXACT
    return Laid(
        day=traits.day.toordinal(),
        hour=started.at.timestamp() / 3600 if started is not None and exact else None,
        places=places_of(traits.area),
        services=frozenset(_KIN.get(each, each) for each in traits.services) - {Service.OTHER},
        users=traits.users,
        minutes=traits.minutes,
    )


def likeness(filing: Laid, other: Laid) -> tuple[Likeness, ...] | None:
    """The reasons to ask a person whether both are of one accident; None: there are too few."""
    start = _start(filing, other)
    if start is None:
        return None
    points, total, left = [start], start, AREA_SHARED + SERVICE_SHARED + SIZE_SAME
    for given, most in _AFTER_START:
        if total + left < ENOUGH:
            return None
        points.append(given(filing, other))
        total += points[-1]
        left -= most
    return tuple(map(Likeness, _COMPARED, points)) if total >= ENOUGH else None


def _start(one: Laid, other: Laid) -> int | None:
    days = abs(one.day - other.day)
    if days > DAYS:
        return None
    if one.hour is None or other.hour is None:
        return SAME_DAY if days == 0 else _within(24 * days)
    return _within(abs(one.hour - other.hour))


def _within(hours: float) -> int | None:
    place = bisect_left(_LIMITS, hours)
    return _POINTS[place] if place < len(_POINTS) else None


def _area(one: Laid, other: Laid) -> int:
    if not one.places or not other.places:
        return UNTOLD
    if one.places.isdisjoint(other.places):
        return AREA_OTHER
    wide = max(len(one.places), len(other.places)) >= NATIONWIDE
    return AREA_WIDE if wide else AREA_SHARED


def _services(one: Laid, other: Laid) -> int:
    if not one.services or not other.services:
        return UNTOLD
    return SERVICE_OTHER if one.services.isdisjoint(other.services) else SERVICE_SHARED


def _size(one: Laid, other: Laid) -> int:
    same = _near(one.users, other.users) or _near(one.minutes, other.minutes)
    return SIZE_SAME if same else 0


def _near(one: int | None, other: int | None) -> bool:
    if not one or not other:
        return False
    return abs(one - other) <= SIZE_TOLERANCE * max(one, other)


_AFTER_START = ((_area, AREA_SHARED), (_services, SERVICE_SHARED), (_size, SIZE_SAME))
