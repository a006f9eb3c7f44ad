import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from corpus.errors import InputRefused
from corpus.viewer import SECRETARIAT, Viewer
from sharing.answering.answer import NOTHING_SAID, AskId, Closed, State
from sharing.errors import UnknownAsk
from sharing.ledger.store import entries_seen
from tests.sharing.answering.examples import (
    APPLIES,
    ASKED,
    CHECKING,
    DONE,
    DUE,
    GIVEN,
    NOT_APPLICABLE,
    PERSON,
    Desk,
    audience,
)
from tests.sharing.examples import AUDITOR, COMMITTEE, DOCOMO, EVERYONE, IIJ, KDDI, LATER
from triage.errors import UnknownLesson
from triage.lessons.lesson import LessonId


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_what_was_asked_is_found_as_it_was_and_unanswered(desk: Desk) -> None:
    [asked] = desk.asked(IIJ)

    [found] = desk.answers.list(IIJ, ASKED)

    assert found == asked
    assert (found.ask.items, found.ask.due, found.ask.at) == (2, DUE, ASKED)
    assert (found.whole, found.items) == (NOTHING_SAID, (NOTHING_SAID, NOTHING_SAID))
    assert (found.items_answered, found.acted, found.ask.closed) == (0, False, None)


def test_every_change_is_kept_with_who_and_when(desk: Desk) -> None:
    [asked] = desk.asked(IIJ)
    desk.give(asked.ask.id, CHECKING, IIJ)
    desk.give(asked.ask.id, APPLIES, IIJ, 2)
    desk.give(asked.ask.id, DONE, SECRETARIAT, now=LATER + timedelta(days=3), person="佐藤")

    found = desk.answers.get(asked.ask.id, IIJ)

    told = [(one.part, one.said, one.person, one.by) for one in found.changes]
    assert told == [
        (0, CHECKING, PERSON, IIJ),
        (2, APPLIES, PERSON, IIJ),
        (0, DONE, "佐藤", SECRETARIAT),
    ]
    assert [one.at for one in found.changes] == [GIVEN, GIVEN, LATER + timedelta(days=3)]
    assert (found.whole, found.said(0, 1), found.revision(0)) == (DONE, CHECKING, 2)
    assert (found.items_answered, found.acted) == (1, True)


def test_saying_the_same_again_changes_nothing(desk: Desk) -> None:
    [asked] = desk.asked(IIJ)
    desk.give(asked.ask.id, NOT_APPLICABLE, IIJ)

    again = desk.give(asked.ask.id, replace(NOT_APPLICABLE, evidence=" この装置はない\r\n"), IIJ)

    assert again.revision(0) == 1
    assert len(desk.answers.get(asked.ask.id, IIJ).changes) == 1


def test_a_refused_answer_leaves_what_stands(desk: Desk) -> None:
    [asked] = desk.asked(IIJ)
    desk.give(asked.ask.id, APPLIES, IIJ)

    with pytest.raises(InputRefused, match="no_answer"):
        desk.give(asked.ask.id, NOTHING_SAID, IIJ)
    with pytest.raises(InputRefused, match="no_person"):
        desk.give(asked.ask.id, DONE, IIJ, person=" ")

    assert desk.answers.get(asked.ask.id, IIJ).whole == APPLIES


