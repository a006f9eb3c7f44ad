from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from corpus.errors import InputRefused
from corpus.ids import CarrierId
from corpus.viewer import SECRETARIAT, Audience
from sharing.asked import OVER_CAP, Quarter
from sharing.channels.order import Sent
from sharing.channels.wishes import Pace, Wishes
from sharing.errors import MayNotShare
from sharing.facts import Named
from sharing.members_only import Labelling, Labels
from sharing.outbox.message import Route, State
from sharing.scope import ScopeId
from tests.sharing.channels.examples import LATER, LESSON, SENT, Mailroom, arrived
from tests.sharing.examples import COMMITTEE, DOCOMO, IIJ, KDDI, SHARED
from tests.sharing.outbox.examples import a_release
from triage.errors import UnknownLesson
from triage.lessons.lesson import LessonId

DUE = SENT + timedelta(days=200)
TO_IIJ = Audience("carrier:iij")


@pytest.fixture
def room() -> Mailroom:
    return Mailroom()


def routes(sent: tuple[Sent, ...]) -> list[tuple[str | None, Route | None, str | None]]:
    return [(one.recipient, one.route, one.skipped) for one in sent]


def test_each_is_written_to_as_it_wants(room: Mailroom) -> None:
    room.shared("named", "iij", "kddi")
    room.writes_to("iij", "a@iij.example", "b@iij.example")
    room.hooks.add(TO_IIJ, "https://iij.example/hook", IIJ, SHARED)

    sent = room.send()

    assert routes(sent) == [
        ("carrier:iij", Route.INBOX, None),
        ("carrier:iij", Route.MAIL, None),
        ("carrier:iij", Route.MAIL, None),
        ("carrier:iij", Route.WEBHOOK, None),
        ("carrier:kddi", Route.INBOX, None),
    ]
    assert len({one.event for one in sent}) == 5
    assert sorted(one.address for one in room.work()) == ["a@iij.example", "b@iij.example"]


def test_the_inbox_has_the_words_that_were_signed_off_and_a_mail_none_of_them(
    room: Mailroom,
) -> None:
    release = room.shared()
    room.writes_to("iij", "a@iij.example")
    room.send()

    [mail] = room.work()
    [item] = arrived(room)

    assert item.told["releases"][0]["content_hash"] == release.content_hash
    assert item.told["fields"]["title"]
    body = message_from_bytes(mail.body, policy=default)
    said = body["Subject"] + body.get_content()
    assert item.told["fields"]["title"] not in said
    assert "L-1.1" in said
    assert f"https://portal.example.com/inbox/{mail.event}" in said


def test_nobody_gets_the_same_twice(room: Mailroom) -> None:
    room.shared()
    room.send(due=DUE)

    assert routes(room.send(due=DUE)) == [("carrier:iij", None, "already")]
    assert len(room.outbox.list()) == len(room.asking.asked) == 1


def test_whoever_was_forgotten_gets_it_when_it_is_sent_again(room: Mailroom) -> None:
    room.shared()
    room.send()
    room.writes_to("iij", "a@iij.example")

    assert routes(room.send()) == [("carrier:iij", Route.MAIL, None)]


def test_what_nobody_signed_off_does_not_leave(room: Mailroom) -> None:
    lesson = room.office.drafted().id
    room.office.share(lesson, "named", named=Named(carriers=(CarrierId("iij"),)))

    with pytest.raises(InputRefused, match="not_signed_off"):
        room.send()


def test_a_sign_off_for_another_scope_or_weaker_hiding_is_none(room: Mailroom) -> None:
    room.shared("named", "iij")
    room.office.share(LESSON, "all-carriers")

    with pytest.raises(InputRefused, match="not_signed_off"):
        room.send(of=(ScopeId("all-carriers"), None))
    room.office.share(LESSON, "named", k=9, named=Named(carriers=(CarrierId("iij"),)))
    with pytest.raises(InputRefused, match="not_signed_off"):
        room.send()


def test_what_is_for_members_only_does_not_leave(room: Mailroom) -> None:
    room.shared()
    labelling = Labelling(by=COMMITTEE, person="佐藤", why="理由", now=SHARED)
    Labels(room.office.db).set("L-1", labelling)

    with pytest.raises(InputRefused, match="members_only"):
        room.send()


def test_who_may_not_share_may_not_send(room: Mailroom) -> None:
    room.shared()

    with pytest.raises(MayNotShare):
        room.send(by=KDDI)
    with pytest.raises(UnknownLesson):
        room.send(lesson=LessonId("L-2"))


def test_what_has_no_such_scope_is_not_sent(room: Mailroom) -> None:
    room.shared()

    with pytest.raises(InputRefused, match="not_shared"):
        room.send(of=(ScopeId("public"), None))
    room.office.drafted(title="別の題")
    with pytest.raises(InputRefused, match="not_shared"):
        room.send(lesson=LessonId("L-1.2"))


