"""Worlds that tests generate: who drafts, gathers and shares what, and all that a viewer observes.

A step has the same number in each world, and ids are made of it: what differs is not named by it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from hypothesis import strategies as st

from corpus.account import Language
from corpus.carrier import ServiceClass
from corpus.errors import CorpusError
from corpus.viewer import SECRETARIAT, Audience, Viewer
from sharing.errors import SharingError
from sharing.facts import Named
from sharing.grain import Grain
from sharing.group import GroupId
from sharing.preview import Preview, preview
from sharing.scope import Asks, Scope, ScopeId
from sharing.scope_file import load_scopes
from sharing.share import EditAct, Wanted
from sharing.store import ShareStore
from tests.examples import NOW
from tests.sharing.examples import COMMITTEE, IIJ, KDDI, MINEO, Office, deciding
from triage.errors import TriageError
from triage.lessons.lesson import LessonId

CARRIERS = (KDDI, IIJ, MINEO)
ACTORS = (SECRETARIAT, COMMITTEE, *CARRIERS)
MINISTRY = (SECRETARIAT, COMMITTEE)
HIDDEN = 9_000
"""The number of the step that one of two worlds is without."""
AFTER = 40
"""The number of the first step after the hidden one."""
END = 50
"""The number of the first step that does not happen."""
ACTS = ("draft", "gather", "ask", "join", "leave", "remove")
SHARING = ("set", "set", "set", "widen", "withdraw", "edit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that `by` does; `one` and `other` pick among what is known in the world."""

    act: str
    by: Viewer
    one: int
    other: int
    scope: ScopeId
    to: ScopeId
    carrier: Viewer
    flag: bool
    days: int

    @property
    def wanted_scope(self) -> Scope:
        return load_scopes()[self.scope]


def steps() -> st.SearchStrategy[Step]:
    """Steps of all kinds: most make sense, some do not."""
    keepers = [(KDDI, 0), (SECRETARIAT, 1), (KDDI, 2)]
    lessons = [(SECRETARIAT, 0), (KDDI, 1), (IIJ, 2)]
    members = [(by, other) for by in CARRIERS for other in (0, 1, 2)]
    open_to_all = sorted(load_scopes())
    edited = list(map(ScopeId, ("named", "designated", "all-carriers")))
    return st.one_of(
        _steps(["draft"], by=[SECRETARIAT, *CARRIERS]),
        _steps(["gather"], by=[SECRETARIAT, *CARRIERS]),
        _steps(["ask", "remove"], by_other=keepers),
        _steps(["join", "leave"], by_other=members),
        _steps(["set", "set", "widen", "withdraw"], by_one=lessons, scope=open_to_all),
        _steps(["set", "withdraw"], by_one=lessons, scope=[ScopeId("voluntary")]),
        _steps(["edit"], by=[SECRETARIAT], one=[0], scope=edited),
        _steps([*ACTS, *SHARING], by=ACTORS),
    )


def steps_of_members() -> st.SearchStrategy[Step]:
    """What others do in a group whose members IIJ is not to know."""
    return st.one_of(
        _steps(["join", "join", "leave"], by=[MINEO], other=[0]),
        _steps(["ask", "remove"], by=[KDDI], other=[0]),
    )


def steps_in_a_group() -> st.SearchStrategy[Step]:
    """What IIJ shares in that group."""
    acts = ["set", "set", "set", "withdraw", "widen"]
    voluntary = [ScopeId("voluntary")]
    return _steps(acts, by=[IIJ], one=[2], other=[0], scope=voluntary, to=voluntary, days=[0])


def steps_of_shares() -> st.SearchStrategy[Step]:
    """What the secretariat and a carrier share, and with whom."""
    few = list(map(ScopeId, ("named", "designated", "committee", "circle", "makers")))
    return st.one_of(
        _steps(["set", "edit", "withdraw"], by=[SECRETARIAT], one=[0], scope=few),
        _steps(["set", "withdraw"], by=[KDDI], one=[1, 3], scope=[ScopeId("voluntary")]),
    )


def _steps(acts: Sequence[str], **told: Sequence[Any]) -> st.SearchStrategy[Step]:
    picks = {
        "act": acts,
        "one": (0, 1, 2),
        "other": (0, 1, 2),
        "scope": sorted(load_scopes()),
        "to": [ScopeId("all-carriers"), ScopeId("public"), *sorted(load_scopes())],
        "carrier": CARRIERS,
        "flag": (False, True),
        "days": (0, 0, 1, 40),
        **told,
    }
    return st.fixed_dictionaries(
        {key: st.sampled_from(list(each)) for key, each in picks.items()}
    ).map(_step)


