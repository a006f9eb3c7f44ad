"""Decisions on a few cases, for tests of what they bind."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlite_utils import Database

from corpus.ids import AccountId
from corpus.viewer import SECRETARIAT
from tests.examples import NOW
from triage.assessment import Assessment
from triage.likeness.elsewhere import Standing
from triage.reasons import NOVELTY, Reason
from triage.review.decision import Deciding, Decision, Said
from triage.review.store import DecisionStore


def decided(
    db: Database, said: str, account: str, other: str | None = None, **fields: Any
) -> Decision:
    at: datetime = fields.pop("at", NOW)
    told = {"by": SECRETARIAT, "reviewer": "佐藤", "why": "原因が同じ", **fields}
    deciding = Deciding(
        said=Said(said),
        account=AccountId(account),
        other=AccountId(other) if other else None,
        **told,
    )
    return DecisionStore(db).decide(deciding, at)


def after(days: int) -> datetime:
    return NOW + timedelta(days=days)


def an_assessment(novelty: float = 0.5, **fields: Any) -> Assessment:
    told: dict[str, Any] = {
        "filing": None,
        "incident": None,
        "title": "題",
        "viewer": "secretariat",
        "as_of": date(2025, 4, 1),
        "position": 1,
        "novelty": novelty,
        "substance": 0.5,
        "reasons": (Reason(NOVELTY, 15.0, "近い"), Reason("users", 4.0, "三万人")),
        "nearest": (),
        "configuration": {"encoder": "test"},
        "new_in": None,
        "standing": Standing.NEW,
        "known_since": None,
    }
    return Assessment(**{**told, **fields})
