"""What people decided, as it binds a run: no rerun undoes it.

* "not the same" takes the other case from the precedents of this one, and the other way round
* "the same", with a case that started earlier, makes novelty 0; "not novel" does so too
* "novel" makes novelty 1 until somebody decides otherwise
* accept, defer and file are the state of the case in the queue
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlite_utils import Database

from corpus.account import Account
from corpus.accounts import AccountStore
from corpus.database import snapshot
from corpus.ids import IncidentId
from corpus.viewer import Viewer
from triage.assessment import DECISIONS, Assessment
from triage.cases import Case
from triage.likeness.elsewhere import Standing
from triage.reasons import NOVELTY, Reason
from triage.review.decision import Decision, Question, Said, Side
from triage.review.store import DecisionStore, standing
from triage.review.words import wording

_SAID_NOVELTY = {Said.NOVEL: 1.0, Said.NOT_NOVEL: 0.0, Said.SAME: 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """What binds one case: `novelty` is the decision that settles how new it is, None: none does.

    `apart` are incidents that people hold not to be the same, `same` those that they do.
    """

    novelty: Decision | None = None
    apart: frozenset[IncidentId] = frozenset()
    same: frozenset[IncidentId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Other:
    """The other case of a decision, as it is now: its incidents, and the day it started."""

    incidents: frozenset[IncidentId]
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bindings:
    """All that binds a run for one viewer; `until` is the id of its last decision, 0 for none."""

    until: int
    decisions: tuple[Decision, ...]
    others: Mapping[str, _Other]

    @classmethod
    def load(cls, db: Database, viewer: Viewer, until: int | None = None) -> "Bindings":
        """What binds runs for `viewer`; with `until`, as it was when that decision was taken.

        Decisions bind the secretariat and the committee: nobody else sees, or feels, any.
        """
        with snapshot(db):
            decisions = standing(DecisionStore(db).all(viewer, until))
            others = {
                str(side.account): _other(db, side, viewer)
                for decision in decisions
                if decision.other is not None
                for side in decision.sides
            }
        last = max((decision.id for decision in decisions), default=0)
        return cls(until=last, decisions=decisions, others=others)

    def of(self, account: Account, as_of: date | None) -> Binding:
        """What binds the case that `account` tells of, judged as of a date."""
        names = frozenset({str(account.id), *map(str, account.incidents)})
        novelty: Decision | None = None
        apart: set[IncidentId] = set()
        same: set[IncidentId] = set()
        for decision in self.decisions:
            if decision.question is Question.MECHANISM:
                other = self._other(decision, names)
                if other is None:
                    continue
                (same if decision.said is Said.SAME else apart).update(other.incidents)
                if decision.said is Said.SAME and _is_earlier(other, account, as_of):
                    novelty = decision
            elif decision.question is Question.NOVELTY and decision.case.names & names:
                novelty = decision
        return Binding(
            novelty=novelty,
            apart=frozenset(apart) - frozenset(account.incidents),
            same=frozenset(same) - frozenset(account.incidents),
        )

    def states(self) -> Mapping[str, Decision]:
        """By each id that a case is known by, what was decided last to do with it."""
        return {
            name: decision
            for decision in self.decisions
            if decision.question is Question.STATE
            for name in decision.case.names
        }

    def _other(self, decision: Decision, names: frozenset[str]) -> _Other | None:
        """The other side of a decision on two cases; None where it is not about this one."""
        assert decision.other is not None  # it answers a question on two
        if decision.case.names & names:
            return self.others[str(decision.other.account)]
        if decision.other.names & names:
            return self.others[str(decision.case.account)]
        return None


def barring(case: Case, binding: Binding) -> Case:
    """`case`, which has no precedent that a person said is not the same."""
    return replace(case, barred=case.barred | binding.apart)


def bound(
    assessment: Assessment, binding: Binding, bindings: Bindings, points: float
) -> Assessment:
    """`assessment` as it stands with what people decided; a full novelty gives `points`."""
    configuration = {**assessment.configuration, DECISIONS: str(bindings.until)}
    assessment = replace(assessment, configuration=configuration)
    if binding.novelty is None:
        return assessment
    value = _SAID_NOVELTY[binding.novelty.said]
    told = _reason(binding.novelty, points * value)
    rest = tuple(reason for reason in assessment.reasons if reason.source != NOVELTY)
    return replace(
        assessment,
        novelty=value,
        substance=1.0,
        standing=_stands(assessment, value),
        known_since=assessment.known_since if value else None,
        new_in=assessment.new_in if value else None,
        reasons=(told, *rest) if told.points > 0 else rest,
    )


def _stands(assessment: Assessment, novelty: float) -> Standing:
    """Where the case was met before: what people call new may be known abroad still."""
    if novelty == 0:
        return Standing.KNOWN
    abroad = assessment.standing is Standing.KNOWN_ELSEWHERE
    return assessment.standing if abroad else Standing.NEW


def _reason(decision: Decision, points: float) -> Reason:
    said = wording("words", decision.said)
    told = wording("evidence", "novelty").ja.format(
        said=said.ja, who=decision.role, day=decision.at.date().isoformat()
    )
    return Reason(NOVELTY, points, told)


def _is_earlier(other: _Other, account: Account, as_of: date | None) -> bool:
    """Whether the other case counts as an earlier one of `account`, as of a date."""
    if other.day is None:
        return as_of is None
    before = min((day for day in (account.day, as_of) if day is not None), default=date.max)
    return other.day < before


def _other(db: Database, side: Side, viewer: Viewer) -> _Other:
    account = AccountStore(db).get(side.account, viewer)  # seen, or the decision were not
    return _Other(incidents=side.incidents | frozenset(account.incidents), day=account.day)
