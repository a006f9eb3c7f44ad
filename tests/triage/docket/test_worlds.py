"""One more entry that a viewer may not see changes nothing that it observes."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from corpus.ids import CarrierId, FilingId, IncidentId
from corpus.migrations import corpus_migrations
from corpus.reading import Section, Stage
from corpus.viewer import SECRETARIAT, Viewer
from tests.corpus.steps import filed, on_record
from tests.examples import a_reading
from tests.triage.docket.examples import DOCOMO, KDDI, NOW, OCCURRED, PUBLIC, docket, facts
from tests.triage.docket.test_drafts import VOICE
from triage.docket.bodies import Item
from triage.docket.due import Marked, due_list, mark_done, overdue_list
from triage.docket.entry import Entered, EntryId
from triage.docket.evidence import Evidence, EvidenceStore, Shows
from triage.docket.feed import calendar_of
from triage.docket.flags import flagged
from triage.docket.guidance import Asked, Given, GuidanceStore
from triage.docket.handover import Telling, handover, tell
from triage.docket.happenings import Happening, HappeningStore, Kind, Sealed
from triage.docket.monitoring import monitor
from triage.docket.operators import Attempt, ContactRegister
from triage.docket.parents import ParentStore
from triage.docket.store import EntryStore
from triage.migrations import triage_migrations

AS_OF = NOW + timedelta(days=200)
NOTICE = "jp-2025-04/clock/user_notice"
RECORD = "2025-06-10-a"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One entry, on nothing, a filing or the public record, and what is done with it."""

    carrier: str
    about: str
    users: int
    does: frozenset[str]


DOES = ("mark", "tell", "happen", "list", "evidence", "guidance", "parent", "attempt", "revise")
steps = st.builds(
    Step,
    carrier=st.sampled_from(["kddi", "ntt-docomo"]),
    about=st.sampled_from(["nothing", "filing", "record", "filing alone"]),
    users=st.sampled_from([10, 50_000]),
    does=st.frozensets(st.sampled_from(DOES), max_size=4),
)


