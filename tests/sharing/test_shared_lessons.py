from datetime import date, timedelta

import pytest

from corpus.account import Account
from corpus.ids import IncidentId
from corpus.japan import JST
from corpus.viewer import SECRETARIAT, Viewer
from sharing.shared_lessons import ShareLessons
from tests.sharing.answering.examples import APPLIES, DONE, NOT_APPLICABLE, Desk
from tests.sharing.examples import (
    AUDITOR,
    COMMITTEE,
    DOCOMO,
    EVERYONE,
    IIJ,
    KDDI,
    LATER,
    MINEO,
    SHARED,
    deciding,
)
from triage.recurrence.known import KnownLesson

SHARED_ON = SHARED.astimezone(JST).date()
NOW = SHARED + timedelta(days=214)
THEN = SHARED_ON + timedelta(days=214)


def codes(account: Account) -> frozenset[str]:
    return frozenset({f"code of {account.id}"})


def known(desk: Desk, viewer: Viewer, before: date = THEN) -> tuple[KnownLesson, ...]:
    return ShareLessons(db=desk.db, shares=desk.shares, codes=codes, now=NOW).known(viewer, before)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_shared_lesson_is_known_with_its_day_and_how_many_it_applies_to(desk: Desk) -> None:
    lesson = desk.lesson()
    desk.share(lesson.id, "all-carriers")
    asked = desk.ask(lesson.version_id, DOCOMO, IIJ, KDDI, MINEO)
    for one, said, by in zip(
        asked, (APPLIES, DONE, NOT_APPLICABLE), (DOCOMO, IIJ, KDDI), strict=False
    ):
        desk.give(one.ask.id, said, by)

    [found] = known(desk, SECRETARIAT)

    assert (found.id, found.shared_on, found.applicable) == (lesson.id, SHARED_ON, 2)
    assert found.incidents == {IncidentId("2022-07-02-a")}
    assert found.concepts == {"code of 2022-07-02-a"}
    assert found.statements == tuple(one.said for one in lesson.lesson.statements)


def test_silence_is_no_number_where_nobody_was_asked_and_nought_where_nobody_answered(
    desk: Desk,
) -> None:
    lesson = desk.lesson()
    desk.share(lesson.id, "all-carriers")
    assert [one.applicable for one in known(desk, SECRETARIAT)] == [None]

    desk.ask(lesson.version_id, IIJ)

    assert [one.applicable for one in known(desk, SECRETARIAT)] == [0]


@pytest.mark.parametrize(("days", "count"), [(0, 0), (1, 1)])
def test_a_lesson_is_known_from_the_day_after_it_was_shared(
    desk: Desk, days: int, count: int
) -> None:
    desk.share(desk.lesson().id, "all-carriers")

    assert len(known(desk, SECRETARIAT, SHARED_ON + timedelta(days=days))) == count


def test_the_first_release_counts(desk: Desk) -> None:
    lesson = desk.lesson()
    desk.share(lesson.id, "public", release=LATER)
    desk.share(lesson.id, "all-carriers")

    assert [one.shared_on for one in known(desk, SECRETARIAT)] == [SHARED_ON]
    assert [one.shared_on for one in known(desk, IIJ)] == [SHARED_ON]
    assert [one.shared_on for one in known(desk, EVERYONE)] == [SHARED_ON + timedelta(days=1)]


def test_what_is_not_released_or_was_withdrawn_is_not_known(desk: Desk) -> None:
    first, second = desk.lesson(), desk.lesson("2022-07-02-b")
    desk.share(first.id, "all-carriers")
    desk.share(second.id, "all-carriers", release=NOW + timedelta(days=1))
    assert [one.id for one in known(desk, SECRETARIAT)] == [first.id]

    desk.desk.withdraw(first.id, None, deciding(now=LATER))

    assert known(desk, SECRETARIAT) == known(desk, IIJ) == ()


def test_a_recipient_knows_it_without_words_and_counts(desk: Desk) -> None:
    lesson = desk.lesson()
    desk.share(lesson.id, "all-carriers")
    [asked] = desk.ask(lesson.version_id, IIJ)
    desk.give(asked.ask.id, APPLIES, IIJ)

    [found] = known(desk, IIJ)

    assert (found.statements, found.applicable) == ((), None)
    for viewer in (AUDITOR, EVERYONE):
        assert known(desk, viewer) == ()
    assert [one.applicable for one in known(desk, COMMITTEE)] == [None]


def test_a_recipient_that_does_not_see_the_accident_is_not_told_of_it(desk: Desk) -> None:
    lesson = desk.lesson("2022-07-02-k", by=KDDI)
    group = desk.groups.make("会", KDDI, SHARED, hidden=False, ministry=False)
    assert IIJ.carrier is not None
    desk.groups.ask(group.id, IIJ.carrier, KDDI, SHARED)
    desk.groups.join(group.id, IIJ, SHARED)
    desk.share(lesson.id, "voluntary", KDDI, group=group.id)

    assert [one.id for one in known(desk, KDDI)] == [lesson.id]
    assert desk.shares.list(IIJ, NOW) != ()
    assert known(desk, IIJ) == known(desk, SECRETARIAT) == ()
