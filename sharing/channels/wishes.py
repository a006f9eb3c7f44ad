"""How often a carrier wants to be written to, and what its list of lessons shall hold (希望)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database

from corpus.database import transaction
from corpus.errors import InputRefused, MayNotSet
from corpus.ids import CarrierId
from corpus.viewer import Viewer
from sharing.channels.columns import COLUMNS, USUAL
from sharing.moments import written


class Pace(StrEnum):
    """How often mails go out."""

    AT_ONCE = "at_once"  # その都度
    DAILY = "daily"  # 日ごと
    WEEKLY = "weekly"  # 週ごと


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What one carrier wishes; `since`: when it said so, None where it never did."""

    pace: Pace = Pace.AT_ONCE
    columns: tuple[str, ...] = USUAL
    since: datetime | None = None


class WishStore:
    """The wishes of carriers in one database: the latest stand, earlier ones stay on record."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def set(self, carrier: CarrierId, wishes: Wishes, by: Viewer, now: datetime) -> Wishes:
        """Keep what `carrier` wishes, told by itself; as it stands then.

        Raises:
            MayNotSet: `by` is not that carrier.
            InputRefused: there is no such column, none, or one twice.
        """
        if by.carrier != carrier:
            raise MayNotSet(str(by))
        for column in wishes.columns:
            if column not in COLUMNS:
                raise InputRefused("no_such_column", "columns", column=column)
        if not wishes.columns or len(set(wishes.columns)) < len(wishes.columns):
            raise InputRefused("bad_columns", "columns")
        with transaction(self._db):
            self._db.table("delivery_wishes").insert(
                {"carrier": carrier, "pace": wishes.pace, "columns": " ".join(wishes.columns)}
                | {"told_by": str(by), "at": written(now)}
            )
        return self.of(carrier)

    def of(self, carrier: CarrierId) -> Wishes:
        """What `carrier` wishes; what is usual, where it never said."""
        return self.all().get(carrier, Wishes())

    def all(self) -> Mapping[CarrierId, Wishes]:
        """What every carrier wishes that ever said so."""
        rows = self._db.query(
            "SELECT * FROM delivery_wishes "
            "WHERE id IN (SELECT max(id) FROM delivery_wishes GROUP BY carrier) ORDER BY carrier"
        )
        return {
            CarrierId(row["carrier"]): Wishes(
                pace=Pace(row["pace"]),
                columns=tuple(row["columns"].split()),
                since=datetime.fromisoformat(row["at"]),
            )
            for row in rows
        }
