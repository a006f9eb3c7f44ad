"""The shapes of what people decide of cases, and of how far they agree."""

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
