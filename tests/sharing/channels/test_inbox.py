import pytest

from corpus.errors import InputRefused
from corpus.ids import CarrierId
from corpus.viewer import SECRETARIAT, Audience
from sharing.channels.inbox import InboxWay
from sharing.facts import Named
from sharing.grain import Grain
from sharing.outbox.message import Delivered, EventId
from sharing.scope import ScopeId
from sharing.share import EditAct
from tests.sharing.channels.examples import LATER, LESSON, SENT, Mailroom, arrived
from tests.sharing.examples import IIJ, KDDI, deciding


@pytest.fixture
def room() -> Mailroom:
    room = Mailroom()
    room.shared("named", "iij", "kddi")
    room.send()
    room.work()
    return room


def test_each_has_an_inbox_of_its_own(room: Mailroom) -> None:
    [mine], [others] = arrived(room), arrived(room, KDDI)

    assert mine.event != others.event
    assert arrived(room, SECRETARIAT) == []


def test_a_repeat_arrives_once(room: Mailroom) -> None:
    [message, _] = room.outbox.list()

    assert InboxWay(room.office.db).deliver(message, LATER) == Delivered()
    assert len(arrived(room)) == 1


def test_opening_is_noted_and_entered_the_first_time(room: Mailroom) -> None:
    [item] = arrived(room)
    assert item.opened_at is None

    first = room.inbox.open(item.event, IIJ, SENT)
    again = room.inbox.open(item.event, IIJ, LATER)

    assert first.opened_at == again.opened_at == SENT
    opened = [body for kind, body in room.book.entries if kind == "opened"]
    assert [body["recipient"] for body in opened] == ["carrier:iij"]


def test_nobody_opens_what_was_sent_to_another(room: Mailroom) -> None:
    [item] = arrived(room)

    for event in (item.event, EventId("E-0")):
        with pytest.raises(InputRefused, match="unknown_event"):
            room.inbox.open(event, KDDI, LATER)


def test_what_was_taken_back_says_nothing_any_more(room: Mailroom) -> None:
    of = ScopeId("named"), None
    remove = EditAct.REMOVE, Audience("carrier:iij")
    room.office.desk.edit(LESSON, of, remove, deciding(now=LATER))

    [item] = arrived(room)

    assert item.told is None
    assert room.inbox.open(item.event, IIJ, LATER).opened_at is None
    assert arrived(room, KDDI)[0].told is not None


def test_a_finer_text_is_not_kept_by_who_may_read_a_coarser_one_only(room: Mailroom) -> None:
    iij = Named(carriers=(CarrierId("iij"),))
    room.office.share(LESSON, "named", grain=Grain.DESIGNATED, named=iij)
    room.signed(LESSON, "named")
    room.send()
    room.work()
    assert [one.told is not None for one in arrived(room)] == [True, True]

    room.office.share(LESSON, "named", grain=Grain.CARRIERS, named=iij)

    assert [one.told is not None for one in arrived(room)] == [False, True]
