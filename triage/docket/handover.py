"""The hand-over of a first report: who must be told what, and who was told when by whom.

One entry serves every channel. Where the ministry and the cyber channel are both told of the same
thing, the later telling is marked as a duplicate of the earlier: nothing is typed twice.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from corpus.area import places_of
from corpus.regime import Source, Wording
from triage.docket.bodies import Body, Hit, Item, Role, load_bodies
from triage.docket.cases import Case, Docket
from triage.docket.entry import EntryId
from triage.docket.happenings import Happening, HappeningStore, Kind
from triage.docket.log import Log
from triage.docket.texts import past, refuse, short_text
from triage.docket.words import wording
from triage.written import as_json

CHANNELS = frozenset({Role.MINISTRY, Role.CYBER})
"""The channels that take one and the same report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """That a body was told something: when, by which way, by whom."""

    entry: EntryId
    body: str
    item: Item
    at: datetime
    way: str
    told_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that one body must be told; `since` is when it could first be told.

    `same_as` names the body that was told the same thing before, through the other channel.
    `count` is how many the sealed list names; the list itself stands nowhere here.
    """

    body: str
    title: Wording
    role: Role
    item: Item
    item_title: Wording
    since: datetime
    told: tuple[Telling, ...]
    same_as: str | None
    count: int | None
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """The hand-over of one entry; without an `area`, to bodies of the whole country only."""

    entry: EntryId
    area: str | None
    prefectures: tuple[str, ...]
    lines: tuple[Line, ...]
    missing: tuple[str, ...]


def tell(docket: Docket, telling: Telling, now: datetime) -> None:
    """Keep that a body was told something, by the docket's viewer.

    Raises:
        UnknownEntry, MayNotEnter: the viewer may not.
        FactsRefused: no such body is known, it does not get that, or it lies ahead.
    """
    body = load_bodies().get(telling.body)
    if body is None:
        raise refuse("unknown_body", "body")
    if telling.item not in body.items:
        raise refuse("not_for_this", "item")
    row = {
        "body": body.id,
        "item": telling.item,
        "told_at": past(telling.at, now, "at").isoformat(),
        "way": short_text(telling.way, "way"),
    }
    Log(docket.db, "tellings").write(telling.entry, row, docket.viewer, now)


def handover(docket: Docket, entry_id: EntryId) -> Handover:
    """Who must be told what of an entry, and who was.

    Raises:
        UnknownEntry: no entry this viewer may see has that id.
        FactsRefused: its accident is older than the first regime.
    """
    case = docket.case(entry_id)
    area = docket.area(case)
    places = places_of(area)
    told = _told(docket, entry_id)
    happened = _happened(docket, case, entry_id)
    duties = frozenset(duty.as_ for duty in case.home.duties if duty.met)
    hit = Hit(
        prefectures=places,
        services=frozenset(each.service for each in case.facts.services),
        cause=case.facts.cause.kind,
        duties=duties,
    )
    bodies = (body for body in load_bodies().values() if body.must_know(hit))
    return Handover(
        entry=entry_id,
        area=area,
        prefectures=tuple(sorted(places)),
        lines=tuple(line for body in bodies for line in _lines(body, happened, told)),
        missing=() if places else ("area",),
    )


def handover_to_json(found: Handover) -> object:
    """`found` as JSON."""
    return as_json(found)


def _told(docket: Docket, entry_id: EntryId) -> tuple[Telling, ...]:
    found = [
        Telling(
            entry=EntryId(row["entry"]),
            body=row["body"],
            item=Item(row["item"]),
            at=datetime.fromisoformat(row["told_at"]),
            way=row["way"],
            told_by=row["told_by"],
        )
        for row in Log(docket.db, "tellings").of(entry_id, docket.viewer)
    ]
    return tuple(sorted(found, key=lambda each: each.at))


def _happened(
    docket: Docket, case: Case, entry_id: EntryId
) -> Mapping[Item, tuple[datetime, int | None]]:
    """What there is to hand over: since when, and how many a list names."""
    found: dict[Item, tuple[datetime, int | None]] = {
        Item.FIRST_REPORT: (case.facts.known_at, None)
    }
    recovered = [filing.reading.recovered for filing in docket.readings(case)]
    ended = next((each.at for each in recovered if each), None)
    if ended is not None:
        found[Item.RECOVERED] = (ended, None)
    for each in HappeningStore(docket.db).of(entry_id, docket.viewer):
        found[Item(each.kind)] = (each.at, _count(each))
    return found


def _count(happening: Happening) -> int | None:
    return happening.count if happening.kind is Kind.IMSI_LIST else None


def _lines(
    body: Body,
    happened: Mapping[Item, tuple[datetime, int | None]],
    told: tuple[Telling, ...],
) -> Iterator[Line]:
    for item, (since, count) in happened.items():
        if item not in body.items:
            continue
        of_item = [each for each in told if each.item is item]
        yield Line(
            body=body.id,
            title=body.title,
            role=body.role,
            item=item,
            item_title=wording("items", item),
            since=since,
            told=tuple(each for each in of_item if each.body == body.id),
            same_as=_same_as(body, of_item),
            count=count,
            source=body.source,
        )


def _same_as(body: Body, of_item: list[Telling]) -> str | None:
    """The body of the other channel that was told first: `body` was told later, or not yet."""
    if body.role not in CHANNELS:
        return None
    bodies = load_bodies()
    first = next((each for each in of_item if bodies[each.body].role in CHANNELS), None)
    if first is None or bodies[first.body].role is body.role:
        return None
    return first.body
