from datetime import datetime, timedelta

import pytest

from sharing.answering.reminders import Reminders, reminder_texts, reminders_due
from sharing.asked import OVER_CAP, BurdenMeter, Cap, Quarter
from tests.sharing.answering.examples import (
    APPLIES,
    CHECKING,
    DUE,
    NOT_APPLICABLE,
    Desk,
    audience,
)
from tests.sharing.examples import IIJ, KDDI


@pytest.fixture
def desk() -> Desk:
    return Desk()


def steps(desk: Desk, now: datetime) -> list[int]:
    return [one.step for one in reminders_due(desk.db, now)]


@pytest.mark.parametrize(
    ("days", "found"),
    [(-8, []), (-7, [0]), (0, [0]), (1, [1]), (14, [1]), (15, [2]), (29, [3]), (400, [3])],
)
def test_of_each_answer_the_latest_step_is_due(desk: Desk, days: int, found: list[int]) -> None:
    desk.asked(IIJ)

    assert steps(desk, DUE + timedelta(days=days)) == found


def test_a_reminder_is_sent_once_and_no_earlier_one_after_it(desk: Desk) -> None:
    [asked] = desk.asked(IIJ)
    reminders = Reminders(desk.db)

    assert reminders.sent(asked.ask.id, 1, DUE + timedelta(days=1))
    assert not reminders.sent(asked.ask.id, 1, DUE + timedelta(days=1))
    assert not reminders.sent(asked.ask.id, 0, DUE - timedelta(days=7))

    for days in (-7, 1, 14):
        assert steps(desk, DUE + timedelta(days=days)) == []
    assert steps(desk, DUE + timedelta(days=15)) == [2]


def test_who_answered_is_not_reminded_and_who_still_checks_is(desk: Desk) -> None:
    lesson = desk.lesson().version_id
    mine, other = desk.ask(lesson, IIJ, KDDI)
    desk.give(mine.ask.id, CHECKING, IIJ)
    desk.give(other.ask.id, APPLIES, KDDI)
    due = reminders_due(desk.db, DUE + timedelta(days=1))

    assert [one.answer.ask.recipient for one in due] == [audience(IIJ)]
    [text] = reminder_texts(due).values()
    assert text.en.splitlines()[1] == f"Q-1 lesson {lesson}: still being checked (due 2025-05-02)"
    assert "確認中のまま" in text.ja
    desk.give(mine.ask.id, NOT_APPLICABLE, IIJ)
    assert steps(desk, DUE + timedelta(days=1)) == []


def test_nothing_that_was_superseded_is_reminded_of(desk: Desk) -> None:
    desk.asked(IIJ)
    desk.ask(desk.lesson(title="新しい題").version_id, IIJ)

    due = reminders_due(desk.db, DUE + timedelta(days=1))

    assert [one.answer.ask.release.lesson for one in due] == ["L-1.2"]


def test_an_answer_asked_for_at_short_notice_is_not_reminded_of_at_once(desk: Desk) -> None:
    desk.asked(IIJ, now=DUE - timedelta(days=3))

    assert steps(desk, DUE - timedelta(days=2)) == []


def test_reminders_count_and_are_held_at_the_cap(desk: Desk) -> None:
    cap = Cap(lessons=9, items=99, reminders=1)
    now = DUE + timedelta(days=1)
    lesson = desk.lesson("2022-07-02-b").version_id
    [one] = desk.asked(IIJ)
    desk.ask(lesson, IIJ)
    reminders = Reminders(desk.db, cap=cap)
    assert [each.held for each in reminders.due(now)] == [None, None]

    reminders.sent(one.ask.id, 1, now)

    assert [each.held for each in reminders.due(now)] == [OVER_CAP]
    assert BurdenMeter(desk.db).of(audience(IIJ), Quarter.of(now)).reminders == 1
    assert len(reminders_due(desk.db, now)) == 1
