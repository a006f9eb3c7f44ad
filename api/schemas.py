"""The shapes that other programs read. Keys are added, never taken away.

``kyokun schema NAME`` prints the JSON Schema of each, made from these types.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, RootModel


class _Out(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReasonOut(_Out):
    """Why a filing ranks where it does."""

    source: str
    points: float
    evidence: str


class BilingualOut(_Out):
    """One line in each language."""

    ja: str
    en: str


class NearestOut(_Out):
    """An earlier incident, how like it is (0..1), and the facets in which it differs."""

    incident: str
    score: float
    differs_in: list[str]
    title: str
    differences: list[BilingualOut]


class AssessmentOut(_Out):
    """A filing as judged, one line of the queue; `report` is null for a text that is not kept."""

    report: str | None
    incident: str | None
    title: str
    priority: float
    novelty: float
    substance: float
    reasons: list[ReasonOut]
    nearest: list[NearestOut]
    as_of: str
    position: int
    configuration: dict[str, str]


class HitOut(_Out):
    """An incident found by a search."""

    incident: str
    score: float
    title: str
    why: str


class FaultOut(BaseModel):
    """Why something was refused, and what to do."""

    model_config = ConfigDict(extra="allow", frozen=True)

    code: str
    message: str
    where: str | None = None


class OfferOut(_Out):
    """An accident on record that a filing may be about."""

    filing: str
    incident: str
    points: int
    state: str
    reasons: list[str]


class ReceiptOut(_Out):
    """One filing that was taken, or one file that was not (`receipt` null, `refused` says why)."""

    receipt: str | None
    file: str
    where: str | None = None
    batch: str | None = None
    carrier: str | None = None
    stage: str | None = None
    incidents: list[str] = []
    already: bool = False
    unread: int = 0
    offers: list[OfferOut] = []
    refused: FaultOut | None = None


class RefusalOut(_Out):
    """A file that was not taken, as ``kyokun intake --refused`` lists it."""

    file: str
    code: str
    where: str
    at: str
    size: int
    sha256: str | None
    message: str


class FigureOut(_Out):
    """A figure with its 95 % interval; null where it is not defined."""

    model_config = ConfigDict(extra="allow", frozen=True)

    value: float | None
    low: float | None
    high: float | None


class FiguresOut(BaseModel):
    """All figures of a suite on some rows, with the baselines beside them."""

    model_config = ConfigDict(extra="allow", frozen=True)

    n: int
    positives: int
    figures: dict[str, FigureOut]
    baselines: dict[str, dict[str, FigureOut]]


class EvaluationOut(BaseModel):
    """The answer of ``kyokun eval``: figures, or why it was `skipped`, or all `suites`."""

    model_config = ConfigDict(extra="allow", frozen=True)

    suite: str
    all: FiguresOut | None = None
    focus: FiguresOut | None = None
    skipped: str | None = None
    suites: list["EvaluationOut"] | None = None


class QueueOut(RootModel[list[AssessmentOut]]):
    """The answer of ``kyokun queue`` and ``kyokun triage --all``, highest priority first."""


class SearchOut(RootModel[list[HitOut]]):
    """The answer of ``kyokun search``, best first."""


class IntakeOut(RootModel[list[ReceiptOut]]):
    """The answer of ``kyokun intake``, in the order of the files."""


class RefusalsOut(RootModel[list[RefusalOut]]):
    """The answer of ``kyokun intake --refused``, latest first."""


SCHEMAS: Mapping[str, type[BaseModel]] = {
    "queue": QueueOut,
    "triage": AssessmentOut,
    "search": SearchOut,
    "intake": IntakeOut,
    "refusals": RefusalsOut,
    "eval": EvaluationOut,
}


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of the shape called `name`, a key of SCHEMAS."""
    return SCHEMAS[name].model_json_schema()
