"""Worlds that tests generate: steps that happen in a database, and all that a viewer observes."""

import sqlite3
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.belonging import BelongingStore
from corpus.figures import FigureStore
from corpus.filings import FilingStore
from corpus.ids import AccountId
from corpus.incidents import IncidentStore
from corpus.intake.receive import receive
from corpus.migrations import corpus_migrations
from corpus.reading import Reading, Section, ServiceImpact, Stage
from corpus.service import Service
from corpus.viewer import Viewer
from tests.corpus.names import Names
from tests.corpus.steps import on_record, say
from tests.examples import NOW, a_parcel, a_quantity, a_reading

CARRIERS = {"kddi": "KDDI", "okinawa-cellular": "沖縄セルラー電話", "ntt-east": "NTT東日本"}
HIDDEN = "hidden"
"""In the name of the step that one of two worlds is without."""
STAGES = (Stage.FIRST, Stage.DETAILED, Stage.ANNUAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happens: a record or a filing, and what its carrier says of an offer."""

    is_record: bool
    carrier: str
    hours: int
    area: str | None
    number: int
    names: int | None
    said: str | None

    @property
    def at(self) -> str:
        return (NOW + timedelta(hours=self.hours)).isoformat()


steps = st.builds(
    Step,
    is_record=st.sampled_from([False, False, True]),
    carrier=st.sampled_from(sorted(CARRIERS)),
    hours=st.sampled_from([0, 1, 5, 20, 30, 100]),
    area=st.sampled_from(["全国", "沖縄県", "東京都", None]),
    number=st.integers(0, 4),
    names=st.none() | st.integers(0, 5),
    said=st.sampled_from([None, None, "belongs", "apart", "also"]),
)


class World:
    """A database in which steps happen. What came of each step is known by the step's name."""

    def __init__(self) -> None:
        self.db = Database(sqlite3.connect(":memory:", isolation_level=None))
        corpus_migrations.apply(self.db)
        self._names: dict[str, str] = {}

    def happen(self, name: str, step: Step) -> None:
        if step.is_record:
            self._put_on_record(name, step)
        else:
            self._file(name, step)

    def seen_by(self, viewer: Viewer) -> Any:
        """All that `viewer` observes, ids given as the names of steps, in no order."""
        accounts, incidents = AccountStore(self.db), IncidentStore(self.db)
        belonging, filings = BelongingStore(self.db), FilingStore(self.db)
        heads = accounts.heads(accounts.labels(viewer).tolist()).values()
        earlier = accounts.heads(
            accounts.labels(viewer, before=NOW.date() + timedelta(1)).tolist()
        )
        ids = incidents.ids(viewer)
        return self._named(
            {
                "heads": [(head.id, head.incidents, head.title, head.day) for head in heads],
                "earlier": [head.id for head in earlier.values()],
                "texts": [accounts.get(head.id, viewer).texts for head in heads],
                "incidents": [incidents.get(incident, viewer) for incident in ids],
                "count": incidents.count(viewer),
                "figures": [FigureStore(self.db).of(each, viewer) for each in ids],
                "conflicts": [
                    (each, FigureStore(self.db).conflicts(each, viewer)) for each in ids
                ],
                "barred": [(head.id, belonging.barred(head.id, viewer)) for head in heads],
                "groups": belonging.same_event_groups(ids, viewer),
                "offers": [belonging.offers(each, viewer) for each in filings.ids(viewer)],
                "open": belonging.open_offers(viewer),
                "filings": filings.list(viewer),
                "originals": [filings.original(each, viewer) for each in filings.ids(viewer)],
                "refusals": filings.refusals(viewer),
            }
        )

    def _put_on_record(self, name: str, step: Step) -> None:
        self._names[name] = name
        on_record(
            self.db,
            name,
            operator=" / ".join(sorted({CARRIERS[step.carrier], "KDDI"})),
            started_at=step.at,
            duration_minutes=60 + step.number,
            affected_area=step.area,
            service_kinds=["voice"],
        )

    def _file(self, name: str, step: Step) -> None:
        parcel = a_parcel(name.encode(), step.carrier)
        [receipt] = receive(self.db, parcel, [self._reading(name, step)], Names())
        self._names.setdefault(receipt.filing, f"filing {name}")
        for incident in receipt.incidents:
            self._names.setdefault(incident, f"incident {name}")
        if step.said and receipt.offers:
            by = Viewer.parse(f"carrier:{step.carrier}")
            # Not the best: which of two alike stands first is decided by their ids.
            offered = min((each.incident for each in receipt.offers), key=self._named)
            say(self.db, receipt.filing, offered, step.said, by=by)
            for incident in FilingStore(self.db).get(receipt.filing, by).incidents:
                self._names.setdefault(incident, f"incident {name}, apart")

    def _reading(self, name: str, step: Step) -> Reading:
        # The same step names the same thing in a world with a hidden case and in one without.
        told = [each for each, known in self._names.items() if "incident" not in known]
        known = sorted((each for each in told if HIDDEN not in self._names[each]), key=self._named)
        named = [known[step.names]] if step.names is not None and step.names < len(known) else []
        return a_reading(
            where=name,
            at=step.at,
            area=step.area,
            reference=f"R-{step.number}" if step.number < 2 else None,
            regarding=tuple(named),
            stage=STAGES[step.hours % 3],
            minutes=a_quantity(60 + step.number),
            services=(ServiceImpact(service=Service.VOICE, named="音声"),),
            sections={Section.CAUSE: f"原因{step.number}"},
        )

    def _named(self, told: Any) -> Any:
        if isinstance(told, str):
            return "a batch" if told.startswith("B-") else self._names.get(told, str(told))
        if isinstance(told, dict):
            return {self._named(key): self._named(each) for key, each in told.items()}
        if is_dataclass(told):
            return {each.name: self._named(getattr(told, each.name)) for each in fields(told)}
        if isinstance(told, bytes | int | float) or told is None:
            return told
        if hasattr(told, "__iter__"):
            return sorted((self._named(each) for each in told), key=repr)
        return repr(told)


def account_ids(world: World) -> set[AccountId]:
    """The ids of all accounts in the world."""
    return {account.id for _, account in AccountStore(world.db).all_active()}
