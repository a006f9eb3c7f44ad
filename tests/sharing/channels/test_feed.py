from datetime import timedelta
from xml.etree import ElementTree as Xml

import pytest

from corpus.viewer import SECRETARIAT, Viewer
from sharing.channels.feed import ATOM, Feeds, listed
from sharing.channels.signed import SignedWords
from sharing.scope import ScopeId
from sharing.scope_file import load_scopes
from tests.sharing.channels.examples import LATER, LESSON, Mailroom
from tests.sharing.examples import COMMITTEE, EVERYONE, IIJ, KDDI, SHARED, deciding

NAMES = {"a": ATOM}


@pytest.fixture
def room() -> Mailroom:
    return Mailroom()


def feed(room: Mailroom, scope: str, viewer: Viewer, portal: str | None = None) -> Xml.Element:
    return Xml.fromstring(written(room, scope, viewer, portal))


def written(room: Mailroom, scope: str, viewer: Viewer, portal: str | None = None) -> bytes:
    told = load_scopes()[ScopeId(scope)]
    words = SignedWords(sign_offs=room.sign_offs, scope=told.id)
    feeds = Feeds(identity="db", renderings=words, portal=portal)
    return feeds.atom(told, listed(room.office.shares, told, viewer, LATER))


def entries(room: Mailroom, scope: str, viewer: Viewer) -> list[Xml.Element]:
    return feed(room, scope, viewer).findall("a:entry", NAMES)


def test_a_feed_has_what_its_readers_need(room: Mailroom) -> None:
    room.shared("all-carriers")

    made = feed(room, "all-carriers", IIJ, "https://p.example.com/")

    for path in ("id", "title", "updated", "author/a:name", "entry/id", "entry/content"):
        assert made.findtext(
            "a:" + path.replace("/id", "/a:id").replace("/content", "/a:content"), None, NAMES
        ), path
    assert made.findtext("a:rights", None, NAMES) == "TLP:GREEN"
    [entry] = made.findall("a:entry", NAMES)
    assert entry.findtext("a:updated", None, NAMES) == made.findtext("a:updated", None, NAMES)
    link = entry.find("a:link", NAMES)
    assert link is not None
    assert link.get("href") == "https://p.example.com/lessons/L-1"


def test_the_same_lessons_are_the_same_bytes_and_ids_stay(room: Mailroom) -> None:
    room.shared("public")
    first = written(room, "public", IIJ)
    assert written(room, "public", EVERYONE) == first
    before = entries(room, "public", IIJ)[0].findtext("a:id", None, NAMES)

    room.office.drafted(title="新しい題")
    room.office.share(LESSON, "public")
    room.signed(LESSON, "public")

    [entry] = entries(room, "public", IIJ)
    assert entry.findtext("a:id", None, NAMES) == before
    assert "L-1.2" in (entry.findtext("a:title", None, NAMES) or "")


def test_nobody_reads_what_its_scope_does_not_reach(room: Mailroom) -> None:
    room.shared("designated")

    assert len(entries(room, "designated", KDDI)) == 1
    for viewer in (IIJ, EVERYONE):
        assert entries(room, "designated", viewer) == []
        assert written(room, "designated", viewer) == written(Mailroom(), "designated", viewer)


def test_what_nobody_signed_off_is_in_no_feed(room: Mailroom) -> None:
    lesson = room.office.drafted().id
    room.office.share(lesson, "public")

    assert entries(room, "public", EVERYONE) == []


def test_a_hidden_scope_has_no_entries(room: Mailroom) -> None:
    room.shared("named", "iij")

    assert entries(room, "named", IIJ) == []


def test_a_lesson_that_is_withdrawn_is_gone(room: Mailroom) -> None:
    room.shared("public")
    of = ScopeId("public"), None
    room.office.desk.withdraw(LESSON, of, deciding(now=SHARED + timedelta(hours=1)))

    assert entries(room, "public", EVERYONE) == []


def test_who_reads_a_lesson_by_a_finer_scope_finds_it_in_that_feed(room: Mailroom) -> None:
    room.shared("all-carriers")
    room.office.share(LESSON, "designated")
    room.signed(LESSON, "designated")

    assert entries(room, "all-carriers", KDDI) == []
    assert len(entries(room, "designated", KDDI)) == 1
    assert len(entries(room, "all-carriers", IIJ)) == 1


def test_who_sees_a_lesson_whole_reads_it_in_the_grain_of_the_feed(room: Mailroom) -> None:
    room.shared("committee")

    assert len(entries(room, "committee", COMMITTEE)) == 1
    assert entries(room, "committee", SECRETARIAT) == []


def test_no_sign_of_a_text_breaks_the_feed(room: Mailroom) -> None:
    lesson = room.office.drafted(title="<b>&amp; \x00 ]]> \ud7ff").id
    room.office.share(lesson, "public")
    room.signed(lesson, "public")

    [entry] = entries(room, "public", EVERYONE)

    assert "<b>&amp;  ]]>" in (entry.findtext("a:title", None, NAMES) or "")
