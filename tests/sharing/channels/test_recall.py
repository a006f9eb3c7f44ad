import json
from email import message_from_bytes
from email.policy import default

import pytest

from corpus.viewer import Audience
from sharing.outbox.message import Route, State, Topic
from sharing.scope import ScopeId
from tests.sharing.channels.examples import LATER, SENT, Mailroom, arrived
from triage.lessons.lesson import LessonId

VERSION, SCOPES = LessonId("L-1.1"), (ScopeId("named"),)
TO_IIJ = Audience("carrier:iij")


@pytest.fixture
def room() -> Mailroom:
    room = Mailroom()
    room.writes_to("iij", "a@iij.example")
    room.shared()
    room.send()
    return room


def test_what_never_left_is_taken_back_and_nobody_is_told(room: Mailroom) -> None:
    assert room.deliveries.take_back(VERSION, SCOPES, SENT) == frozenset()

    assert {one.state for one in room.outbox.list()} == {State.WITHDRAWN}
    assert room.work() == []


def test_who_may_have_got_it_is_told_once_by_the_way_it_went(room: Mailroom) -> None:
    room.work()

    reached = [room.deliveries.take_back(VERSION, SCOPES, LATER) for _ in range(2)]

    assert reached == [{TO_IIJ}] * 2
    recalls = [one for one in room.outbox.list() if one.topic is Topic.RECALL]
    assert [one.route for one in recalls] == [Route.INBOX, Route.MAIL]
    mail = message_from_bytes(room.work()[-1].body, policy=default)
    assert mail["Subject"].endswith("Recall of lesson L-1.1")
    assert [one.topic for one in arrived(room)] == [Topic.RECALL, Topic.LESSON]
    assert arrived(room)[0].told["releases"][0]["lesson"] == VERSION
    assert json.loads(recalls[0].body)["topic"] == "recall"


def test_other_scopes_and_versions_are_left_alone(room: Mailroom) -> None:
    room.work()

    assert not room.deliveries.take_back(VERSION, [ScopeId("public")], LATER)
    assert not room.deliveries.take_back(LessonId("L-1.2"), SCOPES, LATER)


def test_whether_a_release_left_is_known() -> None:
    room = Mailroom()
    release = room.shared()
    room.send()
    assert not room.deliveries.was_sent(release)
    room.work()
    assert room.deliveries.was_sent(release)
