"""What tells one accident from another: whose, when, where, which services, how large.

Kept of every account, so that a filing can be laid beside accounts of the same carrier and days.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from sqlite_utils import Database

from corpus.ids import AccountId, CarrierId
from corpus.reading import Moment, Precision
from corpus.service import Service

_FIELDS = """t.label, t.named, t.day, t.started, t.precision, t.area, t.services, t.users,
    t.minutes, (
    SELECT json_group_array(carrier) FROM account_carriers k WHERE k.label = t.label)"""


class CarrierNames(Protocol):
    """A register that knows carriers by the names that reports give them."""

    def find_all(self, field: str) -> tuple[CarrierId, ...]:
        """The registered carriers among those that `field` names, in order."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """The traits of one account; None and empty: not told.

    `named` is the carriers' names as told, `started` when it began.
    """

    named: str
    carriers: frozenset[CarrierId]
    day: date | None
    started: Moment | None
    area: str | None
    services: frozenset[Service]
    users: int | None
    minutes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An account on record that a filing may be about the same accident as."""

    label: int
    account: AccountId
    traits: Traits


class TraitStore:
    """Traits of accounts, by label. Internal: what is shown of them is limited elsewhere."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def write(self, label: int, traits: Traits) -> None:
        """Keep the traits of an account, in place of earlier ones. In the caller's transaction."""
        run = self._db.conn.execute
        day = traits.day.isoformat() if traits.day else None
        started = traits.started
        run(
            "INSERT OR REPLACE INTO account_traits(label, named, day, started, precision, area, "
            "services, users, minutes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                label,
                traits.named,
                day,
                started.at.isoformat() if started else None,
                started.precision if started else None,
                traits.area,
                json.dumps(sorted(traits.services)),
                traits.users,
                traits.minutes,
            ),
        )
        run("DELETE FROM account_carriers WHERE label = ?", (label,))
        self._db.conn.executemany(
            "INSERT INTO account_carriers(label, carrier, day) VALUES (?, ?, ?)",
            [(label, carrier, day) for carrier in sorted(traits.carriers)],
        )

    def of(self, labels: Iterable[int]) -> dict[int, Traits]:
        """The traits of each of `labels` that has any."""
        rows = self._db.execute(
            f"SELECT {_FIELDS} FROM account_traits t "
            "WHERE t.label IN (SELECT value FROM json_each(?))",
            (json.dumps(list(labels)),),
        )
        return {row[0]: _traits(row) for row in rows}

    def near(self, carrier: CarrierId, first: date, last: date, days: int) -> Iterator[Candidate]:
        """Active accounts that name `carrier`, at most `days` outside `first` to `last`."""
        margin = timedelta(days=days)
        rows = self._db.execute(
            f"SELECT {_FIELDS}, a.id FROM account_carriers c JOIN accounts a ON a.label = c.label "
            "JOIN account_traits t ON t.label = c.label "
            "WHERE c.carrier = ? AND c.day BETWEEN ? AND ? AND a.active = 1",
            (carrier, (first - margin).isoformat(), (last + margin).isoformat()),
        )
        for row in rows:
            yield Candidate(label=row[0], account=AccountId(row[10]), traits=_traits(row))


def _traits(row: tuple[Any, ...]) -> Traits:
    started = None
    if row[3]:
        at = datetime.fromisoformat(row[3])
        started = Moment(at=at, precision=Precision(row[4]), text=row[3])
    return Traits(
        named=row[1],
        carriers=frozenset(map(CarrierId, json.loads(row[9]))),
        day=date.fromisoformat(row[2]) if row[2] else None,
        started=started,
        area=row[5],
        services=frozenset(map(Service, json.loads(row[6]))),
        users=row[7],
        minutes=row[8],
    )
