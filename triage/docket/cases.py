"""The cases of the docket: what was entered, and filings of which nothing was entered yet."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.carriers import CarrierRegister
from corpus.database import snapshot
from corpus.door import audiences_json, seen
from corpus.filings import Filing, FilingStore
from corpus.ids import CarrierId, FilingId, IncidentId
from corpus.incidents import IncidentStore
from corpus.japan import JST
from corpus.reading import Stage
from corpus.regime_file import find_regime
from corpus.viewer import Viewer, carrier_audience
from triage.docket.drafts import draft_of
from triage.docket.entry import Entry, EntryId
from triage.docket.options import Options
from triage.docket.store import EntryStore
from triage.duty.decide import decide, regimes_for
from triage.duty.decision import Answer, As, Decision
from triage.errors import FactsRefused
from triage.facts import Facts
from triage.facts_json import parse_facts

STAGES = (Stage.FIRST, Stage.DETAILED, Stage.CORRECTION)
"""The stages of a filing that is a case of its own; a row of the annual list is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case, and what each regime that is watched says of it; the one in force stands first.

    `id` is the entry's, or the filing's where nothing was entered; `told` is the facts as JSON.
    `likely` is what it would be by the figures of the accident as a whole, where a filing tells no
    more than those; it decides nothing.
    """

    id: EntryId | FilingId
    carrier: CarrierId | None
    filing: FilingId | None
    incidents: tuple[IncidentId, ...]
    entry: Entry | None
    facts: Facts = field(repr=False)
    told: Mapping[str, Any] = field(repr=False)
    decisions: tuple[Decision, ...] = field(repr=False)
    likely: As | None = None

    @property
    def home(self) -> Decision:
        """What the regime in force on the day says."""
        return self.decisions[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """The docket as one viewer sees it."""

    db: Database
    viewer: Viewer
    register: CarrierRegister
    options: Options

    def cases(self) -> tuple[tuple[Case, ...], tuple[FilingId, ...]]:
        """Every case, and the filings that tell too little to be judged."""
        with snapshot(self.db):
            entries = EntryStore(self.db).list(self.viewer)
            cases = [case for entry in entries if (case := self._entered(entry)) is not None]
            unjudged: list[FilingId] = []
            for filing in self._alone(entries):
                case = self._drafted(filing)
                if case is None:
                    unjudged.append(filing.id)
                else:
                    cases.append(case)
        return tuple(cases), tuple(unjudged)

    def case(self, entry_id: EntryId) -> Case:
        """The case of an entry.

        Raises:
            UnknownEntry: no entry this viewer may see has that id.
            FactsRefused: its accident is older than the first regime.
        """
        return self._case_of(EntryStore(self.db).get(entry_id, self.viewer))

    def readings(self, case: Case) -> tuple[Filing, ...]:
        """The carrier's own filings on a case, the latest first."""
        if case.carrier is None:
            ids = [case.filing] if case.filing else []
        else:
            rows = self.db.execute(
                "SELECT f.id FROM filings f JOIN accounts a ON a.id = f.id "
                "JOIN account_audiences d ON d.label = a.label AND d.audience = :own "
                "JOIN filing_incidents b ON b.filing = f.id "
                f"WHERE b.incident IN (SELECT value FROM json_each(:these)) AND {seen('a.label')} "
                "GROUP BY f.id ORDER BY f.position DESC",
                {
                    "own": carrier_audience(case.carrier),
                    "these": json.dumps(case.incidents),
                    "audiences": audiences_json(self.viewer),
                },
            )
            ids = [FilingId(row[0]) for row in rows.fetchall()]
        return tuple(FilingStore(self.db).get(each, self.viewer) for each in ids)

    def area(self, case: Case) -> str | None:
        """Where it was felt: as entered, else as filed, else as the record of it tells."""
        if case.entry and case.entry.area:
            return case.entry.area
        told = [filing.reading.area for filing in self.readings(case)]
        told += [
            IncidentStore(self.db).get(incident, self.viewer).area for incident in case.incidents
        ]
        return next((area for area in told if area), None)

    def _entered(self, entry: Entry) -> Case | None:
        try:
            return self._case_of(entry)
        except FactsRefused:  # older than the first regime: nothing is due on it
            return None

    def _case_of(self, entry: Entry) -> Case:
        return Case(
            id=entry.id,
            carrier=entry.carrier,
            filing=entry.filing,
            incidents=entry.incidents,
            entry=entry,
            facts=entry.facts,
            told=entry.told,
            decisions=self._decisions(entry.facts, entry.regimes),
        )

    def _drafted(self, filing: Filing) -> Case | None:
        told = draft_of(filing.reading, filing.carrier)
        if told is None:
            return None
        try:
            facts = parse_facts(json.dumps(told))
            decisions = self._decisions(facts, ())
        except FactsRefused:
            return None
        return Case(
            id=filing.id,
            carrier=filing.carrier,
            filing=filing.id,
            incidents=tuple(filing.incidents),
            entry=None,
            facts=facts,
            told=told,
            decisions=decisions,
            likely=self._likely(filing, decisions[0]),
        )

    def _likely(self, filing: Filing, home: Decision) -> As | None:
        if home.reportable is not Answer.UNDETERMINED:
            return None
        told = draft_of(filing.reading, filing.carrier, whole=True)
        found = self._decisions(parse_facts(json.dumps(told)), ())[0]
        return None if found.reportable is Answer.UNDETERMINED else found.as_

    def _alone(self, entries: tuple[Entry, ...]) -> Iterator[Filing]:
        """The filings that stand, and on whose accident their carrier has entered nothing."""
        entered = {(each.carrier, about) for each in entries for about in each.incidents}
        filings = {each.filing for each in entries}
        store = FilingStore(self.db)
        rows = self.db.execute(
            "SELECT f.id FROM filings f JOIN accounts a ON a.id = f.id WHERE a.active = 1 "
            f"AND f.stage IN (SELECT value FROM json_each(:stages)) AND {seen('a.label')} "
            "ORDER BY f.position",
            {"stages": json.dumps(STAGES), "audiences": audiences_json(self.viewer)},
        )
        for (filing_id,) in rows.fetchall():
            filing = store.get(filing_id, self.viewer)
            told = filing.id in filings or any(
                (filing.carrier, about) in entered for about in filing.incidents
            )
            if not told:
                yield filing

    def _decisions(self, facts: Facts, also: tuple[str, ...]) -> tuple[Decision, ...]:
        watched = (*regimes_for(facts, None), *map(find_regime, also))
        once = {regime.id: regime for regime in watched}
        designated = designated_at(self.register, facts.occurred_at)
        return tuple(decide(facts, regime, designated) for regime in once.values())


def designated_at(register: CarrierRegister, moment: datetime) -> frozenset[str]:
    """The ids of the designated public institutions (指定公共機関) on the day in Japan."""
    day = moment.astimezone(JST).date()
    return frozenset(register.designated_on(day))
