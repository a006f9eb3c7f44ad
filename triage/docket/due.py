"""What is due on every case as of a moment, what is overdue, and what was done when.

A day is over when it is over in Japan; for a foreign regime, where the accident was told. What
the law wants "promptly" (速やかに) has no number, so it is never overdue by the law: after
`watch_minutes` it is shown as waiting.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from corpus.ids import FilingId
from corpus.japan import JST
from triage.docket.cases import Case, Docket
from triage.docket.due_item import DueItem, State, items_of_case, items_of_guidance, stood
from triage.docket.entry import EntryId
from triage.docket.guidance import Guidance, GuidanceStore
from triage.docket.marks import Done, FiledStages, How, MarkStore
from triage.docket.texts import past, refuse
from triage.docket.words import wording
from triage.written import as_json

LATE = frozenset({State.OVERDUE, State.WAITING})
STANDING = LATE | {State.OPEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class DueList:
    """What is due as of a moment, soonest first. `unjudged` filings tell too little."""

    as_of: datetime
    items: tuple[DueItem, ...]
    unjudged: tuple[FilingId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What a person marks: which due of which entry, done when (None: not done after all)."""

    entry: EntryId
    key: str
    done_at: datetime | None


def due_list(docket: Docket, as_of: datetime, *, done: bool = False) -> DueList:
    """What is due as of `as_of`; with `done`, what was done by then, or not asked for, as well.

    Raises:
        FactsRefused: `as_of` carries no offset.
    """
    cases, unjudged = docket.cases()
    items = due_of(docket, cases, as_of, done=done)
    return DueList(as_of=as_of.astimezone(JST), items=items, unjudged=unjudged)


def due_of(
    docket: Docket, cases: Iterable[Case], as_of: datetime, *, done: bool = False
) -> tuple[DueItem, ...]:
    """What is due on `cases` of the docket, as `due_list` has it.

    Raises:
        FactsRefused: `as_of` carries no offset.
    """
    if as_of.tzinfo is None:
        raise refuse("no_offset", "as_of")
    marks = _Marks(docket)
    items = [
        stood(item, marks.done(case, item), as_of, docket.options)
        for case in cases
        if case.facts.occurred_at <= as_of
        for item in marks.items(case)
        if item.term != "guidance" or item.since <= as_of
    ]
    shown = [item for item in items if done or item.state in STANDING]
    return tuple(sorted(shown, key=_order))


def overdue_list(docket: Docket, as_of: datetime) -> DueList:
    """What is late as of `as_of`: past its date, or wanted promptly and still waiting.

    Raises:
        FactsRefused: `as_of` carries no offset.
    """
    found = due_list(docket, as_of)
    return replace(found, items=tuple(item for item in found.items if item.state in LATE))


def mark_done(docket: Docket, marked: Marked, now: datetime) -> None:
    """Keep what the docket's viewer says of a due.

    Answers to guidance are kept with the guidance, filings mark what they show by themselves.

    Raises:
        UnknownEntry: no entry this viewer may see has that id.
        MayNotEnter: this viewer reads only.
        FactsRefused: the case has no such due, or it was done later than now.
    """
    if marked.done_at is not None:
        past(marked.done_at, now, "done_at")
    case = docket.case(marked.entry)
    if marked.key not in {item.key for item in items_of_case(case, docket.options)}:
        raise refuse("unknown_due", "key")
    said = docket.viewer, now
    MarkStore(docket.db).write(marked.entry, marked.key, marked.done_at, said)


def due_to_json(found: DueList) -> dict[str, object]:
    """`found` as JSON, each state in words."""
    return {
        "as_of": found.as_of.isoformat(),
        "zone": "Asia/Tokyo",
        "items": [_item_to_json(item) for item in found.items],
        "unjudged": list(found.unjudged),
    }


class _Marks:
    """What makes things due on a docket, and what shows that they were done."""

    def __init__(self, docket: Docket) -> None:
        self._options = docket.options
        self._filed = FiledStages(docket.db, docket.viewer)
        self._said = MarkStore(docket.db).standing(docket.viewer)
        self._guided = GuidanceStore(docket.db).all(docket.viewer)

    def items(self, case: Case) -> tuple[DueItem, ...]:
        """All that is due on `case`."""
        guided = items_of_guidance(case, self._guided)
        return (*items_of_case(case, self._options), *guided)

    def done(self, case: Case, item: DueItem) -> Done | None:
        """When `item` was done: the earlier of what a person says and what was filed."""
        if item.term == "guidance":
            return _answered(item, self._guided)
        said = self._said.get((case.id, item.key))
        # A filing reaches the ministry: it shows nothing of duties abroad.
        at_home = item.regime == case.home.regime
        filed = self._filed.done(case.carrier, case.incidents, item.term) if at_home else None
        known = [each for each in (said, filed) if each is not None]
        return min(known, key=lambda each: each.at, default=None)


def _answered(item: DueItem, guided: Sequence[Guidance]) -> Done | None:
    _, number, place = item.key.split("/")
    guidance = next(each for each in guided if each.number == int(number))
    asked = guidance.asked[int(place)]
    if asked.answered_on is None:
        return None
    return Done(at=_start_of(asked.answered_on), how=How.SAID, told_by=asked.answered_by)


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(0), JST)


def _order(item: DueItem) -> tuple[datetime, str, str]:
    return item.ends or item.since, item.case, item.key


def _item_to_json(item: DueItem) -> dict[str, object]:
    written = as_json(item)
    assert isinstance(written, dict)
    state = as_json(wording("states", item.state))
    return {**written, "at": "promptly" if item.promptly else written["at"], "state_title": state}
