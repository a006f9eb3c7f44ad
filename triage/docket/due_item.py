"""One thing that is due on a case: by which duty, by when, and where that stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from corpus.ids import CarrierId, FilingId, IncidentId
from corpus.japan import JST
from corpus.regime import Mark, Regime, RegimeId, Source, Wording
from corpus.regime_file import find_regime
from triage.docket.cases import Case
from triage.docket.entry import EntryId
from triage.docket.guidance import Guidance
from triage.docket.marks import Done
from triage.docket.options import Moved, Options, moved
from triage.docket.words import wording
from triage.duty.decision import PROMPTLY, Answer, As, Duty, Moment

MINISTRY = Source(provision="総務省の行政指導", mark=Mark.DERIVED)
_MIDNIGHT = time(0)
_DAY = timedelta(days=1)


class State(StrEnum):
    """Where a due date stands."""

    OPEN = "open"
    WAITING = "waiting"  # 速やかに、未了
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """One thing that is due on a case.

    `key` names it within the case; `at` is a day, a moment, or None for "promptly"; from `ends`
    on it is late. `certain` False: a missing fact decides whether it is due at all. Where an
    `option` moved it, `law_at` is what the law says. `since` is when its clock began.
    """

    case: EntryId | FilingId
    carrier: CarrierId | None
    incidents: tuple[IncidentId, ...]
    key: str
    regime: RegimeId | None
    as_: As | None
    term: str
    title: Wording
    since: datetime
    at: date | None
    ends: datetime | None
    certain: bool
    source: Source
    law_at: date | None = None
    option: str | None = None
    state: State = State.OPEN
    done: Done | None = None

    @property
    def promptly(self) -> bool:
        """Whether it is due "promptly" (速やかに), without a number."""
        return self.at is None


def items_of_case(case: Case, options: Options) -> Iterator[DueItem]:
    """Everything that the watched regimes make due on a case."""
    for decision in case.decisions:
        regime = find_regime(decision.regime)
        for duty in decision.duties:
            yield from _of_duty(case, duty, regime, options)
        decided = decision.reportable is not Answer.UNDETERMINED or regime.japanese
        # Where nobody entered anything, nobody could say that users were told.
        sure = decided and case.entry is not None
        for term in decision.clocks:
            item = _item(case, regime, f"{regime.id}/clock/{term.id}", term.at)
            yield replace(item, term=term.id, title=term.title, source=term.source, certain=sure)


def items_of_guidance(case: Case, guided: Iterable[Guidance]) -> Iterator[DueItem]:
    """What guidance on a case asks to be answered. A day is a day in Japan."""
    regime = find_regime(case.home.regime)
    for guidance in guided:
        if guidance.entry != case.id:
            continue
        for place, asked in enumerate(guidance.asked):
            item = _item(case, regime, f"guidance/{guidance.number}/{place}", asked.due_on)
            given = datetime.combine(guidance.given_on, _MIDNIGHT, JST)
            yield replace(
                item,
                regime=None,
                term="guidance",
                title=wording("terms", "guidance"),
                source=MINISTRY,
                since=given,
            )


def stood(item: DueItem, done: Done | None, as_of: datetime, options: Options) -> DueItem:
    """`item` as it stands as of a moment; what was done after that is not done yet."""
    if done is not None and done.at <= as_of:
        late = item.ends is not None and done.at >= item.ends
        return replace(item, state=State.DONE_LATE if late else State.DONE, done=done)
    if item.state is State.NOT_NEEDED:
        return item
    if item.ends is not None:
        return replace(item, state=State.OVERDUE if as_of >= item.ends else State.OPEN)
    watched = item.since + timedelta(minutes=options.watch_minutes)
    return replace(item, state=State.WAITING if as_of > watched else State.OPEN)


def _of_duty(case: Case, duty: Duty, regime: Regime, options: Options) -> Iterator[DueItem]:
    dues = {"first": duty.due.first, "detailed": duty.due.detailed, "annual": duty.due.annual}
    for term, law in dues.items():
        if law is None:
            continue
        change = _moved(duty.as_, term, law, options)
        item = _item(case, regime, f"{regime.id}/{duty.as_}/{term}", change.to if change else law)
        item = replace(
            item,
            as_=duty.as_,
            term=term,
            title=_title(term, duty.as_),
            certain=duty.met is True,
            law_at=law if change and isinstance(law, date) else None,
            option=change.option if change else None,
        )
        waived = term == "first" and _waived(case, options)
        yield replace(item, state=State.NOT_NEEDED, option="first_report") if waived else item


def _title(term: str, duty: As) -> Wording:
    said, label = wording("terms", term), wording("labels", duty)
    if said == label:
        return said
    return Wording(f"{said.ja}({label.ja})", f"{said.en} ({label.en})")


def _moved(duty: As, term: str, law: Moment, options: Options) -> Moved | None:
    return moved(duty, term, law, options) if isinstance(law, date) else None


def _waived(case: Case, options: Options) -> bool:
    services = {hit.service for hit in case.facts.services}
    return bool(services) and services <= options.not_needed


def _item(case: Case, regime: Regime, key: str, at: Moment) -> DueItem:
    """An item of a regime, its words and source still those of the regime as a whole."""
    promptly = at == PROMPTLY or at is None
    due = at if isinstance(at, date) else None
    return DueItem(
        case=case.id,
        carrier=case.carrier,
        incidents=case.incidents,
        key=key,
        regime=regime.id,
        as_=None,
        term="",
        title=regime.title,
        since=case.facts.known_at,
        at=None if promptly else due,
        ends=None if due is None else _end_of(due, _zone(case, regime)),
        certain=True,
        source=regime.source,
    )


def _end_of(due: date, zone: tzinfo) -> datetime:
    if isinstance(due, datetime):
        # At the very minute it is still in time; a clock of 30 minutes is up when they are over.
        return due + timedelta(microseconds=1)
    return datetime.combine(due + _DAY, _MIDNIGHT, zone)


def _zone(case: Case, regime: Regime) -> tzinfo:
    return JST if regime.japanese else case.facts.known_at.tzinfo or JST
