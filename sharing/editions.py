"""Editions of statistics as they were published: a later one is guarded beside all before it."""

import json
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.database import transaction
from corpus.errors import InputRefused
from corpus.ids import CarrierId
from corpus.viewer import Role, Viewer
from sharing.errors import MayNotShare
from sharing.statistics import Cell, Counted, Edition, Told, Why


class EditionStore:
    """The editions in one database. The secretariat alone sees them: what they were made of."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, edition: Edition, by: Viewer, now: datetime) -> None:
        """Keep what was published.

        Raises:
            MayNotShare: `by` is not the secretariat.
            InputRefused: there is an edition of that id.
        """
        _refuse_others(by)
        with transaction(self._db):
            if self._db.table("statistics_editions").count_where("id = ?", [edition.id]):
                raise InputRefused("edition_there", edition.id)
            self._db.table("statistics_editions").insert(
                {
                    "id": edition.id,
                    "counted": _json([_counted_out(each) for each in edition.counted]),
                    "told": _json([_told_out(*each) for each in edition.told.items()]),
                    "told_by": str(by),
                    "at": now.isoformat(),
                }
            )

    def all(self, viewer: Viewer) -> tuple[Edition, ...]:
        """Every edition, oldest first: what a new one is published beside.

        Raises:
            MayNotShare: `viewer` is not the secretariat.
        """
        _refuse_others(viewer)
        rows = self._db.query("SELECT * FROM statistics_editions ORDER BY number")
        return tuple(
            Edition(
                id=row["id"],
                counted=tuple(map(_counted_in, json.loads(row["counted"]))),
                told=dict(map(_told_in, json.loads(row["told"]))),
            )
            for row in rows
        )


def _refuse_others(viewer: Viewer) -> None:
    if viewer.role is not Role.SECRETARIAT:
        raise MayNotShare(str(viewer))


def _json(written: Any) -> str:
    return json.dumps(written, ensure_ascii=False)


def _counted_out(counted: Counted) -> dict[str, Any]:
    values = {key: sorted(told) for key, told in counted.values.items()}
    return {"id": counted.id, "carriers": sorted(counted.carriers), "values": values}


def _counted_in(written: dict[str, Any]) -> Counted:
    return Counted(
        id=written["id"],
        carriers=frozenset(map(CarrierId, written["carriers"])),
        values={key: frozenset(told) for key, told in written["values"].items()},
    )


def _told_out(cell: Cell, told: Told) -> dict[str, Any]:
    return {"cell": cell, "value": told.value, "why": told.why, "since": told.since}


def _told_in(written: dict[str, Any]) -> tuple[Cell, Told]:
    why = Why(written["why"]) if written["why"] else None
    cell = tuple((key, value) for key, value in written["cell"])
    return cell, Told(value=written["value"], why=why, since=written["since"])
