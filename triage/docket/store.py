"""Keep entries, every version of them, and find them again."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.database import snapshot, transaction
from corpus.door import audiences_json
from corpus.errors import UnknownFiling, UnknownIncident
from corpus.ids import CarrierId, FilingId, IncidentId
from corpus.regime import RegimeId
from corpus.regime_file import find_regime
from corpus.viewer import Role, Viewer, audiences_of_filing
from triage.docket.door import entry_seen, filing_seen, incident_seen, writer
from triage.docket.entry import (
    Entered,
    Entry,
    EntryId,
    EntryVersion,
    changes_between,
    new_entry_id,
)
from triage.docket.texts import refuse, short_text, short_text_or_none
from triage.errors import UnknownEntry
from triage.facts import Facts
from triage.facts_json import parse_facts


@dataclass(frozen=True, slots=True)
class _About:
    """What an entry is about, and whose that is."""

    filing: FilingId | None = None
    incident: IncidentId | None = None
    carrier: CarrierId | None = None


class EntryStore:
    """Entries in one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def enter(self, entered: Entered, by: Viewer, now: datetime) -> Entry:
        """Keep a new entry; the entry, as `by` sees it.

        Raises:
            FactsRefused, UnknownRegime: what is entered cannot be taken.
            UnknownFiling, UnknownIncident: `by` may not see what it is about.
            MayNotEnter: `by` reads only.
        """
        facts = _read(entered)
        with transaction(self._db):
            about = self._about(entered.about, writer(by))
            carrier = _whose(about, facts, by)
            entry = new_entry_id()
            self._db.conn.execute(
                "INSERT INTO entries(id, carrier, filing, incident) VALUES (?, ?, ?, ?)",
                (entry, carrier, about.filing, about.incident),
            )
            self._db.conn.executemany(
                "INSERT INTO entry_audiences(entry, audience) VALUES (?, ?)",
                [
                    (entry, audience)
                    for audience in sorted(audiences_of_filing(filter(None, [carrier])))
                ],
            )
            self._write(entry, 1, entered, (by, now))
            return self.get(entry, by)

    def revise(self, entry_id: EntryId, entered: Entered, by: Viewer, now: datetime) -> Entry:
        """Keep a new version of an entry; nothing, where nothing differs.

        What the entry is about stays, unless `entered` names it anew.

        Raises:
            UnknownEntry: `by` may not see it, or there is none; and all that `enter` raises.
        """
        facts = _read(entered)
        with transaction(self._db):
            before = self.get(entry_id, writer(by))
            _own(facts, before.carrier)
            if entered.about is not None:
                about = self._about_own(entered.about, before.carrier, by)
                self._db.conn.execute(
                    "UPDATE entries SET filing = ?, incident = ? WHERE id = ?",
                    (about.filing, about.incident, entry_id),
                )
            if _differs(before, entered):
                self._write(entry_id, before.version + 1, entered, (by, now))
            return self.get(entry_id, by)

    def get(self, entry_id: EntryId, viewer: Viewer) -> Entry:
        """The entry in its latest version.

        Raises:
            UnknownEntry: no entry this viewer may see has that id.
        """
        for entry in self._entries("AND e.id = :id", viewer, {"id": entry_id}):
            return entry
        raise UnknownEntry(entry_id)

    def list(self, viewer: Viewer) -> tuple[Entry, ...]:
        """All entries that `viewer` may see, as they came."""
        return tuple(self._entries("", viewer, {}))

    def of_incident(self, incident: IncidentId, viewer: Viewer) -> tuple[Entry, ...]:
        """The entries about an incident that `viewer` may see, as they came.

        Raises:
            UnknownIncident: no incident this viewer may see has that id.
        """
        with snapshot(self._db):
            self._about(incident, viewer)
            return tuple(each for each in self.list(viewer) if incident in each.incidents)

    def history(self, entry_id: EntryId, viewer: Viewer) -> tuple[EntryVersion, ...]:
        """Every version of an entry, oldest first, with what each changed.

        Raises:
            UnknownEntry: no entry this viewer may see has that id.
        """
        with snapshot(self._db):
            self.get(entry_id, viewer)
            rows = self._db.execute(
                "SELECT version, told_by, at, why, facts FROM entry_versions WHERE entry = ? "
                "ORDER BY version",
                (entry_id,),
            ).fetchall()
        before = ["{}", *(row[4] for row in rows)]
        return tuple(
            EntryVersion(
                version=row[0],
                told_by=row[1],
                at=datetime.fromisoformat(row[2]),
                why=row[3],
                changes=changes_between(old, row[4]) if row[0] > 1 else (),
            )
            for old, row in zip(before, rows, strict=False)
        )

    def _entries(self, where: str, viewer: Viewer, told: dict[str, Any]) -> Iterator[Entry]:
        rows = self._db.execute(
            f"{_ENTRIES} {where} ORDER BY e.position",
            {**told, "audiences": audiences_json(viewer)},
        )
        return map(_entry, rows.fetchall())

    def _about(self, about: FilingId | IncidentId | None, viewer: Viewer) -> _About:
        audiences = {"id": about, "audiences": audiences_json(viewer)}
        if about is None:
            return _About()
        if about.startswith("F-"):
            sql = f"SELECT f.carrier FROM filings f WHERE f.id = :id AND {filing_seen('f.id')}"
            row = self._db.execute(sql, audiences).fetchone()
            if row is None:
                raise UnknownFiling(about)
            return _About(filing=FilingId(about), carrier=row[0])
        sql = f"SELECT 1 FROM incidents i WHERE i.id = :id AND {incident_seen('i.id')}"
        if self._db.execute(sql, audiences).fetchone() is None:
            raise UnknownIncident(about)
        return _About(incident=IncidentId(about))

    def _about_own(
        self, named: FilingId | IncidentId, carrier: CarrierId | None, by: Viewer
    ) -> _About:
        """What `by` names, which the entry's own carrier must see too."""
        about = self._about(named, by)
        if carrier is not None:
            try:
                self._about(named, Viewer(Role.CARRIER, carrier))
            except (UnknownFiling, UnknownIncident) as unseen:
                raise refuse("not_own_carrier", "about") from unseen
        return about

    def _write(
        self, entry: EntryId, version: int, entered: Entered, told: tuple[Viewer, datetime]
    ) -> None:
        for regime in entered.regimes:
            find_regime(regime)
        by, now = told
        self._db.conn.execute(
            "INSERT INTO entry_versions(entry, version, facts, regimes, area, voluntary, why, "
            "told_by, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry,
                version,
                entered.facts,
                json.dumps(list(dict.fromkeys(entered.regimes))),
                short_text_or_none(entered.area, "area"),
                int(entered.voluntary),
                short_text_or_none(entered.why, "why"),
                str(by),
                now.isoformat(),
            ),
        )


