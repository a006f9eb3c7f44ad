"""The shapes of what the secretariat asks and records: guidance, operators, monitoring."""

from typing import Any

from pydantic import RootModel

from api.shape import BilingualOut, Out


class AskedOut(Out):
    """One thing that guidance asks, under the key by which it is answered."""

    key: str
    due_on: str
    text: str
    answered_on: str | None
    answered_by: str | None


class GuidanceOut(Out):
    """Administrative guidance on record."""

    number: int
    entry: str
    given_on: str
    title: str
    reference: str | None
    asked: list[AskedOut]


class GuidanceListOut(RootModel[list[GuidanceOut]]):
    """The answer of ``kyokun guidance``."""


class UnreachedOut(Out):
    """An operator whose last tries got no answer."""

    operator: str
    carrier: str | None
    tries: int
    since: str
    last: str
    ways: list[str]


class OperatorsOut(RootModel[list[UnreachedOut]]):
    """The answer of ``kyokun operators``, longest first."""


class QuestionOut(Out):
    """One question of monitoring, and where its answer may stand."""

    id: str
    title: BilingualOut
    places: list[str]
    same_as: str | None
    mark: str


class FoundOut(Out):
    """What stands at one place, and in which filing; null: in what was entered."""

    place: str
    value: Any
    filing: str | None


class AnsweredOut(Out):
    """A question and all that was already told of it."""

    question: str
    title: BilingualOut
    same_as: str | None
    found: list[FoundOut]


class SheetOut(Out):
    """The answers for one case."""

    case: str
    carrier: str | None
    incidents: list[str]
    answers: list[AnsweredOut]
    unanswered: list[str]


class MonitoringOut(Out):
    """The answer of ``kyokun monitor``."""

    year: int
    questions: list[QuestionOut]
    sheets: list[SheetOut]
