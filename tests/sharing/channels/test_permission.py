from dataclasses import replace
from typing import Any

import pytest

from corpus.ids import CarrierId
from corpus.viewer import SECRETARIAT, Audience
from sharing.channels.permission import settings_of
from sharing.facts import Named
from sharing.members_only import Labelling, Labels
from sharing.outbox.message import Kept, Topic
from sharing.scope import ScopeId
from sharing.sign_off.record import Deed
from sharing.sign_off.states import Act
from tests.sharing.channels.examples import LATER, LESSON, SENT, Mailroom
from tests.sharing.examples import COMMITTEE, SHARED, deciding

NAMED = ScopeId("named"), None


@pytest.fixture
def room() -> Mailroom:
    room = Mailroom()
    room.shared()
    room.send()
    return room


def message(room: Mailroom, **fields: Any) -> Kept:
    return replace(room.outbox.list()[0], **fields)


def test_what_people_let_leave_may(room: Mailroom) -> None:
    assert room.permission.refusal(message(room), LATER) is None


def test_what_was_withdrawn_may_not(room: Mailroom) -> None:
    room.office.desk.withdraw(LESSON, NAMED, deciding(now=SENT))

    assert room.permission.refusal(message(room), LATER) == "not_shared"


def test_who_was_taken_away_gets_nothing(room: Mailroom) -> None:
    other = message(room, recipient=Audience("carrier:kddi"))

    assert room.permission.refusal(other, LATER) == "not_shared"


def test_what_is_not_released_yet_may_not(room: Mailroom) -> None:
    iij = Named(carriers=(CarrierId("iij"),))
    room.office.share(LESSON, "named", named=iij, release=LATER)

    assert room.permission.refusal(message(room), SENT) == "not_shared"
    assert room.permission.refusal(message(room), LATER) is None


def test_what_became_for_members_only_may_not(room: Mailroom) -> None:
    labelling = Labelling(by=COMMITTEE, person="佐藤", why="理由", now=SHARED)
    Labels(room.office.db).set("L-1", labelling)

    assert room.permission.refusal(message(room), LATER) == "members_only"


def test_what_was_disputed_since_may_not(room: Mailroom) -> None:
    [put_up] = room.sign_offs.list(SECRETARIAT)
    said: dict[str, Any] = {"person": "田中", "words": "違う", "told_by": SECRETARIAT, "at": SENT}
    room.sign_offs.add(put_up, Deed(act=Act.DISPUTE, party=Audience("carrier:kddi"), **said))

    assert room.permission.refusal(message(room), LATER) == "not_signed_off"


def test_what_shall_be_hidden_better_than_it_was_signed_may_not(room: Mailroom) -> None:
    iij = Named(carriers=(CarrierId("iij"),))
    room.office.share(LESSON, "named", named=iij, k=9)

    assert room.permission.refusal(message(room), LATER) == "not_signed_off"


def test_who_opted_out_since_gets_nothing_that_came_by_a_rule() -> None:
    room = Mailroom()
    room.shared("designated")
    room.send(of=(ScopeId("designated"), None))
    room.writes_to("kddi", opted_out=True)
    [kddi] = [one for one in room.outbox.list() if one.recipient == "carrier:kddi"]

    assert room.permission.refusal(kddi, LATER) == "opted_out"


def test_a_recall_always_may(room: Mailroom) -> None:
    room.office.desk.withdraw(LESSON, NAMED, deciding(now=SENT))

    assert room.permission.refusal(message(room, topic=Topic.RECALL), LATER) is None


def test_a_digest_may_while_one_of_its_lessons_may(room: Mailroom) -> None:
    good = message(room).releases[0]
    bad = replace(good, content_hash="1" * 64)

    def asked(*releases: Any) -> str | None:
        digest = message(room, topic=Topic.DIGEST, releases=releases)
        return room.permission.refusal(digest, LATER)

    assert asked(bad, good) is None
    assert asked(bad) == "not_signed_off"


@pytest.mark.parametrize("recipient", ["carrier:unknown", "maker:ACME", "committee"])
def test_who_is_no_carrier_of_the_register_has_the_usual_settings(
    room: Mailroom, recipient: str
) -> None:
    assert not settings_of(room.settings, Audience(recipient)).opted_out
