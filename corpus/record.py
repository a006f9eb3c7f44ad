"""The public record: one accident a line of JSON, and the account each line gives.

`mechanism` and `similar_to` are labels for evaluation. They are kept, so that what came in goes
out again, and nothing here lets them into an account.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Any

from corpus.account import Account, Language, without_marks
from corpus.ids import AccountId, IncidentId
from corpus.japan import JST
from corpus.language import language_of
from corpus.reading import Moment, Precision
from corpus.record_fields import (
    NEEDED,
    NEEDED_TO_EVALUATE,
    Line,
    Row,
    check,
    check_id,
    check_known,
    completed,
    row_of,
)

_TITLE = 90
_FULL_DAY = len("2022-07-02")
_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, _FULL_DAY: Precision.DAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One line of the public record. None and empty: not known, never "none".

    `line` is the line as it was given, without what ended it; `started_at` is a year, month, day
    or moment in ISO 8601; `users` is the largest published figure, whatever its unit.
    """

    id: IncidentId
    line: str = field(repr=False)
    operator: str = ""
    country: str | None = None
    service_kinds: tuple[str, ...] = ()
    started_at: str | None = None
    minutes: int | None = None
    users: int | None = None
    area: str | None = None
    trigger: str | None = None
    root_cause: str | None = None
    propagation: str | None = None
    recovery: str | None = None
    prolonging_factors: str | None = None
    cause_class: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    countermeasures: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    narrative_ja: str | None = None
    narrative_en: str | None = None
    sources: tuple[tuple[str | None, str | None], ...] = ()
    confidence: str | None = None
    similar_to: tuple[IncidentId, ...] = ()
    mechanism: str | None = None

    @property
    def day(self) -> date | None:
        """The day the accident started; None where only a month or year is known, or nothing."""
        if self.started_at is None or len(self.started_at) < _FULL_DAY:
            return None
        return date.fromisoformat(self.started_at[:_FULL_DAY])

    @property
    def started(self) -> Moment | None:
        """When the accident started, as exactly as is known."""
        if self.started_at is None:
            return None
        at = completed(self.started_at)
        if at.tzinfo is None:
            at = at.replace(tzinfo=JST if self.country == "JP" else UTC)
        precision = _PRECISIONS.get(len(self.started_at), Precision.MINUTE)
        return Moment(at=at, precision=precision, text=self.started_at)


def read_record(lines: Iterable[str | bytes]) -> Iterator[Record]:
    """The records in a file's `lines`, each checked in full before it is given.

    Bytes are UTF-8, with or without a byte order mark. Empty lines are passed over.

    Raises:
        RecordRefused: a line cannot be taken, or has the id of an earlier one.
    """
    return _records(lines, strict=True)


def read_labelled(lines: Iterable[str | bytes]) -> Iterator[Record]:
    """The records that an evaluation judges: an id, a start, one narrative and a mechanism do.

    The start may be null. Fields the format does not have are passed over.

    Raises:
        RecordRefused: as `read_record`.
    """
    return _records(lines, strict=False)


def account_of(record: Record) -> Account:
    """What the public record says of an accident, as it is compared: narratives and facts."""
    texts = {}
    for language, narrative in narratives_of(record).items():
        parts = [narrative, facts_of(record, language)]
        if any(parts):
            texts[language] = without_marks("\n".join(filter(None, parts)))
    return Account(
        id=AccountId(record.id),
        incidents=(record.id,),
        title=title_of(record),
        day=record.day,
        texts=texts,
    )


def narratives_of(record: Record) -> dict[Language, str]:
    """The narrative in each language; empty where there is none."""
    return {
        Language.JA: (record.narrative_ja or "").strip(),
        Language.EN: (record.narrative_en or "").strip(),
    }


def facts_of(record: Record, language: Language) -> str:
    """The facts that are written in `language`, one a line: what failed, why, how it ended."""
    facts = (
        record.trigger,
        record.root_cause,
        record.propagation,
        record.recovery,
        record.prolonging_factors,
        *record.countermeasures,
        *record.lessons,
    )
    return "\n".join(fact for fact in facts if fact and language_of(fact) == language)


def title_of(record: Record) -> str:
    """One line for lists: the operator, and what set the accident off."""
    narratives = narratives_of(record)
    about = record.trigger or record.propagation or record.root_cause
    said = about or narratives[Language.JA] or narratives[Language.EN]
    title = " ".join(f"{record.operator}: {said}".removeprefix(": ").split())
    return title if len(title) <= _TITLE else title[: _TITLE - 1] + "…"


def _records(lines: Iterable[str | bytes], *, strict: bool) -> Iterator[Record]:
    seen: dict[str, int] = {}
    for number, given in enumerate(lines, start=1):
        line = Line(number)
        text = _decoded(line, given)
        if not text.strip():
            continue
        row = row_of(line, text)
        if strict:
            check_known(line, row)
        check(line, row, NEEDED if strict else NEEDED_TO_EVALUATE)
        check_id(line, row["id"])
        if row["id"] in seen:
            line.refuse("duplicate_id", "id", first=seen[row["id"]])
        seen[row["id"]] = number
        yield _record(row, text)


def _decoded(line: Line, given: str | bytes) -> str:
    if isinstance(given, bytes):
        try:
            given = given.decode("utf-8")
        except UnicodeDecodeError as fault:
            line.refuse("bad_encoding", byte=fault.start)
    if line.number == 1:
        given = given.removeprefix("\ufeff")
    return given.removesuffix("\n").removesuffix("\r")


def _record(row: Row, line: str) -> Record:
    def told(name: str) -> Any:
        return row.get(name)

    def several(name: str) -> tuple[str, ...]:
        return tuple(row.get(name) or ())

    return Record(
        id=IncidentId(row["id"]),
        line=line,
        operator=told("operator") or "",
        country=told("country"),
        service_kinds=several("service_kinds"),
        started_at=told("started_at"),
        minutes=told("duration_minutes"),
        users=told("affected_users"),
        area=told("affected_area"),
        trigger=told("trigger"),
        root_cause=told("root_cause"),
        propagation=told("propagation"),
        recovery=told("recovery"),
        prolonging_factors=told("prolonging_factors"),
        cause_class=several("cause_class"),
        equipment=several("equipment"),
        countermeasures=several("countermeasures"),
        lessons=several("lessons"),
        narrative_ja=told("narrative_ja"),
        narrative_en=told("narrative_en"),
        sources=tuple((each["title"], each.get("url")) for each in row.get("sources") or ()),
        confidence=told("confidence"),
        similar_to=tuple(IncidentId(each) for each in several("similar_to")),
        mechanism=told("mechanism"),
    )
