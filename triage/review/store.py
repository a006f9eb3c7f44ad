"""Keep what people decide. Rows are only ever added; what stands is read from the latest.

Decisions are laid before the secretariat and the committee alone; those of them on accounts that
a viewer does not see are not shown to it.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.database import transaction
from corpus.door import audiences_json, seen
from corpus.errors import InputRefused
from corpus.ids import AccountId, IncidentId
from corpus.viewer import Role, Viewer
from triage.errors import MayNotReview
from triage.review.decision import QUESTIONS, Deciding, Decision, Question, Said, Side

LONGEST = 2_000
"""Characters of a reason."""
REVIEWERS = frozenset({Role.SECRETARIAT, Role.COMMITTEE})


class DecisionStore:
    """Decisions in one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def decide(self, deciding: Deciding, now: datetime) -> Decision:
        """Keep a decision; it stands in place of earlier ones on the same question.

        Raises:
            MayNotReview: `deciding.by` is neither the secretariat nor the committee.
            UnknownFiling, UnknownIncident: it may not see a case, or there is none.
            InputRefused: the reason or the reviewer is missing or too long, a decision on two
                cases has one or twice the same, or one on a case has two.
        """
        if deciding.by.role not in REVIEWERS:
            raise MayNotReview(str(deciding.by))
        reviewer = checked(deciding.reviewer, "reviewer")
        why = checked(deciding.why, "why")
        with transaction(self._db):
            case, other = self._sides(deciding)
            row = {
                "question": QUESTIONS[deciding.said],
                "said": deciding.said,
                "account": case.account,
                "incidents": _written(case),
                "other_account": other.account if other else None,
                "other_incidents": _written(other) if other else None,
                "role": str(deciding.by),
                "reviewer": reviewer,
                "why": why,
                "at": now.isoformat(),
            }
            number = self._db.table("review_decisions").insert(row).last_pk
        return _decision({**row, "id": number})

    def all(self, viewer: Viewer, until: int | None = None) -> tuple[Decision, ...]:
        """Every decision that `viewer` may see, oldest first; with `until`, up to that id."""
        if viewer.role not in REVIEWERS:
            return ()
        rows = self._db.query(
            f"""SELECT d.* FROM review_decisions d WHERE {_seen("d.account")}
                AND (d.other_account IS NULL OR {_seen("d.other_account")})
                AND (:until IS NULL OR d.id <= :until) ORDER BY d.id""",
            {"audiences": audiences_json(viewer), "until": until},
        )
        return tuple(map(_decision, rows))

    def of(self, account: AccountId, viewer: Viewer) -> tuple[Decision, ...]:
        """Every decision on one case, oldest first, those that no longer stand included.

        Raises:
            UnknownFiling, UnknownIncident: no account this viewer may see has that id.
        """
        names = self._side(account, viewer).names
        return tuple(
            one for one in self.all(viewer) if any(side.names & names for side in one.sides)
        )

    def _sides(self, deciding: Deciding) -> tuple[Side, Side | None]:
        of_two = QUESTIONS[deciding.said] is Question.MECHANISM
        if of_two is (deciding.other is None):
            raise InputRefused("one_case" if of_two else "two_cases", "other")
        case = self._side(deciding.account, deciding.by)
        if deciding.other is None:
            return case, None
        other = self._side(deciding.other, deciding.by)
        if case.names & other.names:
            raise InputRefused("same_case", "other")
        return case, other

    def _side(self, account_id: AccountId, viewer: Viewer) -> Side:
        account = AccountStore(self._db).get(account_id, viewer)
        return Side(account=account.id, incidents=frozenset(account.incidents))


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Those of `decisions` that stand, oldest first: the latest on each question and case.

    What is decided of two cases is one question, whichever of them is named first.
    """
    latest: list[Decision] = []
    for decision in sorted(decisions, key=lambda each: each.id):
        latest = [one for one in latest if not _replaces(decision, one)]
        latest.append(decision)
    return tuple(latest)


def _replaces(new: Decision, old: Decision) -> bool:
    if new.question is not old.question:
        return False
    if new.other is None or old.other is None:
        return bool(new.case.names & old.case.names)
    ways = ((old.case, old.other), (old.other, old.case))
    return any(new.case.names & one.names and new.other.names & other.names for one, other in ways)


def _seen(account: str) -> str:
    return f"EXISTS (SELECT 1 FROM accounts t WHERE t.id = {account} AND {seen('t.label')})"


def checked(text: str, where: str) -> str:
    """`text` without blanks around it, of the place `where`.

    Raises:
        InputRefused: nothing is left, or it is longer than LONGEST.
    """
    told = text.strip()
    if not told:
        raise InputRefused("no_text", where)
    if len(told) > LONGEST:
        raise InputRefused("too_long", where, limit=LONGEST)
    return told


def _written(side: Side) -> str:
    return json.dumps(sorted(side.incidents))


def _decision(row: dict[str, Any]) -> Decision:
    other = row["other_account"]
    return Decision(
        id=int(row["id"]),
        said=Said(row["said"]),
        case=_side_of(row["account"], row["incidents"]),
        other=_side_of(other, row["other_incidents"]) if other else None,
        role=row["role"],
        reviewer=row["reviewer"],
        why=row["why"],
        at=datetime.fromisoformat(row["at"]),
    )


def _side_of(account: str, incidents: str) -> Side:
    return Side(
        account=AccountId(account), incidents=frozenset(map(IncidentId, json.loads(incidents)))
    )
