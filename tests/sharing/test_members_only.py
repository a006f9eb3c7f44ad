"""The label, and every way out past which nothing that carries it goes."""

from collections.abc import Callable

import pytest

from corpus.account import Language
from corpus.accounts import AccountStore
from corpus.errors import CorpusError, InputRefused, UnknownFiling, UnknownIncident
from corpus.ids import AccountId, CarrierId, IncidentId
from corpus.viewer import SECRETARIAT, Audience, Viewer
from sharing.bundle.collect import Sources, Wanted, collect
from sharing.channels.feed import Feeds, listed
from sharing.channels.signed import SignedWords
from sharing.errors import MayNotLabel, SharingError
from sharing.facts import Named
from sharing.grain import Grain
from sharing.meetings.meeting import MeetingId, PaperSort, paper_name
from sharing.members_only import LabelAct, Labelling, Labels, check_open, label_of
from sharing.preview import preview
from sharing.renderings import LessonRenderings
from sharing.scope import ScopeId
from sharing.scope_file import load_scopes
from sharing.share import EditAct
from sharing.share import Wanted as WantedShare
from sharing.sign_off.states import Act
from tests.sharing.channels.examples import LATER, LESSON, SENT, Mailroom
from tests.sharing.examples import (
    AUDITOR,
    COMMITTEE,
    EVERYONE,
    IIJ,
    KDDI,
    SHARED,
    Office,
    deciding,
)
from tests.sharing.sign_off.examples import Bureau, signer
from triage.errors import TriageError, UnknownLesson
from triage.lessons.lesson import LessonId

CASE = "2022-07-02-a"
ALL = ScopeId("all-carriers")


@pytest.fixture
def office() -> Office:
    return Office()


def labelling(by: Viewer = SECRETARIAT, person: str = "事務", why: str = "理由") -> Labelling:
    return Labelling(by=by, person=person, why=why, now=SHARED)


def label(office: Office, name: str = LESSON, by: Viewer = SECRETARIAT) -> None:
    Labels(office.db).set(name, labelling(by))


def lift(office: Office, name: str = LESSON) -> None:
    Labels(office.db).lift(name, labelling())


def carries(office: Office, name: str) -> bool:
    return label_of(office.db, name) is not None


# --- the label


def test_every_version_of_a_lesson_carries_its_label_until_it_is_lifted(office: Office) -> None:
    office.drafted()
    label(office, "L-1.1")

    assert carries(office, "L-1")
    assert carries(office, "L-1.7")
    assert not carries(office, "L-2")
    lift(office, "L-1")
    assert not carries(office, "L-1")


@pytest.mark.parametrize("by", [SECRETARIAT, COMMITTEE], ids=str)
def test_the_secretariat_and_the_committee_label(office: Office, by: Viewer) -> None:
    office.drafted()
    label(office, by=by)

    [kept] = Labels(office.db).carried(SECRETARIAT)
    assert (kept.name, kept.told_by, kept.why, kept.act) == ("L-1", by, "理由", LabelAct.SET)


@pytest.mark.parametrize("by", [KDDI, EVERYONE, AUDITOR], ids=str)
def test_nobody_else_labels_or_learns_of_labels(office: Office, by: Viewer) -> None:
    office.drafted()

    with pytest.raises(MayNotLabel):
        label(office, by=by)
    with pytest.raises(MayNotLabel):
        Labels(office.db).history(by)


def test_a_lesson_carries_the_label_of_its_case(office: Office) -> None:
    office.drafted(CASE)
    label(office, CASE)

    assert carries(office, "L-1")
    with pytest.raises(InputRefused, match="not_labelled"):
        lift(office, "L-1")
    lift(office, CASE)
    assert not carries(office, "L-1")


def test_a_filing_carries_the_label_of_an_incident_it_is_about(office: Office) -> None:
    office.drafted(CASE)
    office.drafted("F-01X", by=KDDI)
    AccountStore(office.db).regard(AccountId("F-01X"), [IncidentId(CASE)])
    label(office, CASE)

    assert carries(office, "F-01X")


