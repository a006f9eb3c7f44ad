import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from corpus.account import Account, Language
from corpus.record import read_labelled
from eval.baselines import BASELINES
from eval.cases import Cases
from eval.figures import draws
from eval.judge import Asked, silent
from eval.recurrence import (
    AT_RANDOM,
    Judged,
    Said,
    alarms_of,
    judged,
    nearest_lessons,
    recurrence,
)
from eval.result import Group
from tests.eval.worlds import WordJudge
from tests.triage.recurrence.examples import RULE, a_lesson
from triage.recurrence.alarm import Alarm
from triage.recurrence.back_test import BackTest, Checked

UNPUBLISHED = "cause not published"
STORM = "旧版の手順書で経路を誤設定し、位置登録要求が集中して全国で輻輳した。"
FIRE = "電源設備の蓄電池から出火し、基地局が停波した。"
FIRST, OTHER, LATE = "2020-01-01", "2020-02-01", "2022-01-01"
BY_WORDS = {"bm25 ja": BASELINES["bm25 ja"]}


def a_line(day: str, mechanism: str = "storm", text: str = STORM, **told: Any) -> dict[str, Any]:
    return {
        "id": f"{day}-x",
        "started_at": day,
        "narrative_ja": text,
        "mechanism": mechanism,
        "lessons": ["手順書を確かめる"],
        **told,
    }


def cases_of(*lines: dict[str, Any], focus: frozenset[str] | None = None) -> Cases:
    return Cases.of(read_labelled(map(json.dumps, lines)), focus)


def said(cases: Cases, *checked: tuple[int, int, tuple[int, ...]]) -> BackTest:
    """A back-test that named the lessons of the cases at some places."""
    ids = [account.id for account in cases.accounts]
    return BackTest(
        checked=tuple(
            Checked(
                account=ids[place],
                known=known,
                alarms=tuple(
                    Alarm(
                        lesson=a_lesson(str(ids[at]), account=ids[at]),
                        days=1,
                        likely=0.9,
                        shared=(),
                    )
                    for at in named
                ),
            )
            for place, known, named in checked
        )
    )


class KindJudge(WordJudge):
    """Two cases share the mechanism for sure where both tell of a storm, or both of a fire."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        super().__init__(accounts)
        texts = [account.texts[Language.JA] for account in accounts]
        self._kinds = [next((one for one in (STORM, FIRE) if one in text), "") for text in texts]

    def sharing(self, asked: Sequence[Asked]) -> list[dict[int, float]]:
        return [
            {
                other: float(self._kinds[other] == self._kinds[one.place] != "")
                for other in one.allowed.tolist()
            }
            for one in asked
        ]


def group_of(*lines: dict[str, Any]) -> Group:
    cases = cases_of(*lines)
    return next(recurrence(cases, KindJudge(cases.accounts), silent, BY_WORDS))


def test_an_alarm_is_right_where_the_lesson_is_of_the_same_mechanism() -> None:
    cases = cases_of(a_line(FIRST), a_line(OTHER, "fire", FIRE), a_line(LATE))

    [one] = judged(cases, said(cases, (2, 2, (0, 1))), RULE)

    assert one == Judged(
        place=2,
        known=frozenset({0, 1}),
        possible=frozenset({0}),
        named=frozenset({0, 1}),
    )


def test_a_lesson_not_yet_published_or_not_told_could_not_be_right() -> None:
    cases = cases_of(
        a_line(FIRST, lessons=[]), a_line(OTHER, "fire"), a_line("2021-12-01"), a_line(LATE)
    )

    [one] = judged(cases, said(cases, (3, 1, ())), RULE)

    assert one.known == {1}
    assert not one.possible


def test_unpublished_mechanisms_and_accidents_before_any_lesson_are_not_judged() -> None:
    cases = cases_of(a_line(FIRST), a_line(OTHER, UNPUBLISHED), a_line(LATE))

    assert judged(cases, said(cases, (0, 0, ()), (1, 1, ())), RULE) == []


def test_an_accident_is_checked_against_earlier_days_alone() -> None:
    cases = cases_of(a_line(FIRST), a_line(LATE), a_line(LATE, id=f"{LATE}-y"))
    asked: list[tuple[int, list[int]]] = []

    class Watched(KindJudge):
        def sharing(self, those: Sequence[Asked]) -> list[dict[int, float]]:
            asked.extend((one.place, one.allowed.tolist()) for one in those)
            return super().sharing(those)

    found = alarms_of(cases, Watched(cases.accounts), silent)

    assert asked == [(0, []), (1, [0]), (2, [0])]
    assert [len(one.alarms) for one in found.checked] == [0, 1, 1]


def test_the_shares_are_of_alarms_of_named_lessons_and_of_repeats() -> None:
    told = Said(
        named=np.array([2.0, 1.0, 0.0, 0.0]),
        correct=np.array([1.0, 0.0, 0.0, 0.0]),
        right=np.array([1.0, 0.0, 0.0, 0.0]),
        repeats=np.array([1.0, 0.0, 1.0, 1.0]),
    )

    found = told.figures(draws(4))

    assert {name: one.value for name, one in found.items()} == {
        "precision": 0.5,
        "precision_of_named": pytest.approx(1 / 3),
        "recall": pytest.approx(1 / 3),
    }
    for one in found.values():
        defined = one.rounds[~np.isnan(one.rounds)]
        assert ((defined >= 0) & (defined <= 1)).all()


def test_a_baseline_names_the_nearest_lesson_of_the_time() -> None:
    cases = cases_of(
        a_line(FIRST, "fire", FIRE),
        a_line(OTHER),
        a_line("2021-12-15", text=STORM),  # nearest, and not published yet
        a_line(LATE, text=f"{STORM}復旧した。"),
    )
    told = judged(cases, said(cases, (3, 2, ())), RULE)

    [(place, near)] = nearest_lessons(cases, told, BASELINES["bm25 ja"])

    assert place == 1
    assert near > 0


def test_the_alarm_is_put_to_the_past_beside_baselines() -> None:
    group = group_of(
        a_line("2018-01-01", text=STORM),
        a_line("2019-01-01", "fire", FIRE),
        a_line("2020-01-01", text=STORM),
        a_line("2021-01-01", "fire", FIRE),
        a_line("2022-01-01", "other", "原因は調査中である。"),
    )

    assert (group.counted.n, group.counted.positives) == (4, 2)
    assert group.counted.base_rate == 0.5
    assert {name: figure.value for name, figure in group.figures.items()} == {
        "precision": 1.0,
        "precision_of_named": 1.0,
        "recall": 1.0,
    }
    at_random = group.baselines[AT_RANDOM]["precision"].value
    assert at_random == pytest.approx((1 / 2 + 1 / 3) / 2)
    assert group.baselines["bm25 ja"]["precision"].value == 1.0


def test_without_alarms_there_is_no_precision_and_no_recall_of_any() -> None:
    group = group_of(a_line(FIRST, text=STORM), a_line(LATE, text=FIRE))

    assert group.figures["precision"].value is None
    assert group.figures["precision"].why
    assert group.figures["recall"].value == 0.0


def test_the_focus_is_judged_by_the_lessons_of_all() -> None:
    lines = [a_line("2018-01-01"), a_line("2019-01-01"), a_line("2020-01-01", "fire", FIRE)]
    cases = cases_of(*lines, focus=frozenset({"2019-01-01-x"}))

    whole, focus = recurrence(cases, KindJudge(cases.accounts), silent, BY_WORDS)

    assert (whole.counted.n, focus.counted.n) == (2, 1)
    assert focus.figures["recall"].value == 1.0