class World:
    """A database in which entries are made. What came of each step is known by its name."""

    def __init__(self) -> None:
        self.db = Database(sqlite3.connect(":memory:", isolation_level=None))
        for each in (corpus_migrations, triage_migrations):
            each.apply(self.db)
        self._names: dict[str, str] = {}
        on_record(self.db, RECORD, affected_area="三重県")

    def happen(self, name: str, step: Step) -> None:
        by = Viewer.parse(f"carrier:{step.carrier}")
        about = self._about(name, step)
        if step.about == "filing alone":
            return
        told = facts(services=[{"service": "voice", "users": step.users, "duration_minutes": 200}])
        entry = EntryStore(self.db).enter(Entered(facts=told, about=about, area="東京都"), by, NOW)
        self._names[entry.id] = name
        for each in sorted(step.does):
            self._do(each, entry.id, by)

    def seen_by(self, viewer: Viewer) -> Any:
        """All of the docket that `viewer` observes, ids given as the names of steps."""
        of, store = docket(self.db, viewer), EntryStore(self.db)
        entries = store.list(viewer)
        ids = [entry.id for entry in entries]
        return self._named(
            {
                "entries": entries,
                "history": [store.history(each, viewer) for each in ids],
                "record": store.of_incident(IncidentId(RECORD), viewer),
                "due": due_list(of, AS_OF, done=True),
                "overdue": overdue_list(of, AS_OF),
                "feed": calendar_of(due_list(of, AS_OF)).count("BEGIN:VEVENT"),
                "flags": flagged(of),
                "monitoring": monitor(of, 2025, AS_OF),
                "handover": [handover(of, each) for each in ids],
                "happened": HappeningStore(self.db).of_incident(IncidentId(RECORD), viewer),
                "sealed": [HappeningStore(self.db).sealed(each, viewer) for each in ids],
                "evidence": [EvidenceStore(self.db).of(each, viewer) for each in ids],
                "guidance": [
                    (it.entry, it.title, it.asked) for it in GuidanceStore(self.db).all(viewer)
                ],
                "parents": [ParentStore(self.db).parent_of(each, viewer) for each in ids],
                "children": ParentStore(self.db).children_of(IncidentId(RECORD), viewer),
                "unreached": ContactRegister(self.db).unreached(viewer),
            }
        )

    def _about(self, name: str, step: Step) -> FilingId | IncidentId | None:
        if step.about == "record":
            return IncidentId(RECORD)
        if step.about == "nothing":
            return None
        reading = a_reading(
            where=name,
            at="2025-06-10T10:00",
            stage=Stage.FIRST,
            services=(VOICE,),
            sections={Section.CAUSE: f"原因{step.users}"},
        )
        receipt = filed(self.db, reading, carrier=step.carrier)
        self._names[receipt.filing] = f"filing {name}"
        self._names[receipt.incidents[0]] = f"incident {name}"
        return receipt.filing

    def _do(self, what: str, entry: EntryId, by: Viewer) -> None:
        doing: dict[str, Callable[[], object]] = {
            "mark": lambda: self._mark(entry, by),
            "tell": lambda: tell(docket(self.db, by), _telling(entry), NOW),
            "happen": lambda: HappeningStore(self.db).tell(
                Happening(entry=entry, kind=Kind.WIFI_OPENED, at=OCCURRED), by, NOW
            ),
            "list": lambda: HappeningStore(self.db).hand_over_list(
                entry, Sealed(3, "sealed:" + "0" * 64), by, NOW
            ),
            "evidence": lambda: EvidenceStore(self.db).keep(
                Evidence(entry=entry, kind=Shows.NOT_PERCEIVED, text="体感なし"), by, NOW
            ),
            "guidance": lambda: GuidanceStore(self.db).record(_guidance(entry), SECRETARIAT, NOW),
            "parent": lambda: self._link(entry),
            "attempt": lambda: self._attempt(by),
            "revise": lambda: EntryStore(self.db).revise(
                entry, Entered(facts=facts(cause={"kind": "attack"})), by, NOW
            ),
        }
        doing[what]()

    def _mark(self, entry: EntryId, by: Viewer) -> None:
        mark_done(docket(self.db, by), Marked(entry=entry, key=NOTICE, done_at=NOW), NOW)

    def _link(self, entry: EntryId) -> None:
        if IncidentId(RECORD) not in EntryStore(self.db).get(entry, SECRETARIAT).incidents:
            ParentStore(self.db).link(entry, IncidentId(RECORD), SECRETARIAT, NOW)

    def _attempt(self, by: Viewer) -> None:
        for hours in (1, 2):
            attempt = Attempt(
                operator=str(by),
                way="電話",
                reached=False,
                tried_at=NOW - timedelta(hours=hours),
                carrier=CarrierId(by.carrier or ""),
            )
            ContactRegister(self.db).tell(attempt, SECRETARIAT, NOW)

    def _named(self, told: Any) -> Any:
        if isinstance(told, str):
            named = "/".join(self._names.get(part, part) for part in told.split("/"))
            return "guidance" if named.startswith("guidance/") else named
        if isinstance(told, dict):
            return {self._named(key): self._named(each) for key, each in told.items()}
        if is_dataclass(told):
            return {each.name: self._named(getattr(told, each.name)) for each in fields(told)}
        if isinstance(told, bytes | int | float) or told is None:
            return told
        if hasattr(told, "__iter__"):
            return sorted((self._named(each) for each in told), key=repr)
        return repr(told)


def _telling(entry: EntryId) -> Telling:
    return Telling(entry=entry, body="mic", item=Item.FIRST_REPORT, at=NOW, way="電話")


def _guidance(entry: EntryId) -> Given:
    asked = (Asked(text="報告", due_on=NOW.date() + timedelta(days=9)),)
    return Given(entry=entry, given_on=NOW.date(), title="指導", reference=None, asked=asked)


@settings(max_examples=40, deadline=None)
@given(
    happened=st.lists(steps, min_size=1, max_size=4),
    hidden=steps.filter(lambda step: step.carrier != "kddi"),
    place=st.integers(0, 4),
)
def test_a_hidden_entry_changes_nothing(happened: list[Step], hidden: Step, place: int) -> None:
    without, with_it = World(), World()
    for number, step in enumerate(happened):
        without.happen(f"n-{number}", step)
        if number == place:
            with_it.happen("hidden", hidden)
        with_it.happen(f"n-{number}", step)
    if place >= len(happened):
        with_it.happen("hidden", hidden)

    for viewer in (KDDI, PUBLIC, Viewer.parse("carrier:softbank")):
        assert with_it.seen_by(viewer) == without.seen_by(viewer)
    assert with_it.seen_by(DOCOMO) != without.seen_by(DOCOMO)
    assert with_it.seen_by(SECRETARIAT) != without.seen_by(SECRETARIAT)


def test_every_read_shows_something_to_its_own_carrier() -> None:
    world, empty = World(), World()
    everything = Step(carrier="kddi", about="filing", users=50_000, does=frozenset(DOES))
    world.happen("n-0", everything)
    world.happen("n-1", Step(carrier="kddi", about="record", users=10, does=frozenset({"list"})))

    seen, nothing = world.seen_by(KDDI), empty.seen_by(KDDI)
    assert [name for name in seen if seen[name] == nothing[name]] == []
