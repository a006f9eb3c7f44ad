"""Decisions as labels: pairs of cases said to be the same or not, and cases said to be new or not.

They come from people at work, not from an evaluation set: a calibration may be made from them.
"""

from dataclasses import dataclass

from sqlite_utils import Database

from corpus.ids import AccountId
from corpus.viewer import Viewer
from triage.review.decision import Question, Said
from triage.review.store import DecisionStore, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPair:
    """Two cases, and whether people hold that they share the mechanism; `decision` says when."""

    one: AccountId
    other: AccountId
    same: bool
    decision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledCase:
    """A case, and whether people hold that it was new."""

    account: AccountId
    novel: bool
    decision: int


def labelled_pairs(db: Database, viewer: Viewer) -> tuple[LabelledPair, ...]:
    """The pairs on which a decision stands, as `viewer` may know them, oldest first."""
    return tuple(
        LabelledPair(
            one=decision.case.account,
            other=decision.other.account,
            same=decision.said is Said.SAME,
            decision=decision.id,
        )
        for decision in standing(DecisionStore(db).all(viewer))
        if decision.other is not None
    )


def labelled_cases(db: Database, viewer: Viewer) -> tuple[LabelledCase, ...]:
    """The cases whose novelty was decided, as `viewer` may know them, oldest first."""
    return tuple(
        LabelledCase(
            account=decision.case.account,
            novel=decision.said is Said.NOVEL,
            decision=decision.id,
        )
        for decision in standing(DecisionStore(db).all(viewer))
        if decision.question is Question.NOVELTY
    )