def test_somebody_must_send_and_an_answer_is_due_later(room: Mailroom) -> None:
    room.shared()

    with pytest.raises(InputRefused, match="no_person"):
        room.send(person=" ")
    with pytest.raises(InputRefused, match="due_past"):
        room.send(due=SENT)


def test_who_opted_out_gets_nothing_unless_it_is_named(room: Mailroom) -> None:
    room.shared("designated")
    room.writes_to("kddi", opted_out=True)

    told = {one.recipient: one.skipped for one in room.send(of=(ScopeId("designated"), None))}

    assert told[Audience("carrier:kddi")] == "opted_out"
    assert told[Audience("carrier:ntt-docomo")] is None


def test_who_is_named_gets_it_though_it_opted_out(room: Mailroom) -> None:
    room.shared("named", "kddi")
    room.writes_to("kddi", opted_out=True)

    assert routes(room.send()) == [("carrier:kddi", Route.INBOX, None)]


def test_the_public_is_told_by_the_feed(room: Mailroom) -> None:
    room.shared("public")

    assert routes(room.send(of=(ScopeId("public"), None))) == [("public", None, "by_feed")]


def test_makers_are_written_to_where_a_person_says(room: Mailroom) -> None:
    room.shared("makers", named=Named(makers=("ACME", "XYZ")))
    acme, of = Audience("maker:ACME"), (ScopeId("makers"), None)

    sent = room.send(of=of, addresses={acme: "x@acme.example"})

    assert routes(sent) == [("maker:ACME", Route.MAIL, None), ("maker:XYZ", None, "no_address")]
    assert [one.address for one in room.work()] == ["x@acme.example"]
    with pytest.raises(InputRefused, match="bad_mail"):
        room.send(of=of, addresses={Audience("maker:XYZ"): "x\n@y"})


def test_nothing_leaves_before_its_release(room: Mailroom) -> None:
    release = LATER + timedelta(days=3)
    room.shared("named", "iij", release=release)
    room.send()

    room.work(release - timedelta(seconds=1))
    assert room.outbox.list()[0].state is State.WAITING
    room.work(release)
    assert room.outbox.list()[0].state is State.SENT


def test_answers_are_asked_for_where_they_are_due(room: Mailroom) -> None:
    room.shared()
    room.send(due=DUE)

    assert room.asking.asked == [(TO_IIJ, DUE, SENT)]


def test_who_was_asked_enough_gets_it_in_the_next_quarter_by_a_persons_word(
    room: Mailroom,
) -> None:
    room.shared()
    room.asking.refusals[TO_IIJ, SENT] = OVER_CAP
    later = Quarter.of(SENT).next.start

    assert routes(room.send(due=DUE)) == [("carrier:iij", None, OVER_CAP)]
    assert routes(room.send(due=later, next_quarter=True)) == [("carrier:iij", None, OVER_CAP)]

    assert routes(room.send(due=DUE, next_quarter=True)) == [("carrier:iij", Route.INBOX, None)]
    assert room.asking.asked == [(TO_IIJ, DUE, later)]
    assert room.outbox.list()[0].not_before == later


def test_who_is_written_to_once_a_day_gets_no_mail_at_once(room: Mailroom) -> None:
    room.shared()
    room.writes_to("iij", "a@iij.example")
    room.wishes.set(CarrierId("iij"), Wishes(pace=Pace.DAILY), IIJ, SHARED)

    assert routes(room.send()) == [("carrier:iij", Route.INBOX, None)]


def test_in_a_group_with_hidden_members_a_member_sends_and_learns_of_nobody(
    room: Mailroom,
) -> None:
    groups = room.office.groups
    group = groups.make("会", KDDI, SHARED, hidden=True, ministry=False)
    for viewer in (DOCOMO, IIJ):
        assert viewer.carrier
        groups.ask(group.id, viewer.carrier, KDDI, SHARED)
        groups.join(group.id, viewer, SHARED)
    lesson = room.office.drafted(by=DOCOMO).id
    room.office.share(lesson, "voluntary", DOCOMO, group=group.id)
    room.signed(lesson, "voluntary", DOCOMO, group.id)

    sent = room.send(lesson=lesson, of=(ScopeId("voluntary"), group.id), by=DOCOMO)
    room.work()

    assert {one.recipient for one in sent} == {None}
    assert [one.recipient for one in room.outbox.list([Audience("carrier:ntt-docomo")])]
    assert room.outbox.list([Audience(str(SECRETARIAT))]) == ()
    assert len(arrived(room)) == 1
    assert {body["recipient"] for _, body in room.book.entries} == {None}


def test_the_committee_reads_it_in_its_inbox(room: Mailroom) -> None:
    release = room.shared("committee")

    assert routes(room.send(of=(ScopeId("committee"), None))) == [("committee", Route.INBOX, None)]
    room.work()
    [item] = arrived(room, COMMITTEE)
    assert item.releases[0]["lesson"] == release.lesson == a_release().lesson
