"""The accident at the owner of the equipment that an entry belongs to (卸元の事故)."""

from datetime import datetime

from sqlite_utils import Database

from corpus.door import audiences_json
from corpus.errors import UnknownIncident
from corpus.ids import IncidentId
from corpus.viewer import Viewer
from triage.docket.door import incident_seen
from triage.docket.entry import Entry, EntryId
from triage.docket.log import Log
from triage.docket.store import EntryStore
from triage.docket.texts import refuse


class ParentStore:
    """Which accident is the parent of which entry, in one database. The last word stands."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._log = Log(db, "parents")

    def link(self, entry: EntryId, parent: IncidentId, by: Viewer, now: datetime) -> None:
        """Say that `entry` belongs to the accident `parent`.

        Raises:
            UnknownEntry, MayNotEnter, UnknownIncident: `by` may not, or may not see one of them.
            FactsRefused: it is the entry's own incident.
        """
        known = EntryStore(self._db).get(entry, by)
        if not self._seen(parent, by):
            raise UnknownIncident(parent)
        if parent in known.incidents:
            raise refuse("own_incident", "parent")
        self._log.write(entry, {"incident": parent}, by, now)

    def parent_of(self, entry: EntryId, viewer: Viewer) -> IncidentId | None:
        """The parent of `entry`, of those links whose parent `viewer` may see, the last.

        Raises:
            UnknownEntry: no entry this viewer may see has that id.
        """
        told = [IncidentId(row["incident"]) for row in self._log.of(entry, viewer)]
        return next((each for each in reversed(told) if self._seen(each, viewer)), None)

    def children_of(self, parent: IncidentId, viewer: Viewer) -> tuple[Entry, ...]:
        """The entries that belong to `parent`, of those that `viewer` may see, as they came.

        Raises:
            UnknownIncident: no incident this viewer may see has that id.
        """
        if not self._seen(parent, viewer):
            raise UnknownIncident(parent)
        last = self._last(viewer)
        entries = EntryStore(self._db).list(viewer)
        return tuple(each for each in entries if last.get(each.id) == parent)

    def _last(self, viewer: Viewer) -> dict[EntryId, IncidentId]:
        """By entry the parent that stands, of those that `viewer` may see."""
        rows = self._log.all(viewer)
        seen = {one for one in {row["incident"] for row in rows} if self._seen(one, viewer)}
        return {
            EntryId(row["entry"]): IncidentId(row["incident"])
            for row in rows
            if row["incident"] in seen
        }

    def _seen(self, incident: IncidentId, viewer: Viewer) -> bool:
        told = {"id": incident, "audiences": audiences_json(viewer)}
        return bool(self._db.execute(f"SELECT {incident_seen(':id')}", told).fetchone()[0])
