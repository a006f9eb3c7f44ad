import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from corpus.record import Record, read_labelled
from eval.crossfit import weights_of
from eval.labels import Row
from eval.recurrence import Judged, judged, recurrence
from tests.triage.recurrence.examples import RULE, a_lesson
from triage.recurrence.alarm import Alarm
from triage.recurrence.back_test import BackTest, Checked

UNPUBLISHED = "cause not published"
STORM = "旧版の手順書で経路を誤設定し、位置登録要求が集中して全国で輻輳した。"
FIRE = "電源設備の蓄電池から出火し、基地局が停波した。"


def a_row(known: str, mechanism: str = "storm", **told: Any) -> Row:
    return {"id": known, "started_at": known[:10], "mechanism": mechanism, "learnt": True, **told}


def alarm(lesson: str) -> Alarm:
    return Alarm(lesson=a_lesson(lesson), days=1, likely=0.9, shared=())


def found(*checked: tuple[str, int, tuple[str, ...]]) -> BackTest:
    return BackTest(
        checked=tuple(
            Checked(account=known, known=count, alarms=tuple(map(alarm, named)))  # type: ignore[arg-type]
            for known, count, named in checked
        )
    )


def rows(*told: Row) -> dict[str, Row]:
    return {one["id"]: one for one in told}


FIRST, OTHER, LATE = "2020-01-01-a", "2020-02-01-b", "2022-01-01-c"


def test_an_alarm_is_right_where_the_lesson_is_of_the_same_mechanism() -> None:
    told = rows(a_row(FIRST), a_row(OTHER, "fire"), a_row(LATE))

    [one] = judged(found((LATE, 2, (FIRST, OTHER))), told, RULE)

    assert one == Judged(known=2, possible=1, alarms=2, right=1)
    assert one.repeats


def test_a_lesson_not_yet_published_or_not_told_could_not_be_right() -> None:
    soon = "2021-12-01-b"
    told = rows(a_row(FIRST, learnt=False), a_row(soon), a_row(LATE))

    [one] = judged(found((LATE, 1, ())), told, RULE)
    assert one.possible == 0
    assert not one.repeats


def test_unpublished_mechanisms_and_accidents_before_any_lesson_are_not_judged() -> None:
    told = rows(a_row(FIRST), a_row(OTHER, UNPUBLISHED), a_row(LATE))

    assert judged(found((FIRST, 0, ()), (OTHER, 1, ())), told, RULE) == []


def records(*told: dict[str, Any]) -> Iterator[Record]:
    return read_labelled(map(json.dumps, told))


def a_line(day: str, text: str, mechanism: str, **told: Any) -> dict[str, Any]:
    lesson = {"lessons": ["手順書を確かめる"]}
    return {
        "id": f"{day}-x",
        "started_at": day,
        "narrative_ja": text,
        "mechanism": mechanism,
        **lesson,
        **told,
    }


def test_the_alarm_is_put_to_the_past_and_judged() -> None:
    told = recurrence(
        records(
            a_line("2018-01-01", STORM, "storm"),
            a_line("2019-01-01", FIRE, "fire"),
            a_line("2020-01-01", STORM, "storm"),
            a_line("2021-01-01", FIRE + "復旧した。", "fire"),
            a_line("2022-01-01", "原因は調査中である。", "other"),
            a_line("2022", STORM, "storm"),
        )
    )

    assert (told.checked, told.judged, told.repeats) == (5, 4, 2)
    assert told.right == told.judged_alarmed == told.alarmed == 2
    assert told.precision.value == told.recall.value == told.precision_of_named.value == 1.0
    assert told.base_rate == 0.5
    assert 0 < told.chance < 1


def test_no_record_has_no_figures() -> None:
    told = recurrence(records(a_line("2018-01-01", STORM, "storm", lessons=[])))

    assert (told.judged, told.base_rate, told.chance) == (0, 0.0, 0.0)
    assert told.precision.value is None
    assert told.precision.why is not None


def test_a_rule_may_be_given_and_is_named() -> None:
    never = replace(RULE, likely_at_least=1.1, version="never")
    told = recurrence(
        records(a_line("2018-01-01", STORM, "storm"), a_line("2020-01-01", STORM, "storm")),
        rule=never,
    )

    assert (told.rule, told.alarmed, told.recall.value) == ("never", 0, 0.0)


@pytest.mark.parametrize("mechanism", ["storm", UNPUBLISHED])
def test_weights_are_those_that_the_mechanism_did_not_teach(mechanism: str) -> None:
    assert len(weights_of([a_row(FIRST, mechanism)])) == 1
    assert date.fromisoformat(FIRST[:10])
