"""The recurrence suite: of what the alarm would have said on the day, how much was right?

The alarm is put to the past: each accident is checked, as of its own day, against the lessons that
the public record had told before. Labels (the mechanisms) are read only afterwards: a named lesson
is right where it was drawn from an earlier accident of the same mechanism. The baselines alarm as
many accidents, each with the nearest lesson of the time by words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from corpus.account import Account
from corpus.ids import AccountId, IncidentId
from corpus.vocabulary import load_vocabulary
from eval.baselines import BASELINES, Baseline
from eval.cases import Cases
from eval.figures import Estimate, Floats, draws, undefined
from eval.judge import Asked, Judge, Progress, together
from eval.labels import UNPUBLISHED, Row, alike, same_event
from eval.result import Counted, Group, group_of
from triage.lessons.patterns import codes_by
from triage.recurrence.alarm import Checking
from triage.recurrence.back_test import BackTest, Checked, back_test
from triage.recurrence.known import lesson_of_record
from triage.recurrence.rule import Rule, load_rule

NAMES = ("precision", "precision_of_named", "recall")
AT_RANDOM = "a lesson at random"
"""The baseline that names any lesson of the time, for the accidents that were alarmed."""
NOTHING = "nothing to take a share of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One accident with a published mechanism, at `place` among the cases.

    Lessons had been shared before its day from the cases at the places `known`; at the places
    `possible` they were drawn from an accident of its mechanism, and at `named` the alarm named
    them.
    """

    place: int
    known: frozenset[int]
    possible: frozenset[int]
    named: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said of each accident judged: how many lessons were `named`, and `correct` ones.

    `right` says how surely some named lesson was right, `repeats` whether one could have been.
    """

    named: Floats = field(repr=False)
    correct: Floats = field(repr=False)
    right: Floats = field(repr=False)
    repeats: Floats = field(repr=False)

    def figures(self, drawn: NDArray[np.int64]) -> dict[str, Estimate]:
        """Of alarmed accidents and named lessons the share right, of repeats the share found."""
        alarmed = (self.named > 0).astype(np.float64)
        return {
            "precision": _share(self.right, alarmed, drawn),
            "precision_of_named": _share(self.correct, self.named, drawn),
            "recall": _share(self.right, self.repeats, drawn),
        }


def recurrence(
    cases: Cases,
    judge: Judge,
    progress: Progress,
    baselines: Mapping[str, Baseline] = BASELINES,
) -> Iterator[Group]:
    """The figures on all accidents, then (where asked) on the focus.

    Left out: accidents before the first lesson, and those whose mechanism was not published.
    """
    told = judged(cases, alarms_of(cases, judge, progress), load_rule())
    nearest = {name: nearest_lessons(cases, told, each) for name, each in baselines.items()}
    yield _group(told, nearest)
    if cases.focus is not None:
        kept = [at for at, one in enumerate(told) if cases.rows[one.place]["id"] in cases.focus]
        picked = {name: [found[at] for at in kept] for name, found in nearest.items()}
        yield _group([told[at] for at in kept], picked)


def alarms_of(cases: Cases, judge: Judge, progress: Progress) -> BackTest:
    """The alarm put to the past of `cases`, with production's rule."""
    rule, vocabulary = load_rule(), load_vocabulary()
    codes = codes_by(vocabulary)
    lessons = (
        lesson_of_record(record, account, codes, rule.published_after_days)
        for record, account in zip(cases.records, cases.accounts, strict=True)
    )
    likely = _likely(cases, judge, progress)

    def likely_of(account: Account) -> dict[IncidentId, float]:
        return likely[account.id]

    return back_test(
        cases.accounts,
        [lesson for lesson in lessons if lesson is not None],
        Checking(rule=rule, vocabulary=vocabulary),
        codes,
        likely_of,
    )


def _likely(
    cases: Cases, judge: Judge, progress: Progress
) -> dict[AccountId, dict[IncidentId, float]]:
    """By account: how probable it is that each earlier accident shares the mechanism."""
    days = [row["started_at"][:10] for row in cases.rows]
    found: dict[AccountId, dict[IncidentId, float]] = {}
    asked = (Asked(at, np.arange(days.index(day))) for at, day in enumerate(days))
    for batch in together(asked):
        for one, shared in zip(batch, judge.sharing(batch), strict=True):
            found[cases.accounts[one.place].id] = {
                cases.accounts[place].incidents[0]: told for place, told in shared.items()
            }
        progress(len(found), len(days))
    return found


