from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from corpus.carrier_settings import CarrierSettings, Channel
from corpus.ids import CarrierId
from corpus.japan import JST
from corpus.viewer import SECRETARIAT
from sharing.channels.digest import period_of
from sharing.channels.wishes import Pace, Wishes
from sharing.outbox.message import State, Topic
from sharing.scope import ScopeId
from tests.sharing.channels.examples import LESSON, SENT, Mailroom
from tests.sharing.examples import IIJ, SHARED, deciding

DAY = timedelta(days=1)
MINE = CarrierId("iij")


@pytest.fixture
def room() -> Mailroom:
    room = Mailroom()
    room.writes_to("iij", "a@iij.example", "b@iij.example")
    room.wishes.set(MINE, Wishes(pace=Pace.DAILY), IIJ, SHARED)
    room.shared()
    room.send()
    room.work(SENT)
    return room


def test_the_next_day_brings_one_mail_to_each_address(room: Mailroom) -> None:
    assert room.digests.queue_due(SENT) == ()

    events = room.digests.queue_due(SENT + DAY)

    assert len(events) == 2
    assert room.digests.queue_due(SENT + DAY) == ()
    mails = room.work(SENT + DAY)
    assert [one.address for one in mails] == ["a@iij.example", "b@iij.example"]
    mail = message_from_bytes(mails[0].body, policy=default)
    assert mail["Subject"].endswith("Digest of lessons 2025-04-03")
    assert "L-1.1" in mail.get_content()


def test_what_was_told_of_is_not_told_of_again(room: Mailroom) -> None:
    room.digests.queue_due(SENT + DAY)

    assert room.digests.queue_due(SENT + 2 * DAY) == ()


def test_a_clock_that_runs_back_brings_no_second_digest(room: Mailroom) -> None:
    assert room.digests.queue_due(SENT + DAY)
    another(room)
    room.work(SENT + DAY)

    assert room.digests.queue_due(SENT + DAY) == ()
    assert len(room.digests.queue_due(SENT - 3 * DAY)) == 2
    assert room.digests.queue_due(SENT + DAY) == ()


def another(room: Mailroom) -> None:
    room.office.drafted(title="別の題")
    from sharing.facts import Named

    room.office.share(LESSON, "named", named=Named(carriers=(MINE,)))
    room.signed(LESSON, "named")
    room.send()


def test_what_was_taken_back_is_in_no_digest(room: Mailroom) -> None:
    room.office.desk.withdraw(LESSON, (ScopeId("named"), None), deciding(now=SENT))

    assert room.digests.queue_due(SENT + DAY) == ()


def test_what_is_taken_back_after_a_digest_was_queued_stops_it(room: Mailroom) -> None:
    room.digests.queue_due(SENT + DAY)
    room.office.desk.withdraw(LESSON, (ScopeId("named"), None), deciding(now=SENT))

    assert room.work(SENT + DAY) == []
    digests = [one.state for one in room.outbox.list() if one.topic is Topic.DIGEST]
    assert digests == [State.WITHDRAWN] * 2


def test_who_wants_no_mails_gets_no_digest(room: Mailroom) -> None:
    portal = CarrierSettings(channel=Channel.PORTAL)
    room.settings.set(MINE, portal, SECRETARIAT, SENT)

    assert room.digests.queue_due(SENT + DAY) == ()


def test_who_wants_mails_at_once_gets_no_digest(room: Mailroom) -> None:
    room.wishes.set(MINE, Wishes(pace=Pace.AT_ONCE), IIJ, SENT)

    assert room.digests.queue_due(SENT + DAY) == ()


def test_days_and_weeks_are_those_of_japan() -> None:
    midnight = datetime(2025, 12, 29, tzinfo=JST)  # a Monday, in the first week of 2026

    assert period_of(Pace.DAILY, midnight) == "2025-12-29"
    assert period_of(Pace.WEEKLY, midnight) == "2026-W01"
    assert period_of(Pace.WEEKLY, midnight - timedelta(seconds=1)) == "2025-W52"
