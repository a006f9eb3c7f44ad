"""The recurrence alarm judged by labels: of what it would have said, how much was right.

Labels (the mechanism of each accident) are read here and nowhere before: the alarm is put to the
past first, and what it said is set against them afterwards.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from corpus.account import Account
from corpus.ids import IncidentId
from corpus.record import Record, account_of
from corpus.vocabulary import load_vocabulary
from embeddings.backends import DEFAULT_ENCODER
from embeddings.retrieval import Retrieval
from embeddings.search import Query
from eval.crossfit import weights_of
from eval.figures import Figure, Floats, draws
from eval.labels import UNPUBLISHED, Row, alike, same_event
from triage.lessons.patterns import codes_by
from triage.likeness.probability import failed_alike
from triage.likeness.weights import Weights, load_weights
from triage.novelty import SEARCHED
from triage.recurrence.alarm import Checking
from triage.recurrence.back_test import BackTest, Checked, Likely, back_test
from triage.recurrence.known import lesson_of_record
from triage.recurrence.rule import Rule, load_rule

MIDDLE = (2.5, 97.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One accident with a published mechanism.

    `known` lessons had been shared before its day, `possible` of them drawn from an accident of
    its mechanism. `alarms` are the lessons named, `right` how many of them were such.
    """

    known: int
    possible: int
    alarms: int
    right: int

    @property
    def repeats(self) -> bool:
        """Whether a lesson was there that would have been right."""
        return self.possible > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """What the back-test found.

    `precision` is the share of alarmed accidents of which some named lesson was right, and
    `recall` the share of repeats so alarmed. `base_rate` is the share of repeats among those
    judged: the precision of alarms on accidents drawn at random that name every right lesson;
    `chance` the precision of a lesson named at random for an accident that was alarmed.
    """

    rule: str
    encoder: str
    weights: str
    checked: int
    with_lessons: int
    alarmed: int
    judged: int
    repeats: int
    judged_alarmed: int
    right: int
    base_rate: float
    chance: float
    precision: Figure
    precision_of_named: Figure
    recall: Figure


def recurrence(
    records: Iterable[Record], encoder: str = DEFAULT_ENCODER, rule: Rule | None = None
) -> Recurrence:
    """The alarm put to the past of `records`, with production's retrieval and rule.

    Each accident is judged by weights that no case of its mechanism taught.
    """
    rule = rule or load_rule()
    listed = [record for record in records if record.day is not None]
    accounts = [account_of(record) for record in listed]
    rows: dict[str, Row] = {record.id: _row(record) for record in listed}
    vocabulary = load_vocabulary()
    codes = codes_by(vocabulary)
    lessons = (
        lesson_of_record(record, account, codes, rule.published_after_days)
        for record, account in zip(listed, accounts, strict=True)
    )
    found = back_test(
        accounts,
        [lesson for lesson in lessons if lesson is not None],
        Checking(rule=rule, vocabulary=vocabulary),
        codes,
        likely_of(accounts, weights_of(list(rows.values())), encoder),
    )
    return _figures(found, judged(found, rows, rule), rule, encoder)


def likely_of(accounts: Sequence[Account], weights: Sequence[Weights], encoder: str) -> Likely:
    """The probabilities by production's retrieval, each account judged by the weights it has."""
    retrieval = Retrieval.in_memory(accounts, encoder)
    days = [account.day or date.max for account in accounts]
    by = {account.id: each for account, each in zip(accounts, weights, strict=True)}

    def likely(account: Account) -> dict[IncidentId, float]:
        earlier = np.array([day < (account.day or date.min) for day in days])
        mine = by[account.id]
        query = Query(account.texts, np.flatnonzero(earlier).astype(np.int64), mine.views)
        [near] = retrieval.nearest_to_many([query], SEARCHED)
        return {accounts[one.label].incidents[0]: failed_alike(one, mine) for one in near}

    return likely


def judged(found: BackTest, rows: Mapping[str, Row], rule: Rule) -> list[Judged]:
    """What the back-test said, set against the labels in `rows`, by id.

    Left out: accidents before the first lesson, and those whose mechanism was not published.
    """
    return [
        _judged(one, rows, rule)
        for one in found.checked
        if one.known and rows[one.account]["mechanism"] not in UNPUBLISHED
    ]


def _judged(one: Checked, rows: Mapping[str, Row], rule: Rule) -> Judged:
    here = rows[one.account]
    day = date.fromisoformat(here["started_at"][:10])

    def is_repeat(there: Row) -> bool:
        shared = date.fromisoformat(there["started_at"][:10])
        late = (day - shared).days > rule.published_after_days
        return late and there["learnt"] and alike(here, there) and not same_event(here, there)

    named = [rows[alarm.lesson.id] for alarm in one.alarms]
    return Judged(
        known=one.known,
        possible=sum(map(is_repeat, rows.values())),
        alarms=len(named),
        right=sum(map(is_repeat, named)),
    )


def _row(record: Record) -> Row:
    return {
        "id": record.id,
        "started_at": record.started_at,
        "mechanism": record.mechanism,
        "learnt": bool(record.lessons or record.countermeasures),
    }


def _figures(found: BackTest, told: Sequence[Judged], rule: Rule, encoder: str) -> Recurrence:
    alarmed = np.array([one.alarms > 0 for one in told], float)
    right = np.array([one.right > 0 for one in told], float)
    repeats = np.array([one.repeats for one in told], float)
    named = np.array([one.alarms for one in told], float)
    correct = np.array([one.right for one in told], float)
    return Recurrence(
        rule=rule.version,
        encoder=encoder,
        weights=load_weights().version,
        checked=len(found.checked),
        with_lessons=found.with_lessons,
        alarmed=len(found.alarmed),
        judged=len(told),
        repeats=int(repeats.sum()),
        judged_alarmed=int(alarmed.sum()),
        right=int(right.sum()),
        base_rate=float(repeats.mean()) if len(told) else 0.0,
        chance=_chance(told),
        precision=_share(right, alarmed),
        precision_of_named=_share(correct, named),
        recall=_share(right, repeats),
    )


def _chance(told: Sequence[Judged]) -> float:
    alarmed = [one for one in told if one.alarms]
    return sum(one.possible / one.known for one in alarmed) / max(1, len(alarmed))


def _share(part: Floats, whole: Floats) -> Figure:
    """The share of `whole` that is `part`, with its bootstrap interval over accidents."""
    if not whole.sum():
        return Figure(value=None, low=None, high=None, why="nothing to take a share of")
    drawn = draws(len(whole))
    of, parts = drawn @ whole, drawn @ part
    shares = parts[of > 0] / of[of > 0]
    low, high = np.percentile(shares, MIDDLE)
    return Figure(value=float(part.sum() / whole.sum()), low=float(low), high=float(high))
