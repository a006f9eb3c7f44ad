"""The shapes of the docket: entries, what is due, who was told."""

from typing import Any

from pydantic import Field, RootModel

from api.schemas_duty import DecisionOut, SourceOut
from api.shape import BilingualOut, Out


class ChangeOut(Out):
    """A fact that differs from the version before, by its path; null: not told."""

    path: str
    before: Any
    after: Any


class VersionOut(Out):
    """One version of an entry: who entered it, when and why, and what it changed."""

    version: int
    told_by: str
    at: str
    why: str | None
    changes: list[ChangeOut]


class EvidenceOut(Out):
    """Evidence beside the counts, which it does not change; `share` (0 to 1) of users."""

    entry: str
    kind: str
    service: str | None
    share: float | None
    text: str


class EntryLineOut(Out):
    """An entry without its facts, in its latest version."""

    id: str
    carrier: str | None
    filing: str | None
    incidents: list[str]
    version: int
    regimes: list[str]
    area: str | None
    voluntary: bool
    told_by: str
    at: str


class EntryOut(EntryLineOut):
    """The answer of ``kyokun entry add``, ``revise`` and ``show``.

    `duty` is what the watched regimes say of the facts, that of the day first; it is empty for
    an accident older than the first regime. `history` is given where it is asked for.
    """

    facts: dict[str, Any]
    history: list[VersionOut]
    duty: list[DecisionOut]
    evidence: list[EvidenceOut]
    parent: str | None


class EntriesOut(RootModel[list[EntryLineOut]]):
    """The answer of ``kyokun entry list`` and ``children``."""


class EvidenceListOut(RootModel[list[EvidenceOut]]):
    """The answer of ``kyokun entry evidence``: all evidence of the entry."""


class ParentOut(Out):
    """The answer of ``kyokun entry parent``."""

    entry: str
    parent: str


class DoneOut(Out):
    """That something was done: when, how that is known (``filed``, ``said``), by what or whom."""

    at: str
    how: str
    filing: str | None
    told_by: str | None


class DueItemOut(Out):
    """One thing that is due. `at`: a day, a moment or ``promptly``; late from `ends` on.

    Where an `option` moved it, `law_at` is what the law says. Not `certain`: a missing fact
    decides whether it is due at all.
    """

    case: str
    carrier: str | None
    incidents: list[str]
    key: str
    regime: str | None
    as_: str | None = Field(alias="as")
    term: str
    title: BilingualOut
    since: str
    at: str
    ends: str | None
    certain: bool
    source: SourceOut
    law_at: str | None
    option: str | None
    state: str
    done: DoneOut | None
    state_title: BilingualOut


class DueListOut(Out):
    """The answer of ``kyokun due`` and ``overdue``, soonest first."""

    as_of: str
    zone: str
    items: list[DueItemOut]
    unjudged: list[str]


class CalendarOut(Out):
    """The answer of ``kyokun due --ics FILE``."""

    file: str
    events: int


class DueAnswerOut(RootModel[DueListOut | CalendarOut]):
    """The answer of ``kyokun due``; with ``--ics``, of the file that was written."""


class MarkedOut(Out):
    """The answer of ``kyokun done``; `done_at` null: not done after all."""

    entry: str
    key: str
    done_at: str | None


class FlagOut(Out):
    """One flag, and its words."""

    code: str
    wording: BilingualOut


class FlaggedOut(Out):
    """A case with its label and flags; `likely` by the figures of the whole accident."""

    case: str
    carrier: str | None
    filing: str | None
    incidents: list[str]
    regime: str
    label: str
    title: BilingualOut
    flags: list[FlagOut]
    parent: str | None
    missing: list[str]
    likely: str | None


class FlagsOut(RootModel[list[FlaggedOut]]):
    """The answer of ``kyokun flags``."""


class TellingOut(Out):
    """That a body was told something: when, by which way, by whom."""

    entry: str
    body: str
    item: str
    at: str
    way: str
    told_by: str


class HandoverLineOut(Out):
    """One thing that one body must be told; `same_as`: the body that was told the same before."""

    body: str
    title: BilingualOut
    role: str
    item: str
    item_title: BilingualOut
    since: str
    told: list[TellingOut]
    same_as: str | None
    count: int | None
    source: SourceOut


class HandoverOut(Out):
    """The answer of ``kyokun handover show`` and ``told``."""

    entry: str
    area: str | None
    prefectures: list[str]
    lines: list[HandoverLineOut]
    missing: list[str]


class SealedOut(Out):
    """The answer of ``kyokun handover imsi``: how many, and the reference of the sealed list."""

    entry: str
    count: int
    sealed: str


class SealedListOut(RootModel[list[str]]):
    """The answer of ``kyokun handover sealed``."""


class HappeningOut(Out):
    """One thing that happened; `mode` of roaming, `count` of subscribers on the list."""

    entry: str
    kind: str
    at: str
    mode: str | None
    count: int | None


class HappenedOut(RootModel[list[HappeningOut]]):
    """The answer of ``kyokun happened``, by time."""
