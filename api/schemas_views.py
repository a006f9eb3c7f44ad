"""The shapes of the views beside a duty, and of documents that were written."""

from pydantic import Field, RootModel

from api.schemas_duty import ClockOut, DepthOut, SourceOut
from api.shape import BilingualOut, Out


class AreaReliefOut(Out):
    """One carrier's users in one area: the share (0 to 1) that others still cover."""

    carrier: str
    area: str
    users: int
    known: bool
    low: float
    high: float
    helpers: list[str]
    silent: list[str]


class ReliefOut(Out):
    """The answer of ``kyokun relief``."""

    areas: list[AreaReliefOut]
    users: int
    users_unknown: int
    covered_low: float
    covered_high: float
    share_low: float | None
    share_high: float | None
    capacity: int | None
    servable: float | None
    illustrative: bool
    note: str | None


class CellOut(Out):
    """What the matrix says of a service on one axis."""

    axis: str
    title: BilingualOut
    level: str
    said: BilingualOut
    weight: float


class ServiceImportanceOut(Out):
    """The matrix for one service; `weight` is 0 to 1."""

    service: str
    column: str
    title: BilingualOut
    derived: bool
    cells: list[CellOut]
    weight: float
    source: SourceOut


class ImportanceOut(RootModel[list[ServiceImportanceOut]]):
    """The answer of ``kyokun importance``."""


class ExemptionOut(Out):
    """Services that a regime exempts, and those of them that this accident hit."""

    services: list[str]
    hit: list[str]
    told: BilingualOut
    provision: str
    mark: str


class RegimeNoteOut(Out):
    """What a reader of any decision under the regime should know."""

    wording: BilingualOut
    mark: str


class ComparedOut(Out):
    """The answer of one regime; `outside`: not in force on the day."""

    regime: str
    title: BilingualOut
    jurisdiction: str
    status: str
    outside: bool
    reportable: str
    as_: str = Field(alias="as")
    lines: list[str]
    first: str | None
    detailed: str | None
    clocks: list[ClockOut]
    exempt: ExemptionOut | None
    missing: list[str]
    notes: list[RegimeNoteOut]


class CompareOut(RootModel[list[ComparedOut]]):
    """The answer of ``kyokun compare``."""


class DocumentOut(Out):
    """One document that was written."""

    kind: str
    file: str
    bytes: int


class ExportOut(Out):
    """The answer of ``kyokun export``; `depth` by the kind of cause."""

    report: str
    cause: str
    voluntary: bool
    depth: list[DepthOut]
    documents: list[DocumentOut]


class AnnualOut(Out):
    """The answer of ``kyokun report annual``; `file` null: there was nothing to list.

    `members_only`: what was left out, as the committee keeps it to itself.
    """

    year: int
    file: str | None
    rows: list[str]
    undetermined: list[str]
    members_only: list[str]


class FormOut(Out):
    """How the items of one form are entered."""

    form: str
    items: int
    choice: int
    figure: int
    moment: int
    short: int
    free: int


class ReportBurdenOut(Out):
    """What one report costs to file; minutes are estimates, typed once and for each document."""

    report: str
    forms: list[str]
    items: int
    touched: int
    free_text: int
    free_text_touched: int
    characters: int
    typings: int
    minutes: float
    minutes_typed_apart: float
    mark: str
    note: str


class BurdenOut(RootModel[ReportBurdenOut | list[FormOut]]):
    """The answer of ``kyokun burden``: of one report, or of the forms."""