def test_what_was_said_is_neither_changed_nor_deleted(desk: Desk) -> None:
    [asked] = desk.asked(IIJ)
    desk.give(asked.ask.id, APPLIES, IIJ)

    for change in ("UPDATE answer_changes SET state = 'checking'", "DELETE FROM answer_changes"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            desk.db.execute(change)


@pytest.mark.parametrize("viewer", [DOCOMO, KDDI, COMMITTEE, AUDITOR, EVERYONE])
def test_a_carrier_and_the_secretariat_see_an_answer_and_nobody_else(
    desk: Desk, viewer: Viewer
) -> None:
    [asked] = desk.asked(IIJ)
    desk.give(asked.ask.id, APPLIES, IIJ)

    assert len(desk.answers.list(SECRETARIAT, ASKED)) == 1
    assert desk.answers.list(viewer, ASKED) == ()
    for told in (asked.ask.id, "L-1", "L-1.1"):
        with pytest.raises(UnknownAsk):
            desk.answers.find(told, viewer)
    with pytest.raises(UnknownAsk):
        desk.give(asked.ask.id, CHECKING, viewer)


def test_what_is_asked_in_the_next_quarter_is_not_listed_before(desk: Desk) -> None:
    desk.asked(IIJ, now=LATER)

    assert desk.answers.list(IIJ, ASKED) == ()
    assert len(desk.answers.list(IIJ, LATER)) == 1


def test_an_answer_is_found_by_its_ask_its_lesson_and_its_version(desk: Desk) -> None:
    mine, _ = desk.asked(IIJ, DOCOMO)

    for told in (mine.ask.id, "L-1", "L-1.1"):
        assert desk.answers.find(told, IIJ) == mine
    assert desk.answers.find("L-1", SECRETARIAT, audience(IIJ)) == mine
    for told in ("L-1", "L-2", "L-1.2", "Q-99"):
        with pytest.raises(UnknownAsk):
            desk.answers.find(told, SECRETARIAT)
    with pytest.raises(UnknownLesson):
        desk.answers.find("x", IIJ)


@pytest.mark.parametrize("told", ["", "Q-", "Q-0", "Q-x", "L-1", "Q-１", "7"])
def test_what_is_no_id_is_not_known(desk: Desk, told: str) -> None:
    desk.asked(IIJ)

    with pytest.raises(UnknownAsk):
        desk.answers.get(AskId(told), IIJ)


def test_asking_again_about_a_version_gives_the_answer_that_is_there(desk: Desk) -> None:
    lesson = desk.lesson().version_id
    [first] = desk.ask(lesson, IIJ)

    [again] = desk.ask(lesson, IIJ, scope="designated", due=LATER)

    assert again == first


def test_a_later_version_supersedes_an_earlier_one_and_is_unanswered(desk: Desk) -> None:
    first = desk.lesson().version_id
    second = desk.lesson(title="新しい題").version_id
    [before] = desk.ask(first, IIJ)
    desk.give(before.ask.id, NOT_APPLICABLE, IIJ)

    [after] = desk.ask(second, IIJ)

    assert after.whole.state is State.UNANSWERED
    assert desk.answers.get(before.ask.id, IIJ).ask.closed is Closed.SUPERSEDED
    assert desk.answers.find("L-1", IIJ) == after
    assert desk.ask(first, IIJ) == [after]
    with pytest.raises(InputRefused, match="ask_closed"):
        desk.give(before.ask.id, CHECKING, IIJ)


@pytest.mark.parametrize(
    ("replacement", "closed"), [(None, Closed.RECALLED), (2, Closed.SUPERSEDED)]
)
def test_what_was_taken_back_waits_for_no_answer(
    desk: Desk, replacement: int | None, closed: Closed
) -> None:
    [asked] = desk.asked(IIJ)
    row = {"lesson": 1, "version": 1, "keeper": "secretariat", "replacement": replacement}
    told = {"due": "x", "why": "x", "person": "x", "told_by": "secretariat", "at": "x"}
    desk.db.table("recalls").insert({**row, **told})

    assert desk.answers.get(asked.ask.id, IIJ).ask.closed is closed


def test_the_ledger_is_told_that_something_was_said_and_not_what(desk: Desk) -> None:
    [asked] = desk.asked(IIJ)
    desk.give(asked.ask.id, APPLIES, IIJ, 1)
    desk.give(asked.ask.id, APPLIES, IIJ, 1)

    [entry] = entries_seen(desk.db, SECRETARIAT)

    assert entry.kind == "answered"
    assert entry.body == {
        "ask": asked.ask.id,
        "lesson": LessonId("L-1.1"),
        "recipient": "carrier:iij",
        "part": 1,
        "state": "applies",
        "revision": 1,
        "told_by": "carrier:iij",
    }
    assert APPLIES.evidence not in str(entry)


def test_numbers_are_drawn_until_a_free_one_is_found(desk: Desk) -> None:
    tried: list[int] = []

    def draw(below: int) -> int:
        tried.append(below)
        return 1 if len(tried) < 40 else 40

    desk.asked(IIJ)
    desk.numbers = draw

    [other] = desk.ask(LessonId("L-1.1"), DOCOMO)

    assert other.ask.id == "Q-40"
    assert tried[0] < tried[-1]
