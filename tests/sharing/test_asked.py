from datetime import UTC, datetime, timedelta

import pytest

from corpus.errors import InputRefused
from corpus.japan import JST
from corpus.viewer import SECRETARIAT, Viewer
from sharing.answering.reminders import Reminders
from sharing.asked import (
    MOST_MORE,
    OVER_CAP,
    Allowance,
    Asked,
    BurdenMeter,
    Cap,
    Quarter,
    load_cap,
)
from sharing.errors import MayNotShare
from tests.sharing.answering.examples import ASKED, DUE, PERSON, Desk, audience
from tests.sharing.examples import AUDITOR, COMMITTEE, DOCOMO, EVERYONE, IIJ, KDDI

CAP = Cap(lessons=2, items=5, reminders=3)
THIS = Quarter.of(ASKED)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def meter(desk: Desk) -> BurdenMeter:
    return BurdenMeter(desk.db, cap=CAP)


def allowing(more: int = 1, **told: str) -> Allowance:
    return Allowance(
        recipient=audience(IIJ),
        quarter=THIS,
        more=more,
        why=told.get("why", "緊急"),
        person=told.get("person", PERSON),
    )


def test_a_quarter_is_that_of_the_calendar_in_japan() -> None:
    assert str(Quarter.of(datetime(2025, 3, 31, 14, 59, tzinfo=UTC))) == "2025-Q1"
    assert str(Quarter.of(datetime(2025, 3, 31, 15, 0, tzinfo=UTC))) == "2025-Q2"
    assert Quarter(2025, 4).next == Quarter.parse("2026-Q1")
    assert Quarter(2025, 2).start == datetime(2025, 4, 1, tzinfo=JST)
    assert Quarter(2025, 2) < Quarter(2025, 3)


@pytest.mark.parametrize(
    "told", ["2025-Q5", "2025Q1", "2025-Q0", "25-Q1", "", "2025-Q1\n", "２０２５-Q1"]
)
def test_what_is_no_quarter_is_refused(told: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        Quarter.parse(told)


def test_lessons_viewpoints_and_reminders_count_in_their_quarter(desk: Desk) -> None:
    [asked] = desk.asked(IIJ)
    desk.ask(desk.lesson("2022-07-02-b").version_id, IIJ, now=ASKED + timedelta(days=100))
    Reminders(desk.db).sent(asked.ask.id, 0, DUE)
    Reminders(desk.db).sent(asked.ask.id, 1, DUE + timedelta(days=100))

    told = meter(desk).of(audience(IIJ), THIS)

    assert (told.lessons, told.items, told.reminders, told.more) == (1, 2, 1, 0)
    after = meter(desk).of(audience(IIJ), THIS.next)
    assert (after.lessons, after.items, after.reminders) == (1, 2, 1)
    assert meter(desk).of(audience(KDDI), THIS).lessons == 0


def test_asking_again_about_a_version_counts_once(desk: Desk) -> None:
    lesson = desk.lesson().version_id
    desk.ask(lesson, IIJ)
    desk.ask(lesson, IIJ)

    assert meter(desk).of(audience(IIJ), THIS).lessons == 1


@pytest.mark.parametrize(
    ("lessons", "items", "reminders", "full"),
    [(1, 4, 2, False), (2, 0, 0, True), (0, 5, 0, True), (0, 0, 3, True)],
)
def test_a_carrier_is_at_its_cap_when_one_count_is(
    lessons: int, items: int, reminders: int, full: bool
) -> None:
    told = Asked(
        recipient=audience(IIJ),
        quarter=THIS,
        lessons=lessons,
        items=items,
        reminders=reminders,
        more=0,
        cap=CAP,
    )

    assert told.at_cap is full


def test_beyond_the_cap_a_person_says_why(desk: Desk) -> None:
    for account in ("2022-07-02-a", "2022-07-02-b"):
        desk.ask(desk.lesson(account).version_id, IIJ)
    assert meter(desk).refusal(audience(IIJ), ASKED) == OVER_CAP

    told = meter(desk).allow(allowing(), SECRETARIAT, ASKED)

    assert (told.more, told.cap) == (1, Cap(lessons=3, items=8, reminders=5))
    assert meter(desk).refusal(audience(IIJ), ASKED) is None
    desk.ask(desk.lesson("2022-07-02-c").version_id, IIJ)
    assert meter(desk).refusal(audience(IIJ), ASKED) == OVER_CAP
    assert meter(desk).refusal(audience(IIJ), THIS.next.start) is None


@pytest.mark.parametrize(
    ("allowance", "code"),
    [
        (allowing(why=" "), "no_reason"),
        (allowing(person=" "), "no_person"),
        (allowing(0), "more_out_of_range"),
        (allowing(MOST_MORE + 1), "more_out_of_range"),
    ],
)
def test_an_allowance_without_a_reason_or_a_person_is_refused(
    desk: Desk, allowance: Allowance, code: str
) -> None:
    with pytest.raises(InputRefused, match=code):
        meter(desk).allow(allowance, SECRETARIAT, ASKED)
    assert meter(desk).of(audience(IIJ), THIS).more == 0


@pytest.mark.parametrize("viewer", [IIJ, COMMITTEE, AUDITOR, EVERYONE])
def test_only_the_secretariat_allows_more(desk: Desk, viewer: Viewer) -> None:
    with pytest.raises(MayNotShare):
        meter(desk).allow(allowing(), viewer, ASKED)


def test_a_carrier_sees_its_own_burden_and_the_secretariat_all(desk: Desk) -> None:
    desk.asked(IIJ, DOCOMO)

    def seen(viewer: Viewer) -> list[str]:
        return [one.recipient for one in meter(desk).all(THIS, viewer)]

    assert seen(SECRETARIAT) == ["carrier:iij", "carrier:ntt-docomo"]
    assert seen(IIJ) == ["carrier:iij"]
    assert seen(KDDI) == seen(COMMITTEE) == seen(AUDITOR) == seen(EVERYONE) == []


def test_there_is_a_cap_for_all_carriers() -> None:
    cap = load_cap()

    assert 0 < cap.lessons <= cap.reminders
    assert cap.raised(0) == cap
