"""The shapes that other programs read. Keys are added, never taken away.

``kyokun schema NAME`` prints the JSON Schema of each, made from these types.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field, RootModel

from api import schemas_bundle, schemas_ledger
from api.schemas_anonymise import AnonymisedOut
from api.schemas_answers import ANSWERS
from api.schemas_bulletin import BulletinOut
from api.schemas_carriers import CarrierImportOut, CarrierOut, CarriersOut
from api.schemas_corpus import (
    BackupOut,
    DecidedOut,
    ImportedOut,
    IncidentOut,
    IndexOut,
    InitOut,
    OfferOut,
    OffersOut,
    RecordOut,
    RestoreOut,
)
from api.schemas_delivery import DELIVERY
from api.schemas_docket import (
    DueAnswerOut,
    DueListOut,
    EntriesOut,
    EntryOut,
    EvidenceListOut,
    FlagsOut,
    HandoverOut,
    HappenedOut,
    MarkedOut,
    ParentOut,
    SealedListOut,
    SealedOut,
)
from api.schemas_duty import DutyOut, RoamingOut, WhatifOut
from api.schemas_facets import FacetsOut, JudgedOut
from api.schemas_lessons import AnswerOut, CompareCasesOut, LessonsOut, PatternsOut, RecurrenceOut
from api.schemas_oversight import GuidanceListOut, MonitoringOut, OperatorsOut
from api.schemas_reading import ReadingIn
from api.schemas_review import (
    AgreementsOut,
    CalibrationOut,
    CalibrationsOut,
    DecisionOut,
    DecisionsOut,
    WeightsOut,
)
from api.schemas_sharing import GroupsOut, PreviewOut, RecipientsOut, SharedOut, SharesOut
from api.schemas_sign_off import (
    LabelsOut,
    LessonIn,
    MeetingsOut,
    RecallsOut,
    SignOffsOut,
    TakenOut,
)
from api.schemas_views import AnnualOut, BurdenOut, CompareOut, ExportOut, ImportanceOut, ReliefOut
from api.shape import BilingualOut, OpenOut, Out, ReasonOut


class NearestOut(Out):
    """An earlier incident, how like it is (0..1), and the facets in which it differs."""

    incident: str
    score: float
    differs_in: list[str]
    title: str
    differences: list[BilingualOut]


class AssessmentOut(Out):
    """A filing as judged, one line of the queue; `report` is null for a text that is not kept.

    `as_of` is null where all on record counted. `position` counts the changes of accounts that
    could count for this viewer as of this date. `new_in` says in what it is new, `standing`
    whether it is ``new``, ``known_elsewhere`` (abroad, since the year `known_since`) or ``known``.
    """

    report: str | None
    incident: str | None
    title: str
    priority: float
    novelty: float
    substance: float
    reasons: list[ReasonOut]
    nearest: list[NearestOut]
    as_of: str | None
    position: int
    configuration: dict[str, str]
    new_in: BilingualOut | None
    standing: str
    known_since: int | None


class QueueLineOut(AssessmentOut):
    """One line of the queue, and what reading it from the top down to here is expected to find.

    `state` is ``accept``, ``defer`` or ``file`` as decided last, or null; `state_newer` says that
    this filing came after the one that was decided on. `expected_found` counts the novel cases,
    `expected_share` is their share (0 to 1) of those in the whole list, before it was cut.
    """

    state: str | None
    state_newer: bool
    expected_found: float
    expected_share: float


class HitOut(Out):
    """An incident found by a search."""

    incident: str
    score: float
    title: str
    why: str


class FaultOut(OpenOut):
    """Why something was refused, and what to do."""

    code: str
    message: str
    where: str | None = None


class ReceiptOut(Out):
    """One filing that was taken, or one file that was not (`receipt` null, `refused` says why)."""

    receipt: str | None
    file: str
    where: str | None = None
    batch: str | None = None
    carrier: str | None = None
    stage: str | None = None
    incidents: list[str] = Field(default_factory=list)
    already: bool = False
    offers: list[OfferOut] = Field(default_factory=list)
    refused: FaultOut | None = None


class RefusalOut(FaultOut):
    """A file that was not taken, as ``kyokun intake --refused`` lists it."""

    file: str
    at: str
    size: int
    sha256: str | None


class FigureOut(OpenOut):
    """A figure with its 95 % interval; null where it is not defined."""

    value: float | None
    low: float | None
    high: float | None


class FiguresOut(OpenOut):
    """All figures of a suite on some rows, with the baselines beside them."""

    n: int
    positives: int
    figures: dict[str, FigureOut]
    baselines: dict[str, dict[str, FigureOut]]


class SuiteOut(OpenOut):
    """The figures of one suite, or why it was `skipped`."""

    suite: str
    all: FiguresOut | None = None
    focus: FiguresOut | None = None
    skipped: str | None = None


class EvaluationOut(SuiteOut):
    """The answer of ``kyokun eval``: one suite, or all `suites`."""

    suites: list[SuiteOut] | None = None


class ErrorOut(Out):
    """The answer of any command that could not give its own."""

    error: FaultOut


class TriageOut(RootModel[AssessmentOut | list[AssessmentOut]]):
    """The answer of ``kyokun triage``: one filing or text as judged, or a list of filings."""


class QueueOut(RootModel[list[QueueLineOut]]):
    """The answer of ``kyokun queue``, highest priority first."""


class SearchOut(RootModel[list[HitOut]]):
    """The answer of ``kyokun search``, best first."""


class IntakeOut(RootModel[list[ReceiptOut]]):
    """The answer of ``kyokun intake``, in the order of the files."""


class RefusalsOut(RootModel[list[RefusalOut]]):
    """The answer of ``kyokun intake --refused``, latest first."""


SCHEMAS: Mapping[str, type[BaseModel]] = {
    "anonymise": AnonymisedOut,
    "init": InitOut,
    "intake": IntakeOut,
    "refusals": RefusalsOut,
    "triage": TriageOut,
    "queue": QueueOut,
    "search": SearchOut,
    "corpus-import": ImportedOut,
    "corpus-export": RecordOut,
    "corpus-show": IncidentOut,
    "corpus-offers": OffersOut,
    "corpus-decide": DecidedOut,
    "carriers-list": CarriersOut,
    "carriers-show": CarrierOut,
    "carriers-import": CarrierImportOut,
    "review": DecisionOut,
    "review-list": DecisionsOut,
    "review-kappa": AgreementsOut,
    "review-calibrate": CalibrationOut,
    "review-calibrations": CalibrationsOut,
    "review-release": WeightsOut,
    "facets": FacetsOut,
    "lessons": LessonsOut,
    "lessons-judge": JudgedOut,
    "lessons-patterns": PatternsOut,
    "share": SharesOut,
    "share-list": SharedOut,
    "share-bulletin": BulletinOut,
    "share-preview": PreviewOut,
    "share-recipients": RecipientsOut,
    "groups": GroupsOut,
    "sign-off": SignOffsOut,
    "lessons-taken": TakenOut,
    "lessons-recalls": RecallsOut,
    "lesson": LessonIn,
    "members-only": LabelsOut,
    "meeting": MeetingsOut,
    **ANSWERS,
    **DELIVERY,
    **schemas_bundle.SHAPES,
    **schemas_ledger.SHAPES,
    "recurrence": RecurrenceOut,
    "ask": AnswerOut,
    "compare-cases": CompareCasesOut,
    "duty": DutyOut,
    "roaming": RoamingOut,
    "whatif": WhatifOut,
    "compare": CompareOut,
    "importance": ImportanceOut,
    "relief": ReliefOut,
    "entry": EntryOut,
    "entries": EntriesOut,
    "entry-evidence": EvidenceListOut,
    "entry-parent": ParentOut,
    "due": DueAnswerOut,
    "overdue": DueListOut,
    "done": MarkedOut,
    "flags": FlagsOut,
    "handover": HandoverOut,
    "handover-imsi": SealedOut,
    "handover-sealed": SealedListOut,
    "happened": HappenedOut,
    "guidance": GuidanceListOut,
    "monitor": MonitoringOut,
    "operators": OperatorsOut,
    "reading": ReadingIn,
    "export": ExportOut,
    "report-annual": AnnualOut,
    "burden": BurdenOut,
    "index": IndexOut,
    "eval": EvaluationOut,
    "backup": BackupOut,
    "restore": RestoreOut,
    "error": ErrorOut,
}


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of the shape called `name`, a key of SCHEMAS."""
    return SCHEMAS[name].model_json_schema()
