"""What a person can decide of a case, or of two, and how it is kept."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from corpus.ids import AccountId, IncidentId
from corpus.viewer import Viewer


class Said(StrEnum):
    """What was decided."""

    ACCEPT = "accept"  # 取り上げる
    DEFER = "defer"  # 保留
    FILE = "file"  # 綴じる
    NOVEL = "novel"  # 新しい
    NOT_NOVEL = "not-novel"  # 新しくない
    SAME = "same"  # 同じ仕組み
    NOT_SAME = "not-same"  # 同じ仕組みではない


class Question(StrEnum):
    """What a decision answers: of several on one question, the latest stands."""

    STATE = "state"  # 審査での扱い
    NOVELTY = "novelty"  # 新規性
    MECHANISM = "same_mechanism"  # 同じ仕組みか


QUESTIONS: dict[Said, Question] = {
    Said.ACCEPT: Question.STATE,
    Said.DEFER: Question.STATE,
    Said.FILE: Question.STATE,
    Said.NOVEL: Question.NOVELTY,
    Said.NOT_NOVEL: Question.NOVELTY,
    Said.SAME: Question.MECHANISM,
    Said.NOT_SAME: Question.MECHANISM,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """A decision to be taken: on the case told by `account`, or on it and `other`.

    `by` is in what capacity, `reviewer` the name of the person who decides.
    """

    said: Said
    account: AccountId
    by: Viewer
    reviewer: str
    why: str
    other: AccountId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A case as it was decided on: its account, and the incidents that this was about then."""

    account: AccountId
    incidents: frozenset[IncidentId]

    @property
    def names(self) -> frozenset[str]:
        """The ids the case is known by again: by any of them the decision is about it."""
        return frozenset({str(self.account), *map(str, self.incidents)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision on record; `id` rises with time."""

    id: int
    said: Said
    case: Side
    other: Side | None
    role: str
    reviewer: str
    why: str
    at: datetime

    @property
    def question(self) -> Question:
        """What it answers."""
        return QUESTIONS[self.said]

    @property
    def sides(self) -> tuple[Side, ...]:
        """The case, and the other where there is one."""
        return (self.case,) if self.other is None else (self.case, self.other)