def _step(picked: dict[str, Any]) -> Step:
    for pair, other in (("by_one", "one"), ("by_other", "other")):
        if pair in picked:
            picked["by"], picked[other] = picked.pop(pair)
    return Step(**picked)


def a_step(act: str, by: Viewer, one: int = 0, other: int = 0, **fields: Any) -> Step:
    told: dict[str, Any] = {
        "scope": ScopeId("public"),
        "to": ScopeId("public"),
        "carrier": IIJ,
        "flag": False,
        "days": 0,
    }
    return Step(act=act, by=by, one=one, other=other, **{**told, **fields})


BEGINNING = (
    a_step("draft", SECRETARIAT),
    a_step("draft", KDDI),
    a_step("draft", IIJ),
    a_step("draft", KDDI, flag=True),
    a_step("gather", KDDI, flag=True),
    a_step("gather", SECRETARIAT, other=1),
    a_step("gather", KDDI, other=1),
    *(
        a_step("ask", by, other=other, carrier=carrier)
        for by, other in ((KDDI, 0), (SECRETARIAT, 1), (KDDI, 2))
        for carrier in (IIJ, MINEO)[: 2 - other // 2]
    ),
    a_step("join", IIJ, other=0),
    a_step("join", IIJ, other=1),
    a_step("join", IIJ, other=2),
    a_step("set", SECRETARIAT, one=0, scope=ScopeId("designated")),
    a_step("set", SECRETARIAT, one=0, scope=ScopeId("named"), carrier=MINEO),
    a_step("set", KDDI, one=1, scope=ScopeId("voluntary"), other=0),
    a_step("set", IIJ, one=2, scope=ScopeId("voluntary"), other=0),
)
"""What happens first in every world, so that there is something to share and to share it in."""


class World:
    """A database in which steps happen, and what came of each for whoever did it."""

    def __init__(self) -> None:
        self.office = Office(draw=lambda _: self._number)
        self.told: dict[int, str] = {}
        self.lessons: list[LessonId] = []
        self.groups: list[GroupId] = []
        self._number = 0

    def happen(self, number: int, step: Step) -> Any:
        """Let `step` happen; what it gives, None where it is refused."""
        self._number = number + 1  # no id has the number 0
        try:
            given = DOES[step.act](self, step, moment(number))
        except (CorpusError, SharingError, TriageError) as refused:
            self.told[number] = f"{type(refused).__name__} {refused}"
            return None
        self.told[number] = repr(given)
        return given

    def shown_to(self, viewer: Viewer, steps: Iterable[int]) -> dict[str, Any]:
        """All that `viewer` observes: what came of its own `steps`, and every view there is."""
        shares, groups = self.office.shares, self.office.groups
        lessons = [*self.lessons, LessonId(f"L-{HIDDEN + 1}")]
        shown: dict[str, Any] = {f"step {number}": self.told[number] for number in steps}
        for days in (0, 10, 100):
            now = moment(END) + timedelta(days)
            views: dict[str, Callable[[], object]] = {
                "list": partial(_read_all, shares, viewer, now),
                "entries": partial(shares.entries, viewer, now),
                "groups": partial(groups.list, viewer, now),
            }
            for lesson in lessons:
                views[f"{lesson}"] = partial(_read_one, shares, lesson, viewer, now)
                views[f"{lesson} entries"] = partial(shares.entries, viewer, now, lesson)
                views[f"{lesson} at"] = partial(shares.read_at, lesson, Grain.PUBLIC, viewer, now)
            for group in [*self.groups, GroupId(f"G-{HIDDEN + 1}")]:
                views[f"{group}"] = partial(groups.get, group, viewer, now)
            shown |= {f"{days} {name}": _told(view) for name, view in views.items()}
        return shown | self._reach(viewer, lessons)

    def _reach(self, viewer: Viewer, lessons: Iterable[LessonId]) -> dict[str, Any]:
        decider = deciding(viewer, moment(END))
        return {
            f"{lesson} {scope.id} {group}": _told(
                partial(self.office.desk.recipients, lesson, _wanted(scope, group, KDDI), decider)
            )
            for lesson in lessons
            for scope in load_scopes().values()
            for group in (self.groups if scope.asks is Asks.GROUP else [None])
        }

    # --- what steps do

    def draft(self, step: Step, _: datetime) -> object:
        whose = f"2024-0{1 + step.flag}-0{step.one + 1}-{str(step.by).replace(':', '-')}"
        title = f"題{step.other}"
        kept = self.office.drafted(whose, step.by, on_record=step.flag, title=title)
        if self._number != HIDDEN + 1 and kept.id not in self.lessons:
            self.lessons.append(kept.id)
        return kept

    def gather(self, step: Step, now: datetime) -> object:
        ministry = step.by in MINISTRY or bool(step.other % 2)
        group = self.office.groups.make("会", step.by, now, hidden=step.flag, ministry=ministry)
        if self._number != HIDDEN + 1:
            self.groups.append(group.id)
        return group

    def ask(self, step: Step, now: datetime) -> object:
        assert step.carrier.carrier is not None
        return self.office.groups.ask(self.group(step), step.carrier.carrier, step.by, now)

    def remove(self, step: Step, now: datetime) -> object:
        assert step.carrier.carrier is not None
        return self.office.groups.remove(self.group(step), step.carrier.carrier, step.by, now)

    def join(self, step: Step, now: datetime) -> object:
        return self.office.groups.join(self.group(step), step.by, now)

    def leave(self, step: Step, now: datetime) -> object:
        self.office.groups.leave(self.group(step), step.by, now)
        return "left"

    def set(self, step: Step, now: datetime) -> object:
        return self.office.desk.set(
            self.lesson(step), self.wanted(step, step.scope, now), deciding(step.by, now)
        )

    def widen(self, step: Step, now: datetime) -> object:
        wanted = self.wanted(step, step.to, now)
        return self.office.desk.widen(
            self.lesson(step), self.key(step), wanted, deciding(step.by, now)
        )

    def withdraw(self, step: Step, now: datetime) -> object:
        of = None if step.flag else self.key(step)
        return self.office.desk.withdraw(self.lesson(step), of, deciding(step.by, now))

    def edit(self, step: Step, now: datetime) -> object:
        act = EditAct.ADD if step.flag else EditAct.REMOVE
        change = act, Audience(str(step.carrier))
        return self.office.desk.edit(
            self.lesson(step), self.key(step), change, deciding(step.by, now)
        )

    def lesson(self, step: Step) -> LessonId:
        return [*self.lessons, LessonId("L-8000")][step.one % (len(self.lessons) + 1)]

    def group(self, step: Step) -> GroupId:
        return [*self.groups, GroupId("G-8000")][step.other % (len(self.groups) + 1)]

    def key(self, step: Step) -> tuple[ScopeId, GroupId | None]:
        asks = step.wanted_scope.asks
        return step.scope, self.group(step) if asks is Asks.GROUP else None

    def wanted(self, step: Step, scope: ScopeId, now: datetime) -> Wanted:
        told = load_scopes()[scope]
        release = now + timedelta(step.days) if step.days else None
        return _wanted(told, self.group(step), step.carrier, release)


DOES: dict[str, Callable[[World, Step, datetime], object]] = {
    "draft": World.draft,
    "gather": World.gather,
    "ask": World.ask,
    "remove": World.remove,
    "join": World.join,
    "leave": World.leave,
    "set": World.set,
    "widen": World.widen,
    "withdraw": World.withdraw,
    "edit": World.edit,
}


def moment(number: int) -> datetime:
    """When the step with that number happens; the hidden one stands between others."""
    return NOW + timedelta(days=AFTER - 0.5 if number == HIDDEN else number)


def _wanted(
    scope: Scope, group: GroupId | None, carrier: Viewer, release: datetime | None = None
) -> Wanted:
    assert carrier.carrier is not None
    return Wanted(
        scope=scope.id,
        release=release,
        group=group if scope.asks is Asks.GROUP else None,
        named=Named(
            carriers=(carrier.carrier,) if scope.asks is Asks.CARRIERS else (),
            makers=("製造者",) if scope.asks is Asks.MAKERS else (),
            service_class=ServiceClass.MOBILE,
        ),
    )


def _read_one(shares: ShareStore, lesson: LessonId, viewer: Viewer, now: datetime) -> Preview:
    return preview(shares.seen(lesson, viewer, now), None, (Language.JA,))


def _read_all(shares: ShareStore, viewer: Viewer, now: datetime) -> list[Preview]:
    return [preview(one, None, (Language.JA,)) for one in shares.list(viewer, now)]


def _told(view: Callable[[], object]) -> str:
    try:
        return repr(view())
    except (CorpusError, SharingError, TriageError) as refused:
        return f"{type(refused).__name__} {refused}"
