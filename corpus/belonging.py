"""Which filings are about which incidents.

The program joins a filing to an incident on its own in one case: the carrier itself says so, by
its own number for the accident or by naming an earlier filing of its own. All else it offers, and
a person says whether the filing belongs; "apart" binds for good.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.database import snapshot, transaction
from corpus.door import audiences_json, seen
from corpus.errors import InputRefused, UnknownFiling, UnknownIncident
from corpus.filings import Filed
from corpus.ids import AccountId, Filers, FilingId, IncidentId, new_incident_id
from corpus.offers import Offer, OfferStore, Said
from corpus.versions import settle
from corpus.viewer import Viewer

REFERENCE_DAYS = 31
"""Carriers number anew each year: the same number names one accident within so many days only."""

STEPS = 2
"""So many offers may lie between two tellings of one event: filing, record, another filing."""


class Joined(StrEnum):
    """How a filing came to be about an incident."""

    NEW = "new"  # nothing on record was known to be the same
    REFERENCE = "reference"  # the carrier's own number for the accident
    NAMED = "named"  # it names an earlier filing of its carrier
    BELONGS = "belongs"  # a person said so
    ALSO = "also"  # a person said so, besides what it already was about


@dataclass(frozen=True, slots=True, kw_only=True)
class BelongingDecision:
    """What a person says of a filing and an incident, and why."""

    filing: FilingId
    incident: IncidentId
    said: Said
    by: Viewer
    why: str
    at: datetime


class BelongingStore:
    """Which filings are about which incidents, in one database."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._offers = OfferStore(db)

    def earlier(self, filed: Filed) -> tuple[tuple[IncidentId, ...], Joined]:
        """The incidents that the filers themselves say `filed` is about; none: a new one."""
        if filed.filers is None:
            return (), Joined.NEW
        if found := self._of_reference(filed):
            return found, Joined.REFERENCE
        if found := self._of_named(filed.filers, filed.reading.regarding):
            return found, Joined.NAMED
        return (), Joined.NEW

    def new_incident(self, day: date) -> IncidentId:
        """An incident of `day` that nothing is about yet. In the caller's transaction."""
        while True:
            incident = new_incident_id(day)
            sql = "INSERT OR IGNORE INTO incidents(id) VALUES (?)"
            if self._db.conn.execute(sql, (incident,)).rowcount:
                return incident

    def write(self, filing: FilingId, incidents: Iterable[IncidentId], joined: Joined) -> None:
        """Make `filing` about `incidents`, as first version. In the caller's transaction."""
        self._db.conn.executemany(
            "INSERT OR REPLACE INTO filing_incidents(filing, incident, version, joined) "
            "VALUES (?, ?, 1, ?)",
            [(filing, incident, joined) for incident in incidents],
        )

    def decide(self, decision: BelongingDecision) -> None:
        """Keep what a person says, and do it.

        Raises:
            UnknownFiling, UnknownIncident: the person may not see it.
            InputRefused: no reason is given.
        """
        with transaction(self._db):
            filers = self._filers(decision)
            if not decision.why.strip():
                raise InputRefused("no_reason", decision.filing)
            self._keep(decision)
            moved = self._chain(decision, filers)
            touched = {decision.incident}.union(*(self._about(filing) for filing in moved))
            for filing in moved:
                self._move(filing, decision)
            for filing in moved:
                about = self._about(filing)
                AccountStore(self._db).regard(AccountId(filing), about)
                touched |= about
            for incident in sorted(touched):
                settle(self._db, incident, filers)

    def offers(self, filing: FilingId, viewer: Viewer) -> tuple[Offer, ...]:
        """The incidents that `filing` may be about, as `viewer` may know; best first.

        Raises:
            UnknownFiling: no filing this viewer may see has that id.
        """
        AccountStore(self._db).get(AccountId(filing), viewer)
        return self._offers.shown(viewer, [filing])

    def open_offers(self, viewer: Viewer) -> tuple[Offer, ...]:
        """All offers that wait for a person, as `viewer` may know; best first."""
        return tuple(offer for offer in self._offers.shown(viewer) if offer.said is None)

    def barred(self, account_id: AccountId, viewer: Viewer) -> frozenset[IncidentId]:
        """The incidents that may never count as precedents of this filing or record.

        Its own, and all that offers tie to it, open or accepted, but for those a person has said
        it is apart from.

        Raises:
            UnknownFiling, UnknownIncident: no account this viewer may see has that id.
        """
        with snapshot(self._db):
            told = AccountStore(self._db).get(account_id, viewer)
            return self.barred_beside(told.incidents, viewer)

    def barred_beside(
        self, incidents: Collection[IncidentId], viewer: Viewer
    ) -> frozenset[IncidentId]:
        """As `barred`, for what tells of `incidents`."""
        with snapshot(self._db):
            own = set(incidents)
            apart = {there for _, there in self._offers.apart(own, viewer)}
            return frozenset(own | (self._tied(own, viewer) - apart))

    def numbered(
        self, filers: Filers, reference: str, day: date | None, viewer: Viewer
    ) -> Iterator[AccountId]:
        """Filings that `filers` gave their own number `reference`, for an accident of `day`."""
        told = {"filers": filers, "reference": reference, "day": day and day.isoformat()}
        rows = self._db.execute(
            "SELECT a.id FROM filings f JOIN accounts a ON a.id = f.id "
            f"WHERE f.filers = :filers AND f.reference = :reference AND {seen('a.label')} "
            f"AND ifnull(abs(julianday(f.day) - julianday(:day)), 0) <= {REFERENCE_DAYS}",
            told | {"audiences": audiences_json(viewer)},
        )
        return (AccountId(row[0]) for row in rows)

    def same_event_groups(
        self, incidents: Collection[IncidentId], viewer: Viewer
    ) -> tuple[frozenset[IncidentId], ...]:
        """`incidents` in groups, those in one group that offers tie together; in their order."""
        with snapshot(self._db):
            wanted = set(incidents)
            near = {
                here: self._tied({here}, viewer) & wanted
                for here in self._any_tied(wanted, viewer)
            }
        groups: list[frozenset[IncidentId]] = []
        for incident in incidents:
            if not any(incident in group for group in groups):
                groups.append(_reached(incident, near))
        return tuple(groups)

    def _any_tied(self, incidents: set[IncidentId], viewer: Viewer) -> set[IncidentId]:
        return {here for here, _ in self._offers.ties(incidents, viewer)}

    def _tied(self, start: set[IncidentId], viewer: Viewer) -> set[IncidentId]:
        reached, edge = set(start), set(start)
        for _ in range(STEPS):
            edge = (
                {there for _, there in self._offers.ties(edge, viewer)} - reached if edge else edge
            )
            reached |= edge
        return reached

    def _of_reference(self, filed: Filed) -> tuple[IncidentId, ...]:
        if not filed.reading.reference:
            return ()
        rows = self._db.execute(
            "SELECT id, day FROM filings WHERE filers = ? AND reference = ? AND id <> ? "
            "ORDER BY position DESC",
            (filed.filers, filed.reading.reference, filed.id),
        ).fetchall()
        for filing, told in rows:
            if _within_days(filed.day, told and date.fromisoformat(told)):
                return tuple(sorted(self._about(filing)))
        return ()

    def _of_named(self, filers: Filers, regarding: Collection[str]) -> tuple[IncidentId, ...]:
        if not regarding:
            return ()
        rows = self._db.execute(
            "SELECT DISTINCT b.incident FROM filing_incidents b JOIN filings f ON f.id = b.filing "
            "WHERE f.filers = :filers AND (b.filing IN (SELECT value FROM json_each(:named)) "
            "OR b.incident IN (SELECT value FROM json_each(:named))) ORDER BY b.incident",
            {"filers": filers, "named": json.dumps(list(regarding))},
        )
        return tuple(IncidentId(row[0]) for row in rows)

    def _filers(self, decision: BelongingDecision) -> Filers | None:
        audiences = audiences_json(decision.by)
        filing = self._db.execute(
            "SELECT f.filers FROM filings f JOIN accounts a ON a.id = f.id "
            f"WHERE f.id = :id AND {seen('a.label')}",
            {"id": decision.filing, "audiences": audiences},
        ).fetchone()
        if filing is None:
            raise UnknownFiling(decision.filing)
        incident = self._db.execute(
            f"SELECT 1 FROM account_incidents i WHERE i.incident = :id AND {seen('i.label')}",
            {"id": decision.incident, "audiences": audiences},
        ).fetchone()
        if incident is None:
            raise UnknownIncident(decision.incident)
        return Filers(filing[0]) if filing[0] else None

    def _keep(self, decision: BelongingDecision) -> None:
        named = (decision.filing, decision.incident)
        self._db.execute(
            "UPDATE belonging_decisions SET standing = 0 WHERE filing = ? AND incident = ?", named
        )
        self._db.table("belonging_decisions").insert(
            {
                "filing": decision.filing,
                "incident": decision.incident,
                "said": decision.said,
                "by": str(decision.by),
                "why": decision.why,
                "at": decision.at.isoformat(),
                "standing": 1,
            }
        )

    def _chain(self, decision: BelongingDecision, filers: Filers | None) -> list[FilingId]:
        """The filings a decision moves: with one that belongs, its other versions."""
        if decision.said != Said.BELONGS or filers is None:
            return [decision.filing]
        rows = self._db.execute(
            "SELECT DISTINCT f.position, f.id FROM filing_incidents mine "
            "JOIN filing_incidents theirs ON theirs.incident = mine.incident "
            "JOIN filings f ON f.id = theirs.filing "
            "WHERE mine.filing = ? AND mine.joined <> ? AND theirs.joined <> ? AND f.filers = ? "
            "ORDER BY f.position",
            (decision.filing, Joined.ALSO, Joined.ALSO, filers),
        )
        return [FilingId(row[1]) for row in rows] or [decision.filing]

    def _move(self, filing: FilingId, decision: BelongingDecision) -> None:
        if decision.said == Said.ALSO:
            if decision.incident not in self._about(filing):
                self.write(filing, [decision.incident], Joined.ALSO)
        elif decision.said == Said.BELONGS:
            self._db.execute(
                "DELETE FROM filing_incidents WHERE filing = ? AND joined <> ?",
                (filing, Joined.ALSO),
            )
            self.write(filing, [decision.incident], Joined.BELONGS)
        else:
            self._part(filing, decision.incident, decision.at.date())

    def _part(self, filing: FilingId, incident: IncidentId, today: date) -> None:
        self._db.execute(
            "DELETE FROM filing_incidents WHERE filing = ? AND incident = ?", (filing, incident)
        )
        if not self._about(filing):
            row = self._db.execute("SELECT day FROM filings WHERE id = ?", (filing,)).fetchone()
            day = date.fromisoformat(row[0]) if row[0] else today
            self.write(filing, [self.new_incident(day)], Joined.NEW)

    def _about(self, filing: FilingId) -> set[IncidentId]:
        rows = self._db.execute(
            "SELECT incident FROM filing_incidents WHERE filing = ?", (filing,)
        )
        return {IncidentId(row[0]) for row in rows}


def _within_days(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= REFERENCE_DAYS


def _reached(
    start: IncidentId, near: Mapping[IncidentId, set[IncidentId]]
) -> frozenset[IncidentId]:
    reached, edge = {start}, {start}
    while edge:
        edge = set().union(*(near.get(each, set()) for each in edge)) - reached
        reached |= edge
    return frozenset(reached)
