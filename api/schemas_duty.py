"""The shapes of ``kyokun duty``, ``roaming`` and ``whatif``."""

from pydantic import Field, RootModel

from api.shape import BilingualOut, Out


class SourceOut(Out):
    """Where a rule stands, the text it was read in, and how surely it is known."""

    provision: str
    mark: str
    document: str


class LineAskOut(Out):
    """One thing that a line asks: ``users``, ``at_least``, 30,000."""

    fact: str
    test: str
    figure: float


class LineOut(Out):
    """A line held against one service; `met` is null where a missing fact decides."""

    service: str
    line: str
    users: int | None
    minutes: float | None
    met: bool | None
    row: str
    asks: list[LineAskOut]
    source: str
    mark: str


class GeneralTestOut(Out):
    """The general test of the annual report, for one service."""

    service: str
    users: int | None
    minutes: float | None
    met: bool | None


class DueOut(Out):
    """By when: ISO dates, the word ``promptly``, or null."""

    first: str | None
    detailed: str | None
    annual: str | None


class TriggeredOut(Out):
    """One duty that is triggered, or may be (`met` null), with its own form and dates."""

    as_: str = Field(alias="as")
    met: bool | None
    form: str | None
    due: DueOut


class ClockOut(Out):
    """One clock that runs: what is due, and when."""

    id: str
    title: BilingualOut
    at: str | None
    source: SourceOut


class DepthOut(Out):
    """One matter of the detailed report, and how deep it goes: ``thick`` or ``thin``."""

    id: str
    section: str
    depth: str
    ja: str
    en: str


class FirstReportOut(Out):
    """What the first report says."""

    items: list[BilingualOut]
    reduced: bool
    form: str | None
    source: SourceOut


class LinkOut(Out):
    """The accident at the owner of the equipment that this one belongs to."""

    kind: str
    of: str


class AskOut(Out):
    """Something that a person must enter or find out."""

    path: str
    ja: str
    en: str
    given: str | None


class DutyReasonOut(Out):
    """Why the decision came out as it did."""

    code: str
    ja: str
    en: str
    source: str | None
    mark: str | None


class NoteOut(Out):
    """What a reader of any decision under the regime should know."""

    ja: str
    en: str
    mark: str


class DecisionOut(Out):
    """The duty of one accident under one regime, with everything it rests on."""

    regime: str
    title: BilingualOut
    status: str
    applied_outside_effect: bool
    reportable: str
    serious: str | None
    as_: str = Field(alias="as")
    lines: list[LineOut]
    general_test: list[GeneralTestOut]
    duties: list[TriggeredOut]
    due: DueOut
    clocks: list[ClockOut]
    depth: list[DepthOut]
    first_report: FirstReportOut | None
    links: list[LinkOut]
    asks: list[AskOut]
    voluntary: bool
    missing: list[str]
    reasons: list[DutyReasonOut]
    notes: list[NoteOut]


class DutyOut(RootModel[DecisionOut | list[DecisionOut]]):
    """The answer of ``kyokun duty``: one decision, or with ``--regime all`` a list."""


class RoamingOut(Out):
    """The answer of ``kyokun roaming``: the mode that fits, and what works in it."""

    mode: str
    title: BilingualOut
    emergency_call: bool
    call_back: bool
    shown_at_desk: str
    voice: bool
    sms: bool
    data: bool
    notices: BilingualOut
    reasons: list[BilingualOut]


class YearOut(Out):
    """One fiscal year under both regimes; `more` and `fewer` are told under one of them only."""

    year: int
    cases: int
    before: int
    after: int
    undetermined_before: int
    undetermined_after: int
    more: list[str]
    fewer: list[str]
    services_more: list[str]


class EstimateOut(Out):
    """The ministry's estimate for a group of services, by year."""

    id: str
    title: BilingualOut
    more: dict[int, int]
    now: dict[int, int]


class WhatifOut(Out):
    """The answer of ``kyokun whatif``."""

    before: str
    after: str
    years: list[YearOut]
    left_out: int
    estimates: list[EstimateOut]
    limits: list[BilingualOut]
