"""The incidents on record, and the public record in and out."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.accounts import AccountStore, Head
from corpus.database import snapshot, transaction
from corpus.door import audiences_json, seen
from corpus.errors import UnknownIncident
from corpus.figures import FigureStore, figures_of_record
from corpus.ids import CarrierId, FilingId, IncidentId
from corpus.incident import Imported, Incident, Version
from corpus.offers import OfferStore, Surroundings
from corpus.reading import Stage
from corpus.record import Record, account_of
from corpus.service import service_of_record
from corpus.traits import CarrierNames, Traits, TraitStore
from corpus.viewer import PUBLIC, Viewer


def traits_of_record(record: Record, carriers: CarrierNames) -> Traits:
    """The traits of a record, its operators looked up in `carriers`."""
    return Traits(
        named=record.operator,
        carriers=frozenset(carriers.find_all(record.operator)),
        day=record.day,
        started=record.started,
        area=record.area,
        services=frozenset(map(service_of_record, record.service_kinds)),
        users=record.users,
        minutes=record.minutes,
    )


class IncidentStore:
    """Incidents in one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def import_records(self, records: Iterable[Record], carriers: CarrierNames) -> Imported:
        """Take `records` into the public record, all or none.

        One with the id of another takes its place in the order; one that is there already, to the
        letter, is left alone. Filings that may be about a new one are offered it.

        Raises:
            RecordRefused: from `records`, where they are read meanwhile.
        """
        with transaction(self._db):
            before = self._db.execute("SELECT count(*) FROM records").fetchone()[0]
            unchanged, changed = 0, []
            for record in records:
                if self._line(record.id) == record.line:
                    unchanged += 1
                else:
                    changed.append((record, traits_of_record(record, carriers)))
            filings = Surroundings(self._db, (it for _, it in changed), filings_only=True)
            for record, traits in changed:
                self._write(record, traits, filings)
            added = self._db.execute("SELECT count(*) FROM records").fetchone()[0] - before
        return Imported(added=added, replaced=len(changed) - added, unchanged=unchanged)

    def export_records(self) -> Iterator[str]:
        """The lines of the public record, in order, as they were given."""
        for row in self._db.execute("SELECT line FROM records ORDER BY position"):
            yield row[0]

    def countries(self, incidents: Iterable[IncidentId]) -> dict[IncidentId, str]:
        """The country of each of `incidents` of which the public record tells it (``JP``)."""
        rows = self._db.execute(
            "SELECT incident, json_extract(line, '$.country') FROM records "
            "WHERE incident IN (SELECT value FROM json_each(?))",
            (json.dumps(list(incidents)),),
        )
        return {IncidentId(row[0]): str(row[1]) for row in rows if row[1]}

    def ids(self, viewer: Viewer) -> tuple[IncidentId, ...]:
        """The ids of all incidents that `viewer` may see, sorted."""
        rows = self._db.execute(
            f"SELECT DISTINCT i.incident FROM account_incidents i WHERE {seen('i.label')} "
            "ORDER BY i.incident",
            {"audiences": audiences_json(viewer)},
        )
        return tuple(IncidentId(row[0]) for row in rows)

    def count(self, viewer: Viewer) -> int:
        """How many incidents `viewer` may see."""
        row = self._db.execute(
            f"SELECT count(DISTINCT i.incident) FROM account_incidents i WHERE {seen('i.label')}",
            {"audiences": audiences_json(viewer)},
        ).fetchone()
        return int(row[0])

    def get(self, incident_id: IncidentId, viewer: Viewer) -> Incident:
        """The incident, as `viewer` may know it.

        Raises:
            UnknownIncident: no incident this viewer may see has that id.
        """
        with snapshot(self._db):
            told = self._told(incident_id, viewer)
            if not told:
                raise UnknownIncident(incident_id)
            return Incident(
                id=incident_id,
                figures=FigureStore(self._db).of(incident_id, viewer),
                filings=tuple(each.version for each in told if each.version),
                accounts=tuple(each.head.id for each in told if each.active),
                on_record=told[0].version is None,
                **_together(told),
            )

    def _line(self, incident: IncidentId) -> str | None:
        sql = "SELECT line FROM records WHERE incident = ?"
        row = self._db.conn.execute(sql, (incident,)).fetchone()
        return None if row is None else str(row[0])

    def _write(self, record: Record, traits: Traits, filings: Surroundings) -> None:
        account = account_of(record)
        label = AccountStore(self._db).write(account, {PUBLIC})
        self._db.conn.execute(
            "INSERT INTO records(incident, line) VALUES (?, ?) "
            "ON CONFLICT(incident) DO UPDATE SET line = excluded.line",
            (record.id, record.line),
        )
        TraitStore(self._db).write(label, traits)
        FigureStore(self._db).write(label, figures_of_record(record))
        offers = OfferStore(self._db)
        offers.clear(account.id)
        for filing, reasons in filings.like(traits).items():
            offers.write(FilingId(filing), account.id, reasons)

    def _told(self, incident: IncidentId, viewer: Viewer) -> list["_Told"]:
        rows = self._db.execute(
            f"""SELECT i.label, a.active, f.id, f.carrier, f.stage, b.version, f.received_at
                FROM account_incidents i JOIN accounts a ON a.label = i.label
                LEFT JOIN filings f ON f.id = a.id
                LEFT JOIN filing_incidents b ON b.filing = a.id AND b.incident = i.incident
                WHERE i.incident = :incident AND {seen("i.label")} ORDER BY f.position, i.label""",
            {"incident": incident, "audiences": audiences_json(viewer)},
        ).fetchall()
        labels = [row[0] for row in rows]
        heads, traits = AccountStore(self._db).heads(labels), TraitStore(self._db).of(labels)
        return [
            _Told(heads[row[0]], traits.get(row[0]), bool(row[1]), _version(row)) for row in rows
        ]


@dataclass(frozen=True, slots=True)
class _Told:
    """One account of the incident; `version` is None for the public record."""

    head: Head
    traits: Traits | None
    active: bool
    version: Version | None


def _version(row: tuple[Any, ...]) -> Version | None:
    _, active, filing, carrier, stage, version, received_at = row
    if filing is None:
        return None
    return Version(
        filing=FilingId(filing),
        carrier=CarrierId(carrier) if carrier else None,
        stage=Stage(stage),
        version=version,
        received_at=datetime.fromisoformat(received_at),
        stands=bool(active),
    )


def _together(told: list[_Told]) -> dict[str, Any]:
    traits = [each.traits for each in told if each.traits]
    return {
        "title": told[0].head.title,
        "day": next((each.head.day for each in told if each.head.day), None),
        "started": next((each.started for each in traits if each.started), None),
        "area": next((each.area for each in traits if each.area), None),
        "named": tuple(dict.fromkeys(each.named for each in traits if each.named)),
        "carriers": tuple(sorted(frozenset().union(*(each.carriers for each in traits)))),
        "services": tuple(sorted(frozenset().union(*(each.services for each in traits)))),
    }