def _read(entered: Entered) -> Facts:
    facts = parse_facts(entered.facts)
    for flag, why in facts.near_miss.reasons.items():
        short_text(why, f"$.near_miss.reasons.{flag}")
    return facts


def _whose(about: _About, facts: Facts, by: Viewer) -> CarrierId | None:
    """Whose the entry is: the carrier's that enters it, else the filing's, else the one named."""
    carrier = by.carrier or about.carrier or facts.carrier.id
    _own(facts, carrier)
    return carrier


def _own(facts: Facts, carrier: CarrierId | None) -> None:
    if facts.carrier.id not in (None, carrier):
        raise refuse("named_carrier", "$.carrier.id")


def _differs(before: Entry, entered: Entered) -> bool:
    area = short_text_or_none(entered.area, "area")
    kept = (before.regimes, before.area, before.voluntary)
    told = (tuple(dict.fromkeys(entered.regimes)), area, entered.voluntary)
    return kept != told or bool(changes_between(before.written, entered.facts))


_ENTRIES = f"""SELECT e.id, e.carrier,
       CASE WHEN {filing_seen("e.filing")} THEN e.filing END,
       (SELECT json_group_array(DISTINCT i.id) FROM incidents i
        WHERE (i.id = e.incident OR i.id IN
               (SELECT b.incident FROM filing_incidents b WHERE b.filing = e.filing))
          AND {incident_seen("i.id")}),
       v.version, v.facts, v.regimes, v.area, v.voluntary, v.told_by, v.at
    FROM entries e JOIN entry_versions v ON v.entry = e.id
     AND v.version = (SELECT max(last.version) FROM entry_versions last WHERE last.entry = e.id)
    WHERE {entry_seen("e.id")}"""


def _entry(row: tuple[Any, ...]) -> Entry:
    facts, carrier = parse_facts(row[5]), CarrierId(row[1]) if row[1] else None
    named = replace(facts, carrier=replace(facts.carrier, id=carrier))
    return Entry(
        id=EntryId(row[0]),
        carrier=carrier,
        filing=FilingId(row[2]) if row[2] else None,
        incidents=tuple(sorted(map(IncidentId, json.loads(row[3])))),
        version=row[4],
        regimes=tuple(map(RegimeId, json.loads(row[6]))),
        area=row[7],
        voluntary=bool(row[8]),
        told_by=row[9],
        at=datetime.fromisoformat(row[10]),
        facts=named,
        written=row[5],
    )
