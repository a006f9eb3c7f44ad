"""Rows that belong to entries and are never changed: who told what, and when."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.database import transaction
from corpus.door import audiences_json
from corpus.viewer import Viewer
from triage.docket.door import entry_seen, writer
from triage.docket.entry import EntryId
from triage.docket.store import EntryStore

Row = dict[str, Any]


class Log:
    """One table of such rows, in one database."""

    def __init__(self, db: Database, table: str) -> None:
        self._db = db
        self._table = table

    def write(self, entry: EntryId, told: Row, by: Viewer, now: datetime) -> int:
        """Keep a row of `entry`; its number.

        Raises:
            UnknownEntry: `by` may not see the entry, or there is none.
            MayNotEnter: `by` reads only.
        """
        with transaction(self._db):
            EntryStore(self._db).get(entry, writer(by))
            row = {"entry": entry, **told, "told_by": str(by), "at": now.isoformat()}
            self._db.table(self._table).insert(row)
            return int(self._db.execute("SELECT last_insert_rowid()").fetchone()[0])

    def of(self, entry: EntryId, viewer: Viewer) -> list[Row]:
        """The rows of `entry`, as they came.

        Raises:
            UnknownEntry: no entry this viewer may see has that id.
        """
        EntryStore(self._db).get(entry, viewer)
        return list(self._rows("AND r.entry = :entry", viewer, {"entry": entry}))

    def all(self, viewer: Viewer) -> list[Row]:
        """The rows of every entry that `viewer` may see, as they came."""
        return list(self._rows("", viewer, {}))

    def _rows(self, where: str, viewer: Viewer, told: Row) -> Iterator[Row]:
        return iter(
            self._db.query(
                f"SELECT r.* FROM {self._table} r WHERE {entry_seen('r.entry')} {where} "
                "ORDER BY r.id",
                {**told, "audiences": audiences_json(viewer)},
            )
        )