def judged(cases: Cases, found: BackTest, rule: Rule) -> list[Judged]:
    """What the back-test said, set against the labels of `cases`."""
    places = {account.id: place for place, account in enumerate(cases.accounts)}
    return [
        _judged(cases, places, one, rule)
        for one in found.checked
        if one.known and cases.rows[places[one.account]]["mechanism"] not in UNPUBLISHED
    ]


def _judged(cases: Cases, places: Mapping[AccountId, int], one: Checked, rule: Rule) -> Judged:
    place = places[one.account]
    here, day = cases.rows[place], _day(cases.rows[place])
    known = frozenset(
        at
        for at in range(place)
        if cases.records[at].lessons or cases.records[at].countermeasures
        if (day - _day(cases.rows[at])).days > rule.published_after_days
    )
    return Judged(
        place=place,
        known=known,
        possible=frozenset(
            at
            for at in known
            if alike(here, cases.rows[at]) and not same_event(here, cases.rows[at])
        ),
        named=frozenset(places[alarm.lesson.account] for alarm in one.alarms),
    )


def nearest_lessons(
    cases: Cases, told: Sequence[Judged], baseline: Baseline
) -> list[tuple[int, float]]:
    """For each accident the place of the lesson nearest by a baseline, and how near it is."""
    lexical = baseline.over(cases.narratives[baseline.language])
    found = []
    for one in told:
        near = lexical.fitted_on(one.place).similarities(one.place)
        best = max(sorted(one.known), key=lambda at: near[at])
        found.append((best, float(near[best])))
    return found


def _group(told: Sequence[Judged], nearest: Mapping[str, Sequence[tuple[int, float]]]) -> Group:
    drawn = draws(len(told))
    ours = _said(told, [one.named for one in told])
    theirs = {name: _as_often(told, found).figures(drawn) for name, found in nearest.items()}
    theirs[AT_RANDOM] = _at_random(told).figures(drawn)
    return group_of(
        Counted(
            n=len(told),
            positives=int(ours.repeats.sum()),
            base_rate=float(ours.repeats.mean()) if len(told) else None,
            ceiling=None,
        ),
        ours.figures(drawn),
        theirs,
    )


def _said(told: Sequence[Judged], named: Sequence[frozenset[int]]) -> Said:
    correct = [len(mine & one.possible) for one, mine in zip(told, named, strict=True)]
    return Said(
        named=np.array([len(mine) for mine in named], np.float64),
        correct=np.array(correct, np.float64),
        right=np.array([count > 0 for count in correct], np.float64),
        repeats=np.array([bool(one.possible) for one in told], np.float64),
    )


def _as_often(told: Sequence[Judged], nearest: Sequence[tuple[int, float]]) -> Said:
    """As many alarms as ours, for the accidents that are nearest to some lesson."""
    alarms = sum(bool(one.named) for one in told)
    order = sorted(range(len(told)), key=lambda at: -nearest[at][1])
    named = [frozenset[int]() for _ in told]
    for at in order[:alarms]:
        named[at] = frozenset({nearest[at][0]})
    return _said(told, named)


def _at_random(told: Sequence[Judged]) -> Said:
    """What naming one lesson of the time at random is right on average."""
    named = np.array([bool(one.named) for one in told], np.float64)
    right = named * np.array([len(one.possible) / len(one.known) for one in told])
    repeats = np.array([bool(one.possible) for one in told], np.float64)
    return Said(named=named, correct=right, right=right, repeats=repeats)


def _share(part: Floats, whole: Floats, drawn: NDArray[np.int64]) -> Estimate:
    """The share of `whole` that is `part`, and on each draw (nan where nothing was drawn)."""
    if not whole.sum():
        return undefined(NOTHING)
    of = drawn @ whole
    shares = np.divide(drawn @ part, of, out=np.full(len(of), np.nan), where=of > 0)
    return Estimate(float(part.sum() / whole.sum()), shares)


def _day(row: Row) -> date:
    return date.fromisoformat(row["started_at"][:10])
