import json

import pytest

from corpus.viewer import Audience
from sharing.channels.notice import Notice, release_out, told_scope
from sharing.group import GroupId
from sharing.outbox.message import EventId, Topic
from sharing.scope import ScopeId
from sharing.scope_file import load_scopes
from tests.examples import NOW
from tests.sharing.outbox.examples import IIJ, a_release
from triage.lessons.lesson import LessonId

EVENT = EventId("E-01ARZ3NDEKTSV4RRFFQ69G5FAV")


def a_notice(*scopes: str, portal: str | None = "https://p.example.com/") -> Notice:
    return Notice(
        event=EVENT,
        topic=Topic.LESSON,
        recipient=Audience(IIJ),
        releases=tuple(a_release(scope=ScopeId(scope)) for scope in scopes or ("public",)),
        portal=portal,
        at=NOW,
    )


def test_the_strictest_label_stands_for_all() -> None:
    assert a_notice("public", "committee", "all-carriers").tlp == "RED"


def test_the_link_holds_the_event_and_nothing_of_the_lesson() -> None:
    assert a_notice().link == f"https://p.example.com/inbox/{EVENT}"
    assert a_notice(portal=None).link is None
    assert a_notice(portal=None).values["link"] == "Kyokun"


def test_a_lesson_in_two_scopes_is_told_of_once() -> None:
    assert a_notice("public", "all-carriers").lessons == (LessonId("L-1.1"),)


HIDDEN = [scope.id for scope in load_scopes().values() if not scope.disclosed]


@pytest.mark.parametrize("scope", [*HIDDEN, ScopeId("gone")])
def test_a_hidden_scope_is_told_nowhere(scope: ScopeId) -> None:
    notice = a_notice(scope)

    assert told_scope(scope).en == "a limited circle"
    assert json.loads(notice.payload)["releases"][0]["scope"] is None
    assert scope not in str(notice.values) + notice.payload.decode()


def test_a_group_is_told_with_its_scope_only() -> None:
    release = a_release(scope=ScopeId("circle"), group=GroupId("G-3"))

    assert release_out(release)["group"] == "G-3"
    assert release_out(a_release(scope=ScopeId("peers"), group=GroupId("G-3")))["group"] is None
