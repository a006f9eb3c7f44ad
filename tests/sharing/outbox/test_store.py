import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlite_utils import Database

from corpus.database import transaction
from corpus.errors import InputRefused
from corpus.viewer import Audience
from sharing.outbox.message import Delivered, EventId, Failed, Route, State, Topic
from sharing.outbox.retry import RetryRule
from sharing.outbox.store import Outbox
from sharing.scope import ScopeId
from tests.examples import NOW
from tests.sharing.examples import a_database
from tests.sharing.outbox.examples import IIJ, SECOND, Book, a_draft, a_release
from triage.lessons.lesson import LessonId

MAIL = (Route.MAIL,)
LEASE = timedelta(minutes=1)
LATER = NOW + timedelta(minutes=5)
RULE = RetryRule(first=SECOND, longest=SECOND, jitter=timedelta(), tries=3)
GREYLISTED = Failed("smtp_451")


@pytest.fixture
def db() -> Database:
    return a_database()


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def outbox(db: Database, book: Book) -> Outbox:
    return Outbox(db, lambda _: book, RULE)


def queued(outbox: Outbox, **fields: object) -> EventId:
    draft = a_draft(**fields)
    assert outbox.queue(draft, NOW)
    return draft.event


def tried(outbox: Outbox, outcome: Delivered | Failed, at: datetime = NOW) -> State:
    claimed = outbox.claim(MAIL, at, LEASE)
    assert claimed is not None
    return outbox.settle(claimed, outcome, at)


def test_what_is_queued_comes_back_as_it_was(outbox: Outbox) -> None:
    draft = a_draft(releases=(a_release(), a_release(lesson=LessonId("L-2.1"))))
    outbox.queue(draft, NOW, "佐藤")

    [kept] = outbox.list()

    told = {name: getattr(kept, name) for name in type(draft).__slots__ if name != "book"}
    assert told == {name: getattr(draft, name) for name in told}
    assert (kept.state, kept.failures, kept.reason) == (State.WAITING, 0, None)
    assert [one["reason"] for one in outbox.tries(draft.event)] == ["佐藤"]


def test_what_the_caller_takes_back_was_never_queued(db: Database, outbox: Outbox) -> None:
    def queue_and_fail() -> None:
        with transaction(db):
            queued(outbox)
            raise KeyError

    with pytest.raises(KeyError):
        queue_and_fail()

    assert outbox.list() == ()
    assert outbox.claim(MAIL, NOW) is None


def test_an_event_is_queued_once(outbox: Outbox) -> None:
    draft = a_draft()

    assert [outbox.queue(draft, NOW), outbox.queue(draft, NOW)] == [True, False]
    assert len(outbox.list()) == 1


def test_what_one_worker_holds_no_other_gets(outbox: Outbox) -> None:
    queued(outbox)

    assert outbox.claim(MAIL, NOW, LEASE) is not None
    assert outbox.claim(MAIL, NOW + LEASE - SECOND, LEASE) is None


def test_what_a_dead_worker_held_goes_out_again_with_the_same_bytes(outbox: Outbox) -> None:
    queued(outbox)
    first = outbox.claim(MAIL, NOW, LEASE)

    again = outbox.claim(MAIL, NOW + LEASE, LEASE)

    assert first is not None
    assert again is not None
    assert again.lease != first.lease
    assert (again.message.event, again.message.body) == (first.message.event, first.message.body)


def test_what_was_taken_is_sent_whoever_holds_it_and_entered_once(
    outbox: Outbox, book: Book
) -> None:
    queued(outbox)
    slow = outbox.claim(MAIL, NOW, LEASE)
    quick = outbox.claim(MAIL, NOW + LEASE, LEASE)
    assert slow is not None
    assert quick is not None

    assert outbox.settle(slow, Delivered(), LATER) is State.SENT
    assert outbox.settle(quick, Delivered(), LATER) is State.SENT
    assert outbox.settle(quick, Failed("late"), LATER) is State.SENT

    assert [kind for kind, _ in book.entries] == ["sent"]
    assert outbox.claim(MAIL, LATER, LEASE) is None


def test_a_failure_counts_only_for_who_holds_the_message(outbox: Outbox) -> None:
    event = queued(outbox)
    slow = outbox.claim(MAIL, NOW, LEASE)
    outbox.claim(MAIL, NOW + LEASE, LEASE)
    assert slow is not None

    outbox.settle(slow, GREYLISTED, LATER)

    assert outbox.get(event).failures == 0
    assert outbox.claim(MAIL, NOW + LEASE + SECOND, LEASE) is None


def test_what_is_refused_for_now_is_tried_later_until_it_is_dead(outbox: Outbox) -> None:
    event = queued(outbox)

    assert tried(outbox, GREYLISTED) is State.WAITING
    assert outbox.claim(MAIL, NOW + SECOND / 2) is None
    assert tried(outbox, GREYLISTED, NOW + SECOND) is State.WAITING
    assert tried(outbox, GREYLISTED, NOW + 2 * SECOND) is State.DEAD

    [dead] = outbox.list(states={State.DEAD})
    assert (dead.event, dead.failures, dead.reason) == (event, 3, "smtp_451")
    assert [one["outcome"] for one in outbox.tries(event)] == ["queued", *["failed"] * 3]


def test_what_is_refused_for_good_is_dead_at_once(outbox: Outbox) -> None:
    queued(outbox)

    assert tried(outbox, Failed("smtp_550", lasting=True)) is State.DEAD


def test_nothing_leaves_before_its_time_even_where_the_clock_ran_back(outbox: Outbox) -> None:
    queued(outbox, not_before=LATER)

    assert outbox.claim(MAIL, LATER - SECOND) is None
    assert outbox.claim(MAIL, NOW - timedelta(days=1)) is None
    assert outbox.claim(MAIL, LATER) is not None


