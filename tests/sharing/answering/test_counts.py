from itertools import permutations

import pytest

from sharing.answering.answer import Said
from sharing.answering.counts import helped_of, in_steps, tally_of
from sharing.answering.terms import load_terms
from sharing.ledger.entry import MAIN
from tests.sharing.answering.examples import (
    APPLIES,
    CHECKING,
    DONE,
    NOT_APPLICABLE,
    Desk,
)
from tests.sharing.examples import DOCOMO, IIJ, KDDI, MINEO
from triage.lessons.lesson import LessonId

CARRIERS = (DOCOMO, IIJ, KDDI, MINEO)


def answered(*told: Said | None) -> Desk:
    """A desk at which the carriers were asked, and say this in their order."""
    desk = Desk()
    asked = desk.asked(*CARRIERS[: len(told)])
    for one, said, carrier in zip(asked, told, CARRIERS, strict=False):
        if said is not None:
            desk.give(one.ask.id, said, carrier)
    return desk


def test_every_carrier_stands_in_one_place() -> None:
    desk = answered(APPLIES, DONE, None, CHECKING)

    tally = tally_of(desk.answers.overseen(LessonId("L-1"), MAIN))

    assert (tally.asked, tally.unanswered, tally.checking) == (4, 1, 1)
    assert (tally.planned, tally.done, tally.applies, tally.not_applicable) == (1, 1, 2, 0)


def test_silence_is_not_counted_as_not_applicable_whatever_its_viewpoints_say() -> None:
    desk = Desk()
    [asked] = desk.asked(IIJ)
    desk.give(asked.ask.id, NOT_APPLICABLE, IIJ, 1)
    desk.give(asked.ask.id, NOT_APPLICABLE, IIJ, 2)

    tally = tally_of(desk.answers.overseen(LessonId("L-1"), MAIN))

    assert (tally.unanswered, tally.not_applicable) == (1, 0)


@pytest.mark.parametrize(
    ("count", "told"), [(0, 0), (1, 0), (2, 0), (3, 3), (5, 3), (6, 6), (14, 12)]
)
def test_a_count_is_told_in_steps(count: int, told: int) -> None:
    assert load_terms().few == 3
    assert in_steps(count) == told


def test_an_originator_learns_at_least_how_many_and_never_who() -> None:
    told = {
        repr(helped_of(answered(*order).answers.overseen(LessonId("L-1"), MAIN)))
        for order in permutations((APPLIES, DONE, DONE, NOT_APPLICABLE))
    }

    assert told == {"Helped(few=3, asked=3, answered=3, applies=3, acted=0)"}


def test_the_answer_of_one_carrier_does_not_show_below_a_step() -> None:
    worlds = [
        helped_of(answered(*told).answers.overseen(LessonId("L-1"), MAIN))
        for told in ((APPLIES, None), (NOT_APPLICABLE, None), (None, None), (DONE, DONE))
    ]

    assert len(set(worlds)) == 1
    assert (worlds[0].asked, worlds[0].applies, worlds[0].acted) == (0, 0, 0)


def test_what_was_answered_about_an_earlier_version_helps_until_the_next_is_answered() -> None:
    desk = answered(APPLIES, APPLIES, APPLIES, None)
    second = desk.lesson(title="新しい題").version_id
    later = desk.ask(second, *CARRIERS)

    assert helped_of(desk.answers.overseen(LessonId("L-1"), MAIN)).applies == 3
    assert tally_of(desk.answers.overseen(LessonId("L-1"), MAIN)).unanswered == 4
    desk.give(later[0].ask.id, NOT_APPLICABLE, DOCOMO)
    told = helped_of(desk.answers.overseen(LessonId("L-1"), MAIN))
    assert (told.asked, told.answered, told.applies) == (3, 3, 0)


def test_what_was_recalled_helped_nobody() -> None:
    desk = answered(APPLIES, APPLIES, APPLIES)
    row = {"lesson": 1, "version": 1, "keeper": "secretariat"}
    told = {"due": "x", "why": "x", "person": "x", "told_by": "secretariat", "at": "x"}
    desk.db.table("recalls").insert({**row, **told})

    assert helped_of(desk.answers.overseen(LessonId("L-1"), MAIN)).asked == 0
