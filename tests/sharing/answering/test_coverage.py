"""Counts of answers: who may know which; the answers of others change nothing that tells who."""

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.viewer import SECRETARIAT, Viewer
from sharing.answering.answer import Said, State
from sharing.answering.counts import Helped
from sharing.answering.coverage import Coverage
from tests.sharing.answering.examples import (
    APPLIES,
    ASKED,
    CHECKING,
    DONE,
    NOT_APPLICABLE,
    Desk,
    audience,
)
from tests.sharing.examples import (
    AUDITOR,
    COMMITTEE,
    DOCOMO,
    EVERYONE,
    IIJ,
    KDDI,
    LATER,
    MINEO,
)
from triage.errors import UnknownLesson
from triage.lessons.lesson import LessonId

SOFTBANK, BIGLOBE = map(Viewer.parse, ("carrier:softbank", "carrier:biglobe"))
OTHERS = (DOCOMO, IIJ, MINEO, SOFTBANK, BIGLOBE)
SAID = st.sampled_from([None, APPLIES, DONE, CHECKING, NOT_APPLICABLE])


def counting(desk: Desk) -> Coverage:
    return Coverage(db=desk.db, shares=desk.shares)


def world(*told: Said | None, others: int = len(OTHERS)) -> Desk:
    """A desk at which carriers were asked about KDDI's lesson, and say this in their order."""
    desk = Desk()
    lesson = desk.from_accident_of(KDDI)
    desk.share(lesson.id, "all-carriers")
    asked = desk.ask(lesson.version_id, *OTHERS[:others])
    for one, said, carrier in zip(asked, told, OTHERS, strict=False):
        if said is not None:
            desk.give(one.ask.id, said, carrier)
    return desk


def test_the_secretariat_counts_exactly_and_sees_who() -> None:
    desk = world(APPLIES, NOT_APPLICABLE, None)

    tally = counting(desk).tallies(ASKED)[LessonId("L-1")]

    assert (tally.asked, tally.planned, tally.not_applicable, tally.unanswered) == (5, 1, 1, 3)
    matrix = counting(desk).matrix(ASKED)
    assert matrix.lessons == ("L-1",)
    assert matrix.recipients == tuple(sorted(map(audience, OTHERS)))
    assert matrix.cells[LessonId("L-1"), audience(DOCOMO)].whole.state is State.APPLIES
    assert matrix.cells[LessonId("L-1"), audience(MINEO)].whole.state is State.UNANSWERED


def test_one_lesson_is_counted_alone_and_nothing_before_it_was_asked() -> None:
    desk = world(APPLIES)
    other = desk.lesson("2022-07-02-b")
    desk.ask(other.version_id, IIJ, now=LATER)

    assert [*counting(desk).tallies(ASKED)] == ["L-1"]
    assert [*counting(desk).tallies(LATER)] == ["L-1", "L-2"]
    assert [*counting(desk).tallies(LATER, LessonId("L-2"))] == ["L-2"]
    assert counting(desk).matrix(LATER, LessonId("L-2.1")).recipients == (audience(IIJ),)


def test_what_was_superseded_is_not_counted() -> None:
    desk = world(APPLIES)
    second = desk.lesson(title="新しい題").version_id
    desk.ask(second, *OTHERS)

    tally = counting(desk).tallies(ASKED)[LessonId("L-1")]

    assert (tally.asked, tally.unanswered) == (5, 5)


def test_an_originator_learns_that_its_lesson_helped() -> None:
    desk = world(APPLIES, DONE, DONE, DONE, NOT_APPLICABLE)

    told = counting(desk).helped(KDDI, ASKED)

    helped = Helped(few=3, asked=3, answered=3, applies=3, acted=3)
    assert told == {"L-1": helped}
    assert counting(desk).helped(KDDI, ASKED, LessonId("L-1.1")) == told
    assert counting(desk).helped(SECRETARIAT, ASKED) == told


@pytest.mark.parametrize("viewer", [IIJ, COMMITTEE, AUDITOR, EVERYONE])
def test_nobody_else_is_told_as_an_originator_is(viewer: Viewer) -> None:
    desk = world(APPLIES)

    assert counting(desk).helped(viewer, ASKED) == {}
    with pytest.raises(UnknownLesson):
        counting(desk).helped(viewer, ASKED, LessonId("L-1"))


def test_an_originator_of_what_nobody_was_asked_about_learns_nothing() -> None:
    desk = world(others=0)

    assert counting(desk).helped(KDDI, ASKED) == {}


def test_counts_of_a_lesson_are_for_those_who_see_it_through_a_scope() -> None:
    desk = world(APPLIES, APPLIES, APPLIES)

    assert counting(desk).seen(IIJ, ASKED) == counting(desk).helped(KDDI, ASKED)
    for viewer in (COMMITTEE, AUDITOR, EVERYONE):
        assert counting(desk).seen(viewer, ASKED) == {}
    desk.share(LessonId("L-1"), "public")
    assert counting(desk).seen(EVERYONE, ASKED) == counting(desk).seen(AUDITOR, ASKED) != {}


def observed(desk: Desk, viewer: Viewer) -> tuple[object, ...]:
    """All that `viewer` can be told of answers that are not its own."""
    return (
        counting(desk).seen(viewer, LATER),
        counting(desk).helped(viewer, LATER),
        [one for one in desk.answers.list(viewer, LATER) if one.ask.recipient != f"{viewer}"],
    )


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    told=st.lists(SAID, min_size=5, max_size=5),
    order=st.sampled_from(list(permutations(range(5)))),
)
def test_who_said_what_changes_nothing_that_the_originator_observes(
    told: list[Said | None], order: tuple[int, ...]
) -> None:
    one, other = world(*told), world(*(told[place] for place in order))

    assert observed(one, KDDI) == observed(other, KDDI)
    assert observed(one, EVERYONE) == observed(other, EVERYONE)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=st.lists(SAID, min_size=2, max_size=2), other=st.lists(SAID, min_size=2, max_size=2))
def test_what_few_carriers_say_changes_nothing_that_others_observe(
    told: list[Said | None], other: list[Said | None]
) -> None:
    one, two = world(*told, others=2), world(*other, others=2)

    for viewer in (KDDI, MINEO, COMMITTEE, AUDITOR, EVERYONE):
        assert observed(one, viewer) == observed(two, viewer)
    assert observed(one, KDDI) == observed(world(others=1), KDDI)
