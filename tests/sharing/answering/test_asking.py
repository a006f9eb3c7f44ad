from datetime import timedelta

import pytest

from corpus.viewer import SECRETARIAT, Audience
from sharing.answering.answer import State
from sharing.answering.asking import overseer_of
from sharing.answering.coverage import Coverage
from sharing.asked import OVER_CAP, BurdenMeter, Cap, Quarter
from sharing.group import GroupId
from sharing.ledger.store import entries_seen
from tests.sharing.answering.examples import ASKED, CHECKING, DUE, Desk, a_release, audience
from tests.sharing.examples import EVERYONE, IIJ, KDDI, MINEO
from triage.errors import UnknownLesson
from triage.lessons.lesson import LessonId
from triage.lessons.store import Kept


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize("recipient", ["public", "committee", "maker:ACME"])
def test_only_carriers_are_asked(desk: Desk, recipient: str) -> None:
    release = a_release(desk.lesson().version_id)

    assert desk.asking.ask(release, Audience(recipient), DUE, ASKED) is None


def test_a_version_that_is_not_there_is_not_asked_about(desk: Desk) -> None:
    with pytest.raises(UnknownLesson):
        desk.ask(LessonId("L-9.1"), IIJ)


def test_a_carrier_at_its_cap_is_not_to_be_asked(desk: Desk) -> None:
    desk.cap = Cap(lessons=1, items=99, reminders=99)
    assert desk.asking.refusal(audience(IIJ), ASKED) is None

    desk.asked(IIJ)

    assert desk.asking.refusal(audience(IIJ), ASKED) == OVER_CAP
    assert desk.asking.refusal(audience(KDDI), ASKED) is None
    assert desk.asking.refusal(audience(IIJ), ASKED + timedelta(days=100)) is None


def in_a_group(desk: Desk) -> tuple[Kept, GroupId]:
    """A lesson of KDDI's that it shares with IIJ and MINEO, without the ministry."""
    lesson = desk.lesson("2022-07-02-k", by=KDDI)
    group = desk.groups.make("会", KDDI, ASKED, hidden=True, ministry=False)
    for one in (IIJ, MINEO):
        assert one.carrier is not None
        desk.groups.ask(group.id, one.carrier, KDDI, ASKED)
        desk.groups.join(group.id, one, ASKED)
    desk.share(lesson.id, "voluntary", KDDI, group=group.id)
    return lesson, group.id


def test_what_is_asked_without_the_ministry_is_known_to_those_in_it_alone(desk: Desk) -> None:
    lesson, group = in_a_group(desk)
    mine, others, own = [
        desk.asking.ask(
            a_release(lesson.version_id, "voluntary", group), audience(one), DUE, ASKED
        )
        for one in (IIJ, MINEO, KDDI)
    ]
    assert mine is not None
    assert others is not None
    assert own is None
    desk.give(mine.ask.id, CHECKING, IIJ)

    assert mine.ask.overseer == audience(KDDI)
    assert [one.whole.state for one in desk.answers.list(IIJ, ASKED)] == [State.CHECKING]
    assert desk.answers.list(SECRETARIAT, ASKED) == desk.answers.list(KDDI, ASKED) == ()
    assert entries_seen(desk.db, SECRETARIAT) == ()
    assert [entry.kind for entry in entries_seen(desk.db, KDDI)] == ["share"]
    assert [entry.kind for entry in entries_seen(desk.db, IIJ)] == ["answered"]
    counting = Coverage(db=desk.db, shares=desk.shares)
    assert counting.tallies(ASKED) == {}
    assert counting.helped(SECRETARIAT, ASKED) == {}
    assert [*counting.helped(KDDI, ASKED)] == [lesson.id]
    meter = BurdenMeter(desk.db)
    assert meter.all(Quarter.of(ASKED), SECRETARIAT) == ()
    assert BurdenMeter(desk.db, audience(KDDI)).of(audience(IIJ), Quarter.of(ASKED)).lessons == 1


def test_the_secretariat_oversees_all_other_scopes(desk: Desk) -> None:
    lesson = desk.lesson().version_id

    assert overseer_of(desk.db, a_release(lesson)) == "secretariat"
    assert overseer_of(desk.db, a_release(lesson, "no-such-scope")) == "secretariat"
    with pytest.raises(UnknownLesson):
        overseer_of(desk.db, a_release(lesson, "voluntary", GroupId("G-1")))


def test_nobody_else_is_told_that_anything_was_asked(desk: Desk) -> None:
    lesson = desk.lesson()
    desk.share(lesson.id, "all-carriers")
    desk.ask(lesson.version_id, IIJ)

    assert Coverage(db=desk.db, shares=desk.shares).seen(EVERYONE, ASKED) == {}
