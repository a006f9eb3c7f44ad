"""What was done and when: filed, as the stages of filings show, or said by a person."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database

from corpus.door import audiences_json, seen
from corpus.ids import CarrierId, FilingId, IncidentId
from corpus.reading import Stage
from corpus.viewer import Viewer, carrier_audience
from triage.docket.entry import EntryId
from triage.docket.log import Log

SHOWN_BY = {
    "first": frozenset({Stage.FIRST, Stage.DETAILED}),
    "detailed": frozenset({Stage.DETAILED}),
    "annual": frozenset({Stage.ANNUAL}),
}
"""By which stages of a filing a report shows to be done. A detailed report is a first one too."""


class How(StrEnum):
    """How it is known that something was done."""

    FILED = "filed"
    SAID = "said"  # a person marked it


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """That something was done: when, how that is known, and by which filing or whom."""

    at: datetime
    how: How
    filing: FilingId | None = None
    told_by: str | None = None


@dataclass(frozen=True, slots=True)
class _Filed:
    stage: Stage
    at: datetime
    filing: FilingId


class FiledStages:
    """The staged filings that a viewer may see, by carrier and incident."""

    def __init__(self, db: Database, viewer: Viewer) -> None:
        rows = db.execute(
            "SELECT b.incident, d.audience, f.stage, f.received_at, f.id, "
            "json_extract(f.reading, '$.reported.at'), json_extract(f.reading, '$.occurred.at') "
            "FROM filings f JOIN accounts a ON a.id = f.id "
            "JOIN filing_incidents b ON b.filing = f.id "
            "JOIN account_audiences d ON d.label = a.label "
            "WHERE f.stage IN (SELECT value FROM json_each(:stages)) "
            f"AND {seen('a.label')}",
            {
                "stages": json.dumps([Stage.FIRST, Stage.DETAILED, Stage.ANNUAL]),
                "audiences": audiences_json(viewer),
            },
        )
        # By whom it was filed: what carriers file together is laid before each of them.
        self._found: dict[tuple[str, str], list[_Filed]] = defaultdict(list)
        for incident, audience, stage, received, filing, reported, occurred in rows:
            at = _when(received, reported, occurred)
            self._found[audience, incident].append(_Filed(Stage(stage), at, FilingId(filing)))

    def done(
        self, carrier: CarrierId | None, incidents: Iterable[IncidentId], term: str
    ) -> Done | None:
        """The first filing of `carrier` on one of `incidents` by which `term` shows as done."""
        shown = SHOWN_BY.get(term, frozenset())
        filed = [each for each in self._of(carrier, incidents) if each.stage in shown]
        if not filed:
            return None
        first = min(filed, key=lambda each: (each.at, each.filing))
        return Done(at=first.at, how=How.FILED, filing=first.filing)

    def stages(
        self, carrier: CarrierId | None, incidents: Iterable[IncidentId]
    ) -> frozenset[Stage]:
        """The stages in which `carrier` has filed on one of `incidents`."""
        return frozenset(each.stage for each in self._of(carrier, incidents))

    def _of(self, carrier: CarrierId | None, incidents: Iterable[IncidentId]) -> list[_Filed]:
        if carrier is None:
            return []
        audience = carrier_audience(carrier)
        return [each for about in incidents for each in self._found.get((audience, about), [])]


class MarkStore:
    """What persons marked as done, in one database. The last word on each stands."""

    def __init__(self, db: Database) -> None:
        self._log = Log(db, "due_marks")

    def write(
        self, entry: EntryId, due: str, done_at: datetime | None, said: tuple[Viewer, datetime]
    ) -> None:
        """Keep that `due` was done at `done_at`, or (None) that it was not.

        Raises:
            UnknownEntry, MayNotEnter: who says it may not.
        """
        by, now = said
        told = {"due": due, "done_at": done_at.isoformat() if done_at else None}
        self._log.write(entry, told, by, now)

    def standing(self, viewer: Viewer) -> dict[tuple[str, str], Done]:
        """What stands as done of the entries that `viewer` may see, by entry and due."""
        found: dict[tuple[str, str], Done] = {}
        for row in self._log.all(viewer):
            key = row["entry"], row["due"]
            found.pop(key, None)
            if row["done_at"]:
                at = datetime.fromisoformat(row["done_at"])
                found[key] = Done(at=at, how=How.SAID, told_by=row["told_by"])
        return found


def _when(received: str, reported: str | None, occurred: str | None) -> datetime:
    """When a report was made: as it says itself, unless that cannot be; else when it came in."""
    came = datetime.fromisoformat(received)
    said = datetime.fromisoformat(reported) if reported else came
    began = datetime.fromisoformat(occurred) if occurred else said
    return said if began <= said <= came else came
