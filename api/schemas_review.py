"""The shapes of what people decide of cases, how far they agree, and what is made of it."""

from pydantic import RootModel

from api.shape import Out


class DecisionOut(Out):
    """A decision on a case, or on two; `stands` is false where a later one took its place."""

    id: int
    said: str
    question: str
    case: str
    other: str | None
    role: str
    reviewer: str
    why: str
    at: str
    stands: bool


class DecisionsOut(RootModel[list[DecisionOut]]):
    """The answer of ``kyokun review list``, oldest first."""


class AgreementOut(Out):
    """How far two reviewers agree on one question; null where it has no value."""

    question: str
    reviewers: list[str]
    cases: int
    share: float | None
    kappa: float | None
    low: float | None
    high: float | None


class AgreementsOut(RootModel[list[AgreementOut]]):
    """The answer of ``kyokun review kappa``, one for each question."""


class TrialOut(Out):
    """A line made of decisions beside the one in use, on decisions it was not made from.

    `old` and `new` are Brier scores (0 is best), `worse` their difference, `worse_at_most` its
    upper end; null where there are too few `examples`.
    """

    examples: int
    old: float | None
    new: float | None
    worse: float | None
    worse_at_most: float | None
    may_replace: bool


class CalibrationOut(Out):
    """A calibration made of decisions up to the id `decisions`, tried against `before`.

    `pair` is tried on cases held to be the same or not, `shared` on cases held to be new or not.
    `version` is null where neither may take the place of what is in use.
    """

    version: str | None
    base: str
    before: str
    decisions: int
    pair: TrialOut
    shared: TrialOut
    may_be_used: bool
    in_use: bool
    at: str | None


class CalibrationsOut(RootModel[list[CalibrationOut]]):
    """The answer of ``kyokun review calibrations``, oldest first."""


class WeightsOut(Out):
    """The answer of ``kyokun review release``: what runs rest on from now on."""

    version: str
