"""How many users, how long, from when: as each source and version tells it, side by side.

Sources disagree (domain: one accident is 1 h 43 min in one table and 2 h 58 min in another), and
staged filings correct themselves. Nothing is merged: each figure keeps the account it is from.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import combinations
from typing import Any

from sqlite_utils import Database

from corpus.door import audiences_json, seen
from corpus.ids import AccountId, IncidentId
from corpus.reading import Moment, Precision, Quantity, Reading
from corpus.record import Record
from corpus.service import Service
from corpus.viewer import Viewer

APPROXIMATE = 0.05
"""How far apart two figures may lie, one of them called about (約), and still agree."""

_SHARED_TEXT = {  # how much of an ISO text a moment of that precision tells
    Precision.YEAR: 4,
    Precision.MONTH: 7,
    Precision.DAY: 10,
    Precision.HOUR: 13,
    Precision.MINUTE: 16,
}


class Name(StrEnum):
    """What a figure is of."""

    USERS = "users"
    MINUTES = "minutes"
    STARTED_AT = "started_at"
    ENDED_AT = "ended_at"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One figure: a quantity or a moment, of the whole accident or of one service."""

    name: Name
    told: Quantity | Moment
    service: Service | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure and where it is from.

    `account` is its source; `version` which filing of that carrier about the incident, None for
    the public record; `stands` whether a later version has taken its place.
    """

    name: Name
    service: Service | None
    told: Quantity | Moment
    account: AccountId
    version: int | None
    stands: bool

    @property
    def key(self) -> str:
        """What it is of, in one word: ``minutes``, or ``minutes:voice`` for one service."""
        return self.name if self.service is None else f"{self.name}:{self.service}"


def figures_of_record(record: Record) -> tuple[Told, ...]:
    """The figures that a line of the public record tells."""
    found: list[tuple[Name, Quantity | Moment | None]] = [
        (Name.STARTED_AT, record.started),
        (Name.USERS, _exactly(record.users)),
        (Name.MINUTES, _exactly(record.minutes)),
    ]
    return tuple(Told(name=name, told=told) for name, told in found if told is not None)


def figures_of_reading(reading: Reading) -> tuple[Told, ...]:
    """The figures that a filing tells."""
    found: list[tuple[Name, Service | None, Quantity | Moment | None]] = [
        (Name.STARTED_AT, None, reading.occurred),
        (Name.ENDED_AT, None, reading.recovered),
        (Name.USERS, None, reading.users),
        (Name.MINUTES, None, reading.minutes),
    ]
    for impact in reading.services:
        found.append((Name.USERS, impact.service, impact.users))
        found.append((Name.MINUTES, impact.service, impact.minutes))
    return tuple(
        Told(name=name, service=service, told=told)
        for name, service, told in found
        if told is not None
    )


def disagree(one: Quantity | Moment, other: Quantity | Moment) -> bool:
    """Whether both cannot be true at once, as exactly as each is told."""
    if isinstance(one, Moment) and isinstance(other, Moment):
        shared = min(_SHARED_TEXT[one.precision], _SHARED_TEXT[other.precision])
        return one.at.isoformat()[:shared] != _in_zone_of(other, one)[:shared]
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return _apart(one, other)
    return True


def conflicts_of(figures: Iterable[Figure]) -> tuple[str, ...]:
    """The keys of `figures` on which standing sources disagree."""
    told: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.stands:
            told[figure.key].append(figure)
    return tuple(
        sorted(
            key
            for key, those in told.items()
            if any(
                one.account != other.account and disagree(one.told, other.told)
                for one, other in combinations(those, 2)
            )
        )
    )


class FigureStore:
    """Figures in one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def write(self, label: int, figures: Sequence[Told]) -> None:
        """Keep what an account tells, in place of what it told. In the caller's transaction."""
        self._db.conn.execute("DELETE FROM figures WHERE label = ?", (label,))
        self._db.conn.executemany(
            "INSERT INTO figures(label, place, name, service, value, low, high, approximate, at, "
            "precision, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (label, place, each.name, each.service, *_columns(each.told))
                for place, each in enumerate(figures)
            ],
        )

    def of(self, incident: IncidentId, viewer: Viewer) -> tuple[Figure, ...]:
        """All figures of `incident` that `viewer` may see: the record's first, then by filing."""
        rows = self._db.execute(
            f"""SELECT f.name, f.service, f.value, f.low, f.high, f.approximate, f.at, f.precision,
                       f.text, a.id, v.version, a.active
                FROM account_incidents i JOIN accounts a ON a.label = i.label
                JOIN figures f ON f.label = a.label
                LEFT JOIN filing_incidents v ON v.filing = a.id AND v.incident = i.incident
                LEFT JOIN filings g ON g.id = a.id
                WHERE i.incident = :incident AND {seen("a.label")}
                ORDER BY g.position, f.place""",
            {"incident": incident, "audiences": audiences_json(viewer)},
        )
        return tuple(map(_figure, rows))

    def conflicts(self, incident: IncidentId, viewer: Viewer) -> tuple[str, ...]:
        """The names on which the sources that `viewer` may see disagree, each by its last version.

        A name of one service is written ``minutes:voice``.
        """
        return conflicts_of(self.of(incident, viewer))


def _exactly(value: int | None) -> Quantity | None:
    if value is None:
        return None
    return Quantity(value=value, low=None, high=None, approximate=False, text=str(value))


def _in_zone_of(moment: Moment, other: Moment) -> str:
    # A day alone is the day where the accident was; only moments with an hour can be moved.
    if moment.precision in {Precision.MINUTE, Precision.HOUR}:
        return moment.at.astimezone(other.at.tzinfo).isoformat()
    return moment.at.isoformat()


def _apart(one: Quantity, other: Quantity) -> bool:
    (low, high), (other_low, other_high) = _bounds(one), _bounds(other)
    slack = 0.0
    if one.approximate or other.approximate:
        slack = APPROXIMATE * max(one.value or low, other.value or other_low)
    return low > other_high + slack or other_low > high + slack


def _bounds(quantity: Quantity) -> tuple[float, float]:
    low = quantity.low if quantity.low is not None else quantity.value
    high = quantity.high
    if high is None and quantity.low is None:
        high = quantity.value
    return low or 0, float("inf") if high is None else high


def _columns(told: Quantity | Moment) -> tuple[object, ...]:
    if isinstance(told, Moment):
        return (None, None, None, 0, told.at.isoformat(), told.precision, told.text)
    return (told.value, told.low, told.high, int(told.approximate), None, None, told.text)


def _figure(row: tuple[Any, ...]) -> Figure:
    name, service, value, low, high, approximate, at, precision, text, account, version, active = (
        row
    )
    told: Quantity | Moment
    if at is not None:
        told = Moment(at=datetime.fromisoformat(at), precision=Precision(precision), text=text)
    else:
        told = Quantity(value=value, low=low, high=high, approximate=bool(approximate), text=text)
    return Figure(
        name=Name(name),
        service=Service(service) if service else None,
        told=told,
        account=AccountId(account),
        version=version,
        stands=bool(active),
    )
