from dataclasses import replace
from datetime import date, timedelta

import pytest

from corpus.viewer import SECRETARIAT
from sharing.answering.answer import Said
from sharing.answering.overdue import Late, Overdue, digest_of, overdue_of
from tests.sharing.answering.examples import (
    APPLIES,
    ASKED,
    CHECKING,
    DONE,
    DUE,
    NOT_APPLICABLE,
    Desk,
    audience,
)
from tests.sharing.examples import IIJ, KDDI

LATE = DUE + timedelta(days=3)
PAST = replace(APPLIES, planned=date(2025, 5, 1))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def late(desk: Desk) -> list[tuple[int, Late, int]]:
    found = overdue_of(desk.answers.list(SECRETARIAT, LATE), LATE)
    return [(one.part, one.late, one.days) for one in found]


def test_nothing_is_late_on_the_day_it_is_due(desk: Desk) -> None:
    desk.asked(IIJ)

    assert overdue_of(desk.answers.list(SECRETARIAT, DUE), DUE + timedelta(hours=9)) == ()


def test_an_answer_that_did_not_come_is_late_once(desk: Desk) -> None:
    desk.asked(IIJ)

    assert late(desk) == [(0, Late.NO_ANSWER, 3)]


@pytest.mark.parametrize(
    ("whole", "found"),
    [
        (CHECKING, [(0, Late.CHECKING, 3)]),
        (NOT_APPLICABLE, []),
        (APPLIES, [(1, Late.NO_ANSWER, 3), (2, Late.NO_ANSWER, 3)]),
        (
            PAST,
            [(0, Late.PLANNED, 4), (1, Late.NO_ANSWER, 3), (2, Late.NO_ANSWER, 3)],
        ),
    ],
)
def test_what_is_late_is_told_by_what_was_said(
    desk: Desk, whole: Said, found: list[tuple[int, Late, int]]
) -> None:
    [asked] = desk.asked(IIJ)
    desk.give(asked.ask.id, whole, IIJ)

    assert late(desk) == found


def test_what_is_done_or_not_applicable_is_not_late(desk: Desk) -> None:
    [asked] = desk.asked(IIJ)
    desk.give(asked.ask.id, DONE, IIJ)
    desk.give(asked.ask.id, NOT_APPLICABLE, IIJ, 1)
    desk.give(asked.ask.id, DONE, IIJ, 2)

    assert late(desk) == []


def test_what_was_superseded_is_not_late(desk: Desk) -> None:
    desk.asked(IIJ)
    desk.ask(desk.lesson(title="新しい題").version_id, IIJ, due=LATE)

    assert late(desk) == []


def test_the_longest_is_first_and_the_digest_tells_each_carrier_its_own(desk: Desk) -> None:
    lesson = desk.lesson().version_id
    desk.ask(lesson, KDDI)
    desk.ask(lesson, IIJ, due=DUE - timedelta(days=1))
    found = overdue_of(desk.answers.list(SECRETARIAT, LATE), LATE)

    assert [one.days for one in found] == [4, 3]
    digest = digest_of(found)
    assert [*digest] == [audience(IIJ), audience(KDDI)]
    assert digest[audience(IIJ)].en == (
        "Answers to lessons that are overdue\n"
        "Q-2 lesson L-1.1 as a whole: not answered (due 2025-05-01, 4 days over)\n"
    )
    assert "未回答" in digest[audience(KDDI)].ja
    assert "Q-2" not in digest[audience(KDDI)].ja


def test_a_viewpoint_that_is_late_is_named(desk: Desk) -> None:
    [asked] = desk.asked(IIJ)
    desk.give(asked.ask.id, DONE, IIJ)

    [told] = digest_of(overdue_of(desk.answers.list(IIJ, LATE), LATE)).values()

    assert "観点2: 未回答" in told.ja
    assert isinstance(overdue_of(desk.answers.list(IIJ, LATE), LATE)[0], Overdue)
    assert desk.answers.list(IIJ, ASKED)