def test_a_clock_that_runs_back_delays_nothing(outbox: Outbox) -> None:
    queued(outbox, not_before=NOW - timedelta(days=9))
    past = NOW - timedelta(days=1)

    assert outbox.claim(MAIL, NOW, LEASE) is not None
    assert tried(outbox, GREYLISTED, past) is State.WAITING
    assert tried(outbox, Delivered(), past - SECOND) is State.SENT


def test_a_route_that_nobody_serves_waits(outbox: Outbox) -> None:
    queued(outbox, route=Route.WEBHOOK)

    assert outbox.claim(MAIL, NOW) is None
    assert outbox.claim((Route.WEBHOOK, Route.MAIL), NOW) is not None


def test_what_was_never_tried_goes_first(outbox: Outbox) -> None:
    queued(outbox)
    tried(outbox, GREYLISTED)
    fresh = queued(outbox)

    claimed = outbox.claim(MAIL, LATER)

    assert claimed is not None
    assert claimed.message.event == fresh


def test_what_may_not_leave_any_more_is_taken_back(outbox: Outbox) -> None:
    queued(outbox)
    claimed = outbox.claim(MAIL, NOW, LEASE)
    assert claimed is not None

    outbox.cancel(claimed, "not_shared", NOW)
    outbox.cancel(claimed, "again", NOW)

    [kept] = outbox.list()
    assert (kept.state, kept.reason) == (State.WITHDRAWN, "not_shared")
    assert not outbox.may_have_left(kept.releases[0])


def test_a_version_that_is_taken_back_names_who_may_have_got_it(outbox: Outbox) -> None:
    sent = queued(outbox, recipient=Audience("carrier:kddi"))
    tried(outbox, Delivered())
    held = queued(outbox)
    outbox.claim(MAIL, NOW, LEASE)
    waiting = queued(outbox, recipient=Audience("carrier:biglobe"))
    other = queued(outbox, releases=(a_release(lesson=LessonId("L-1.2")),))

    reached = outbox.withdraw(LessonId("L-1.1"), NOW)

    assert [one.event for one in reached] == [sent, held]
    states = {one.event: one.state for one in outbox.list()}
    gone = State.WITHDRAWN
    assert states == {sent: State.SENT, held: gone, waiting: gone, other: State.WAITING}


def test_only_what_went_to_a_scope_is_taken_back_from_it(outbox: Outbox) -> None:
    queued(outbox)

    assert outbox.withdraw(LessonId("L-1.1"), NOW, [ScopeId("public")]) == ()
    assert outbox.list()[0].state is State.WAITING


def test_what_was_being_sent_when_it_was_taken_back_is_sent_if_it_was_taken(
    outbox: Outbox,
) -> None:
    queued(outbox)
    claimed = outbox.claim(MAIL, NOW, LEASE)
    assert claimed is not None
    outbox.withdraw(LessonId("L-1.1"), NOW)

    assert outbox.settle(claimed, Delivered(), NOW) is State.SENT


def test_a_dead_letter_is_sent_again_by_a_persons_word(outbox: Outbox) -> None:
    event = queued(outbox)
    tried(outbox, Failed("smtp_550", lasting=True))

    outbox.retry(event, "佐藤", LATER)

    assert outbox.get(event).state is State.WAITING
    assert [*outbox.tries(event)][-1]["reason"] == "佐藤"
    assert tried(outbox, Delivered(), LATER) is State.SENT


def test_what_is_not_dead_is_not_sent_again(outbox: Outbox) -> None:
    event = queued(outbox)

    with pytest.raises(InputRefused, match="not_dead"):
        outbox.retry(event, "佐藤", NOW)
    with pytest.raises(InputRefused, match="unknown_event"):
        outbox.retry(EventId("E-0"), "佐藤", NOW)


def test_a_mail_that_came_back_is_dead(outbox: Outbox) -> None:
    event = queued(outbox)
    assert not outbox.bounced(event, "bounced_5.1.1", NOW)
    tried(outbox, Delivered())

    assert outbox.bounced(event, "bounced_5.1.1", LATER)

    assert outbox.get(event).reason == "bounced_5.1.1"


def test_what_is_no_mail_does_not_come_back(outbox: Outbox) -> None:
    event = queued(outbox, route=Route.INBOX)
    claimed = outbox.claim((Route.INBOX,), NOW)
    assert claimed is not None
    outbox.settle(claimed, Delivered(), NOW)

    assert not outbox.bounced(event, "bounced_5.1.1", LATER)


def test_what_is_on_its_way_is_known_by_its_words_and_its_place(outbox: Outbox) -> None:
    release = a_release()
    queued(outbox, releases=(release,))
    place = IIJ, Route.MAIL, "a@example.com"

    assert outbox.already(release, *place)
    assert not outbox.already(replace(release, content_hash="1" * 64), *place)
    assert not outbox.already(release, *place, topic=Topic.RECALL)
    assert not outbox.already(release, IIJ, Route.MAIL, "b@example.com")


def test_only_who_oversees_a_message_is_told_of_it(outbox: Outbox) -> None:
    queued(outbox)
    kddi = Audience("carrier:kddi")
    own = queued(outbox, book=kddi)

    assert [one.event for one in outbox.list([kddi])] == [own]
    assert len(outbox.list()) == 2


def test_what_was_queued_is_never_changed(db: Database, outbox: Outbox) -> None:
    queued(outbox)

    for sql in ("UPDATE outbox_messages SET body = x''", "DELETE FROM outbox_tries"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            db.execute(sql)


def test_without_a_ledger_nothing_is_entered(db: Database) -> None:
    outbox = Outbox(db)
    queued(outbox)

    assert tried(outbox, Delivered()) is State.SENT
