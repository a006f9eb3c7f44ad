"""Worlds that tests generate, the whole way: what happens in a database, and what is shown of it.

Ids of filings and their incidents are random in each world. What is shown has the names of the
steps that made them in their place.
"""

import json
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlite_utils import Database

from corpus.account import Account
from corpus.accounts import AccountStore
from corpus.belonging import BelongingStore
from corpus.ids import AccountId, CarrierId, IncidentId
from corpus.incidents import IncidentStore
from corpus.intake.receive import Receipt, receive
from corpus.language import language_of
from corpus.offers import Offer
from corpus.reading import Reading, Section, ServiceImpact, Stage
from corpus.service import Service
from corpus.viewer import Audience, Viewer, audiences_of_filing, carrier_audience
from tests.conftest import MIGRATIONS
from tests.corpus.names import Names
from tests.corpus.steps import on_record, say
from tests.embeddings.examples import FAILURES
from tests.examples import NOW, a_parcel, a_quantity, a_reading
from tests.triage.examples import search_of, triage_of
from triage.assessment import to_json
from triage.queue import Queue

CARRIERS = {"kddi": "KDDI", "okinawa-cellular": "沖縄セルラー電話", "ntt-east": "NTT東日本"}
TEXTS = (
    *(text for pair in FAILURES for text in pair),
    FAILURES[0][0] + FAILURES[1][0],
    FAILURES[0][0] + FAILURES[2][0],
    "調査中",
)
"""What accounts tell: few, so that some tell the same and scores are tied."""
QUESTIONS = (FAILURES[0][0], FAILURES[0][1], "停電", FAILURES[5][0])
HIDDEN = "hidden"
"""The name of the step that one of two worlds is without."""
STAGES = (Stage.FIRST, Stage.DETAILED, Stage.CORRECTION, Stage.ANNUAL)
EPOCH = NOW.date()
FILED = ("filing", "joint")
JOINT = (CarrierId("kddi"), CarrierId("okinawa-cellular"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that happens.

    `kind` is a line of the public record, a filing of `carrier`, one of KDDI and its subsidiary
    together, or an account laid before `carrier` alone. `names` picks an earlier record or filing
    that a filing names.
    """

    kind: str
    carrier: str
    hours: int | None
    text: str
    number: int
    area: str | None
    stage: Stage
    names: int | None
    said: str | None

    @property
    def audiences(self) -> frozenset[Audience]:
        """Before whom it is laid."""
        carrier = CarrierId(self.carrier)
        if self.kind in FILED:
            return audiences_of_filing(JOINT if self.kind == "joint" else [carrier])
        return frozenset(
            {Audience("public") if self.kind == "record" else carrier_audience(carrier)}
        )


def steps(*kinds: str, carriers: Iterable[str] = CARRIERS) -> st.SearchStrategy[Step]:
    """Steps of `kinds`, each as likely as often as it is named, by one of `carriers`."""
    return st.builds(
        Step,
        kind=st.sampled_from(kinds),
        carrier=st.sampled_from(sorted(carriers)),
        hours=st.sampled_from([0, 1, 5, 30, 200, -9_000, None]),
        text=st.sampled_from(TEXTS),
        number=st.integers(0, 4),
        area=st.sampled_from(["全国", "全国", "沖縄県", None]),
        stage=st.sampled_from(STAGES),
        names=st.none() | st.integers(0, 5),
        said=st.sampled_from([None, None, "belongs", "apart", "also"]),
    )


class World:
    """A database in which steps happen, each known by a name. `hidden` ones are never named."""

    def __init__(self) -> None:
        self.db = Database(sqlite3.connect(":memory:", isolation_level=None))
        for migrations in MIGRATIONS:
            migrations.apply(self.db)
        self._names: dict[str, str] = {}
        self._told: list[str] = []

    def happen(self, name: str, step: Step, *, hidden: bool = False) -> None:
        """Let `step` happen."""
        if step.kind in FILED:
            self._file(name, step, hidden)
        elif step.kind == "record":
            self._put_on_record(name, step)
        else:
            self._put(name, step)
        if step.kind == "record" and not hidden:
            self._told.append(name)

    def shown_to(self, viewer: Viewer) -> dict[str, Any]:
        """All that search, queue and counts show to `viewer`."""
        search, queue = search_of(self.db), Queue(triage_of(self.db), viewer)
        shown = {
            f"{question} {k}": [
                (hit.incident, hit.score, hit.title, hit.shared)
                for hit in search.like_text(question, viewer, k)
            ]
            for question in QUESTIONS
            for k in (1, 3, 20)
        }
        belonging = BelongingStore(self.db)
        lists: dict[str, Any] = {
            "waiting": queue.waiting(),
            "as of a day": [
                to_json(one) for one in queue.assess(queue.standing(), EPOCH + timedelta(1), NOW)
            ],
            "assessed": [to_json(one) for one in queue.assess(queue.standing(), None, NOW)],
            "ranked": [one.priority for one in queue.ranked()],
            "counts": [IncidentStore(self.db).count(viewer), len(queue.ranked())],
            "offers": sorted(self._named(_offer(one)) for one in belonging.open_offers(viewer)),
        }
        return {key: json.loads(self._named(told)) for key, told in (shown | lists).items()}

    def _put_on_record(self, name: str, step: Step) -> None:
        self._names[name] = name
        on_record(
            self.db,
            name,
            operator=" / ".join(sorted({CARRIERS[step.carrier], "KDDI"})),
            started_at=_moment(step),
            affected_area=step.area,
            service_kinds=["voice"],
            duration_minutes=60 + step.number,
            **{f"narrative_{language_of(step.text)}": step.text},
        )

    def _put(self, name: str, step: Step) -> None:
        account = Account(
            id=AccountId(name),
            incidents=(IncidentId(name),),
            title=name,
            day=_day(step),
            texts={language_of(step.text): step.text},
        )
        AccountStore(self.db).put(account, step.audiences)

    def _file(self, name: str, step: Step, hidden: bool) -> None:
        parcel = a_parcel(name.encode(), None if step.kind == "joint" else step.carrier)
        [receipt] = receive(self.db, parcel, [self._reading(name, step)], Names())
        self._names[receipt.filing] = f"filing {name}"
        self._name_incidents(f"incident {name}", receipt.incidents)
        self._say(name, step, receipt)
        if not hidden:
            self._told.append(receipt.filing)

    def _say(self, name: str, step: Step, receipt: Receipt) -> None:
        records = sorted(
            {offer.incident for offer in receipt.offers if offer.incident in self._told}
        )
        if step.said and records:
            by = Viewer.parse(f"carrier:{receipt.carrier}")
            say(self.db, receipt.filing, records[0], step.said, by=by)
            account = AccountStore(self.db).get(AccountId(receipt.filing), by)
            self._name_incidents(f"incident {name}, apart", account.incidents)

    def _name_incidents(self, name: str, incidents: Iterable[IncidentId]) -> None:
        for incident in incidents:
            # What one of two worlds does not know is not named after it.
            if HIDDEN in self._names.get(incident, HIDDEN):
                self._names[incident] = name

    def _reading(self, name: str, step: Step) -> Reading:
        named = [] if step.names is None else self._told[step.names : step.names + 1]
        return a_reading(
            where=name,
            carrier_named=" / ".join(CARRIERS[each] for each in JOINT),
            at=_moment(step),
            area=step.area,
            reference=f"R-{step.number}" if step.number < 2 else None,
            regarding=tuple(named),
            stage=step.stage,
            minutes=a_quantity(60 + step.number),
            services=(ServiceImpact(service=Service.VOICE, named="音声"),),
            sections={Section.CAUSE: step.text},
        )

    def _named(self, told: object) -> str:
        written = json.dumps(told, ensure_ascii=False, default=str)
        ids = "|".join(map(re.escape, sorted(self._names, key=len, reverse=True)))
        return re.sub(ids, lambda found: self._names[found[0]], written) if ids else written


def _moment(step: Step) -> str | None:
    return None if step.hours is None else (NOW + timedelta(hours=step.hours)).isoformat()


def _day(step: Step) -> date | None:
    return None if step.hours is None else (NOW + timedelta(hours=step.hours)).date()


def _offer(offer: Offer) -> list[object]:
    return [offer.filing, offer.incident, [(one.trait, one.points) for one in offer.reasons]]
