"""How far two reviewers agree: Cohen's kappa on what both decided, with its interval."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from triage.review.decision import Decision, Question, Said
from triage.review.store import standing
from triage.review.words import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two reviewers on one question.

    `cases` counts what both decided, `share` how much of it alike. `kappa`, `low` and `high` are
    None where it has no value: nothing in common, or one and the same answer throughout.
    """

    question: Question
    reviewers: tuple[str, str]
    cases: int
    share: float | None
    kappa: float | None
    low: float | None
    high: float | None


def agreement(
    decisions: Iterable[Decision],
    question: Question,
    reviewers: tuple[str, str],
    since: datetime | None = None,
    until: datetime | None = None,
) -> Agreement:
    """How far the two `reviewers` agree on `question`, of what they decided from `since` on.

    Each one's own latest decision on a case counts, whatever stands; `until` is not included.
    """
    asked = [
        one
        for one in decisions
        if one.question is question
        and (since is None or one.at >= since)
        and (until is None or one.at < until)
    ]
    mine, theirs = (
        standing(one for one in asked if one.reviewer == reviewer) for reviewer in reviewers
    )
    both = [
        (here.said, there.said) for here in mine for there in theirs if _same_matter(here, there)
    ]
    kappa, low, high = _kappa(both)
    return Agreement(
        question=question,
        reviewers=reviewers,
        cases=len(both),
        share=sum(here == there for here, there in both) / len(both) if both else None,
        kappa=kappa,
        low=low,
        high=high,
    )


def _same_matter(one: Decision, other: Decision) -> bool:
    if one.other is None or other.other is None:
        return bool(one.case.names & other.case.names)
    ways = ((other.case, other.other), (other.other, other.case))
    return any(one.case.names & a.names and one.other.names & b.names for a, b in ways)


def _kappa(both: Sequence[tuple[Said, Said]]) -> tuple[float | None, float | None, float | None]:
    value = _of(both)
    if value is None:
        return None, None, None
    rule = settings("agreement")
    drawn = np.random.default_rng(rule["seed"]).integers(
        len(both), size=(rule["rounds"], len(both))
    )
    told = (_of([both[place] for place in round_]) for round_ in drawn.tolist())
    tail = (1.0 - rule["confidence"]) / 2.0
    low, high = np.quantile([one for one in told if one is not None], [tail, 1.0 - tail])
    return value, float(low), float(high)


def _of(both: Sequence[tuple[Said, Said]]) -> float | None:
    """Kappa; None where both gave one answer alone, or nothing is there."""
    # scikit-learn takes a while to load, and few commands need it.
    from sklearn.metrics import cohen_kappa_score

    if not both or len({said for pair in both for said in pair}) == 1:
        return None
    here, there = zip(*both, strict=True)
    return float(cohen_kappa_score(list(map(str, here)), list(map(str, there))))
