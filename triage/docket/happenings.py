"""What happened in the course of a case: roaming, public Wi-Fi, the list for call-takers.

The list of subscribers (IMSI) that call-takers need is never kept here: only how many it names,
and the reference of the sealed attachment, which no list and no answer shows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database

from corpus.ids import IncidentId
from corpus.viewer import Viewer
from triage.docket.entry import EntryId
from triage.docket.log import Log, Row
from triage.docket.store import EntryStore
from triage.docket.texts import past, refuse
from triage.roaming import Mode

_SEALED = re.compile(r"sealed:[0-9a-f]{64}")


class Kind(StrEnum):
    """What may happen."""

    ROAMING_STARTED = "roaming_started"
    ROAMING_ENDED = "roaming_ended"
    WIFI_OPENED = "wifi_opened"  # 00000JAPAN
    WIFI_CLOSED = "wifi_closed"
    IMSI_LIST = "imsi_list"  # 緊急通報受理機関へのIMSIの照会先


STARTS = {Kind.ROAMING_ENDED: Kind.ROAMING_STARTED, Kind.WIFI_CLOSED: Kind.WIFI_OPENED}
"""What ends, and what must have started before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened; `mode` of roaming, `count` of subscribers on the list."""

    entry: EntryId
    kind: Kind
    at: datetime
    mode: Mode | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A list that is kept elsewhere: how many it names, and ``sealed:`` and its SHA-256."""

    count: int
    reference: str


class HappeningStore:
    """What happened, in one database."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._log = Log(db, "happenings")

    def tell(self, happening: Happening, by: Viewer, now: datetime) -> None:
        """Keep that roaming or Wi-Fi started or ended.

        Raises:
            UnknownEntry, MayNotEnter: `by` may not.
            FactsRefused: it cannot have happened so.
        """
        past(happening.at, now, "at")
        if happening.kind is Kind.IMSI_LIST:
            raise refuse("needs_count", "kind")
        if happening.mode and happening.kind is not Kind.ROAMING_STARTED:
            raise refuse("not_for_this", "mode")
        _check_order(happening, self.of(happening.entry, by))
        self._write(happening, None, by, now)

    def hand_over_list(self, entry: EntryId, sealed: Sealed, by: Viewer, now: datetime) -> None:
        """Keep that a list of subscribers was made for call-takers, and where it is sealed.

        Raises:
            UnknownEntry, MayNotEnter: `by` may not.
            FactsRefused: there is no count, or that is no reference.
        """
        if sealed.count < 1:
            raise refuse("negative" if sealed.count < 0 else "needs_count", "count")
        if not _SEALED.fullmatch(sealed.reference):
            raise refuse("not_sealed", "sealed")
        listed = Happening(entry=entry, kind=Kind.IMSI_LIST, at=now, count=sealed.count)
        self._write(listed, sealed.reference, by, now)

    def of(self, entry: EntryId, viewer: Viewer) -> tuple[Happening, ...]:
        """What happened in the course of `entry`, by time.

        Raises:
            UnknownEntry: no entry this viewer may see has that id.
        """
        return _in_order(self._log.of(entry, viewer))

    def of_incident(self, incident: IncidentId, viewer: Viewer) -> tuple[Happening, ...]:
        """What happened in the course of an incident, as far as `viewer` may know, by time.

        Raises:
            UnknownIncident: no incident this viewer may see has that id.
        """
        about = {each.id for each in EntryStore(self._db).of_incident(incident, viewer)}
        return _in_order([row for row in self._log.all(viewer) if row["entry"] in about])

    def sealed(self, entry: EntryId, viewer: Viewer) -> tuple[str, ...]:
        """The references of the sealed lists of `entry`, to be asked for one entry at a time.

        Raises:
            UnknownEntry: no entry this viewer may see has that id.
        """
        return tuple(row["sealed"] for row in self._log.of(entry, viewer) if row["sealed"])

    def _write(self, happening: Happening, sealed: str | None, by: Viewer, now: datetime) -> None:
        row: Row = {
            "kind": happening.kind,
            "happened_at": happening.at.isoformat(),
            "mode": happening.mode,
            "count": happening.count,
            "sealed": sealed,
        }
        self._log.write(happening.entry, row, by, now)


def _check_order(happening: Happening, before: Sequence[Happening]) -> None:
    start = STARTS.get(happening.kind, happening.kind)
    end = next((end for end, started in STARTS.items() if started is start), None)
    of_these = [each for each in before if each.kind in {start, end}]
    running = bool(of_these) and of_these[-1].kind is start
    if of_these and happening.at < of_these[-1].at:
        raise refuse("ends_before_starts", "at")
    if happening.kind is start and running:
        raise refuse("already_started", "kind")
    if happening.kind is not start and not running:
        raise refuse("not_started", "kind")


def _in_order(rows: list[Row]) -> tuple[Happening, ...]:
    found = [
        Happening(
            entry=EntryId(row["entry"]),
            kind=Kind(row["kind"]),
            at=datetime.fromisoformat(row["happened_at"]),
            mode=Mode(row["mode"]) if row["mode"] else None,
            count=row["count"],
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: each.at))
