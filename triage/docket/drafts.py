"""The facts that a filing already tells, so that nobody types them again.

Only what was read as a number or a moment is taken; all else stays unknown, never guessed.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from corpus.ids import CarrierId
from corpus.reading import Precision, Quantity, Reading, ServiceImpact
from corpus.service import Service

_TO_THE_HOUR = frozenset({Precision.MINUTE, Precision.HOUR})
_TO_THE_DAY = _TO_THE_HOUR | {Precision.DAY}
_MINUTE = timedelta(minutes=1)


def draft_of(
    reading: Reading, carrier: CarrierId | None, *, whole: bool = False
) -> dict[str, Any] | None:
    """The facts of `reading`, as JSON has them; None where the day it happened is not known.

    With `whole`, the figures of the accident as a whole stand for every service that has none of
    its own, and a bound stands where no figure is named: good for what is likely, not for more.
    """
    occurred, known = reading.occurred, reading.known
    if occurred is None or occurred.precision not in _TO_THE_DAY:
        return None
    drafted: dict[str, Any] = {"occurred_at": occurred.at.isoformat()}
    if known and known.precision in _TO_THE_HOUR and known.at >= occurred.at:
        drafted["known_at"] = known.at.isoformat()
    if carrier:
        drafted["carrier"] = {"id": carrier}
    services = list(_services(reading, whole))
    return {**drafted, "services": services} if services else drafted


def _services(reading: Reading, whole: bool) -> Iterator[dict[str, Any]]:
    named: dict[Service, list[ServiceImpact]] = {}
    for impact in reading.services:
        named.setdefault(impact.service, []).append(impact)
    # A figure for the whole accident is a service's own only where there is one service.
    alone = whole or len(named) == 1
    for service, impacts in named.items():
        users = _largest(*(impact.users for impact in impacts), bound=whole)
        minutes: float | None = _largest(*(impact.minutes for impact in impacts))
        if alone:
            users = _largest(reading.users, bound=whole) if users is None else users
            minutes = _overall(reading) if minutes is None else minutes
        told = {"service": str(service), "users": users, "duration_minutes": minutes}
        yield {key: value for key, value in told.items() if value is not None}


def _overall(reading: Reading) -> float | None:
    told = _largest(reading.minutes)
    if told is not None or reading.occurred is None or reading.recovered is None:
        return told
    ends = (reading.occurred, reading.recovered)
    if reading.intervals or any(end.precision is not Precision.MINUTE for end in ends):
        return None
    minutes = (reading.recovered.at - reading.occurred.at) / _MINUTE
    return minutes if minutes >= 0 else None


def _largest(*quantities: Quantity | None, bound: bool = False) -> int | None:
    """The largest figure told; None where one is told by bounds alone, or none is.

    With `bound`, a lower bound stands for what is told by bounds alone.
    """
    told = [each for each in quantities if each is not None]
    values = [each.low if bound and each.value is None else each.value for each in told]
    known = [value for value in values if value is not None]
    return max(known) if told and len(known) == len(told) else None
