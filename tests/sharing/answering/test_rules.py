from dataclasses import replace
from datetime import date

import pytest

from corpus.errors import InputRefused
from sharing.answering.answer import NOTHING_SAID, Answer, Ask, AskId, Change, Closed, Said, State
from sharing.answering.rules import LONGEST, check, clean
from tests.sharing.answering.examples import (
    APPLIES,
    ASKED,
    CHECKING,
    DONE,
    DUE,
    GIVEN,
    NOT_APPLICABLE,
    PERSON,
    a_release,
    audience,
)
from tests.sharing.examples import IIJ
from triage.lessons.lesson import LessonId

ASK = Ask(
    id=AskId("Q-7"),
    release=a_release(LessonId("L-1.1")),
    recipient=audience(IIJ),
    overseer=audience(IIJ),
    items=2,
    due=DUE,
    at=ASKED,
)


def an_answer(*told: tuple[int, Said], closed: Closed | None = None) -> Answer:
    changes = [
        Change(part=part, said=said, by=IIJ, person=PERSON, at=GIVEN) for part, said in told
    ]
    return Answer(ask=replace(ASK, closed=closed), changes=tuple(changes))


@pytest.mark.parametrize(
    "said",
    [
        APPLIES,
        DONE,
        NOT_APPLICABLE,
        CHECKING,
        replace(CHECKING, planned=date(2025, 5, 1)),
        replace(APPLIES, evidence=""),
        replace(DONE, done=GIVEN.date()),
        replace(NOT_APPLICABLE, evidence="x" * LONGEST),
    ],
)
def test_what_is_complete_may_be_said(said: Said) -> None:
    for part in ASK.parts:
        check(an_answer(), part, said, GIVEN)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (NOTHING_SAID, "no_answer"),
        (replace(NOTHING_SAID, evidence="見た"), "no_answer"),
        (replace(NOT_APPLICABLE, evidence=" \n　"), "no_evidence"),
        (Said(state=State.APPLIES, evidence="同じ構成"), "no_plan"),
        (replace(NOT_APPLICABLE, planned=date(2025, 5, 1)), "nothing_to_plan"),
        (replace(NOT_APPLICABLE, done=date(2025, 4, 1)), "nothing_to_plan"),
        (replace(CHECKING, done=date(2025, 4, 1)), "nothing_done_yet"),
        (replace(DONE, done=date(2025, 4, 30)), "done_ahead"),
        (replace(APPLIES, planned=date(2201, 1, 1)), "planned_too_late"),
        (replace(APPLIES, evidence="x" * (LONGEST + 1)), "evidence_too_long"),
    ],
)
def test_what_is_not_is_refused_with_its_place(said: Said, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        check(an_answer(), 1, said, GIVEN)

    assert (refused.value.code, refused.value.where) == (code, "Q-7.1")


@pytest.mark.parametrize("part", [-1, 3])
def test_a_part_that_was_not_asked_about_is_refused(part: int) -> None:
    with pytest.raises(InputRefused, match="unknown_part"):
        check(an_answer(), part, CHECKING, GIVEN)


@pytest.mark.parametrize("closed", Closed)
def test_what_is_closed_takes_no_answer(closed: Closed) -> None:
    with pytest.raises(InputRefused, match="ask_closed"):
        check(an_answer(closed=closed), 0, CHECKING, GIVEN)


def test_a_lesson_of_which_a_viewpoint_applies_is_not_called_not_applicable() -> None:
    with pytest.raises(InputRefused, match="an_item_applies"):
        check(an_answer((2, APPLIES)), 0, NOT_APPLICABLE, GIVEN)
    with pytest.raises(InputRefused, match="whole_not_applicable"):
        check(an_answer((0, NOT_APPLICABLE)), 2, APPLIES, GIVEN)
    check(an_answer((2, APPLIES), (2, NOT_APPLICABLE)), 0, NOT_APPLICABLE, GIVEN)
    check(an_answer((0, NOT_APPLICABLE)), 2, NOT_APPLICABLE, GIVEN)


def test_evidence_is_kept_as_a_spreadsheet_gives_it_back() -> None:
    assert clean(" 一\r\n二\r三\x00\x07\tか\u3099　") == "一\n二\n三\tが"