def test_what_is_said_twice_is_refused(office: Office) -> None:
    office.drafted()
    with pytest.raises(InputRefused, match="not_labelled"):
        lift(office)
    label(office)
    with pytest.raises(InputRefused, match="already_labelled"):
        label(office)


@pytest.mark.parametrize(("person", "why"), [("", "理由"), ("事務", " ")])
def test_a_label_has_a_reason_and_a_person(office: Office, person: str, why: str) -> None:
    office.drafted()

    with pytest.raises(InputRefused, match="no_person|no_reason"):
        Labels(office.db).set(LESSON, labelling(person=person, why=why))
    assert not carries(office, LESSON)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("L-77", UnknownLesson),
        ("2020-01-01-none", UnknownIncident),
        ("F-01NONE", UnknownFiling),
        ("M-3.minutes", InputRefused),
    ],
)
def test_what_is_not_there_is_not_labelled(
    office: Office, name: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        label(office, name)


def test_the_words_of_a_carrier_stay_its_own(office: Office) -> None:
    lesson = office.drafted(by=KDDI, on_record=True).id

    with pytest.raises(InputRefused, match="carriers_own"):
        label(office, lesson)
    label(office, CASE)
    assert not carries(office, lesson)
    assert office.shares.seen(lesson, KDDI, LATER).id == lesson


def test_a_label_of_a_paper_is_lifted_and_set_again(office: Office) -> None:
    name = paper_name(MeetingId("M-1"), PaperSort.MINUTES)
    labels = Labels(office.db)
    labels.begin(name, labelling())
    labels.begin(name, labelling())

    lift(office, name)
    labels.begin(name, labelling())
    assert not carries(office, name)
    label(office, name)
    assert [each.act for each in labels.history(COMMITTEE, name)] == ["set", "lift", "set"]


def test_what_is_public_stays_public(office: Office) -> None:
    office.drafted(CASE)
    label(office, CASE)

    assert AccountStore(office.db).get(AccountId(CASE), EVERYONE).id == CASE


def test_what_is_open_passes_and_what_is_not_is_refused_by_name(office: Office) -> None:
    office.drafted()
    check_open(office.db, LESSON)
    label(office)

    with pytest.raises(InputRefused) as refused:
        check_open(office.db, LESSON)
    assert (refused.value.code, refused.value.where) == ("members_only", LESSON)


# --- every way out: told before, and not after


def _list(room: Mailroom) -> str:
    return repr(room.office.shares.list(IIJ, LATER))


def _seen(room: Mailroom) -> str:
    return repr(room.office.shares.seen(LESSON, IIJ, LATER))


def _preview(room: Mailroom) -> str:
    seen = room.office.shares.seen(LESSON, IIJ, LATER)
    return repr(preview(seen, SignedWords(sign_offs=room.sign_offs), Language))


def _words(room: Mailroom) -> str:
    found = SignedWords(sign_offs=room.sign_offs).rendering(*_what(room))
    return f"L-1: {found.text}" if found else ""


def _complete(room: Mailroom) -> str:
    [one] = room.sign_offs.list(SECRETARIAT)
    return "L-1" if room.sign_offs.complete(one.release) else ""


def _feed(room: Mailroom, viewer: Viewer = IIJ) -> str:
    words = SignedWords(sign_offs=room.sign_offs, scope=ALL)
    scope = load_scopes()[ALL]
    lessons = listed(room.office.shares, scope, viewer, LATER)
    return Feeds(identity="db", renderings=words).atom(scope, lessons).decode()


def _send(room: Mailroom) -> str:
    return repr([one for one in room.send(of=(ALL, None)) if one.event])


def _bundle(room: Mailroom) -> str:
    sources = Sources(
        shares=room.office.shares,
        renderings=SignedWords(sign_offs=room.sign_offs),
        sign_offs=room.sign_offs,
        members_only=lambda lesson: label_of(room.office.db, lesson) is not None,
    )
    return repr(collect(sources, Wanted(scope=ALL), SECRETARIAT, LATER))


def _share(room: Mailroom) -> str:
    wanted = WantedShare(scope=ScopeId("public"))
    return repr(room.office.desk.set(LESSON, wanted, deciding(now=SENT)))


def _widen(room: Mailroom) -> str:
    wanted = WantedShare(scope=ScopeId("public"))
    decider = deciding(now=SENT)
    return repr(room.office.desk.widen(LESSON, (ALL, None), wanted, decider))


def _what(room: Mailroom) -> tuple[LessonId, Grain, Language, int]:
    [one] = room.sign_offs.list(SECRETARIAT)
    return one.release.lesson, one.release.grain, one.release.language, one.k


WAYS: dict[str, Callable[[Mailroom], str]] = {
    "list of lessons": _list,
    "one lesson": _seen,
    "a lesson as it is read": _preview,
    "its signed words": _words,
    "a sign-off": _complete,
    "a feed": _feed,
    "sending": _send,
    "a bundle": _bundle,
    "a new scope": _share,
    "a wider scope": _widen,
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("labelled", [LESSON, CASE])
def test_nothing_that_carries_the_label_goes_by_any_way(way: str, labelled: str) -> None:
    told = Mailroom()
    told.shared(ALL)
    told.office.share(LESSON, "committee")
    kept = Mailroom()
    kept.shared(ALL)
    kept.office.share(LESSON, "committee")
    label(kept.office, labelled)

    assert _mentions(WAYS[way], told)
    assert not _mentions(WAYS[way], kept)


def _mentions(way: Callable[[Mailroom], str], room: Mailroom) -> bool:
    """Whether `way` lets the lesson out."""
    try:
        shown = way(room)
    except (CorpusError, SharingError, TriageError):
        return False
    return "L-1" in shown or "手順書" in shown or "event" in shown


def test_what_was_queued_before_the_label_does_not_leave_after_it() -> None:
    room = Mailroom()
    room.shared(ALL)
    room.writes_to("iij", "noc@example.com")
    room.send(of=(ALL, None))
    label(room.office)

    assert room.work() == []
    assert {message.reason for message in room.outbox.list()} == {"members_only"}


def test_it_is_not_put_up_nor_signed() -> None:
    bureau = Bureau()
    found = bureau.accepted(KDDI)
    label(bureau.office)

    with pytest.raises(InputRefused, match="members_only"):
        bureau.say(found, Act.APPROVE, signer("佐藤"))
    with pytest.raises(InputRefused, match="members_only"):
        bureau.put_up()
    lift(bureau.office)
    bureau.say(found, Act.APPROVE, signer("佐藤"))


def test_no_words_are_made_of_it(office: Office) -> None:
    version = office.drafted().version_id
    label(office)
    renderings = LessonRenderings(office.db)

    with pytest.raises(InputRefused, match="members_only"):
        renderings.anonymised(version, Grain.PUBLIC, 4)
    assert renderings.rendering(version, Grain.PUBLIC, Language.JA, 4) is None


def test_a_recipient_is_not_added_and_may_be_taken_away(office: Office) -> None:
    office.drafted()
    office.share(LESSON, "named", named=Named(carriers=(CarrierId("iij"),)))
    label(office)
    named = ScopeId("named"), None

    with pytest.raises(InputRefused, match="members_only"):
        office.desk.edit(LESSON, named, (EditAct.ADD, Audience("carrier:kddi")), deciding())
    office.desk.edit(LESSON, named, (EditAct.REMOVE, Audience("carrier:iij")), deciding())


def test_the_committee_still_sees_it_and_is_given_it(office: Office) -> None:
    office.drafted()
    label(office)

    office.share(LESSON, "committee")
    assert office.shares.seen(LESSON, COMMITTEE, LATER).fields["title"]


def test_nothing_changes_for_a_carrier_that_never_saw_it(office: Office) -> None:
    office.drafted()
    before = office.shares.list(IIJ, LATER)
    label(office)

    assert office.shares.list(IIJ, LATER) == before == ()
    with pytest.raises(UnknownLesson):
        office.shares.seen(LESSON, IIJ, LATER)
