from dataclasses import replace
from datetime import timedelta

import pytest

from corpus.errors import InputRefused
from corpus.ids import CarrierId
from corpus.viewer import SECRETARIAT, Audience, Viewer
from sharing.errors import MayNotSignOff
from sharing.facts import Named
from sharing.ledger.store import entries_seen
from sharing.outbox.message import State as Waiting
from sharing.outbox.message import Topic
from sharing.share import Wanted
from sharing.sign_off.recall import Answered, Confirmed, Recall
from sharing.sign_off.recalled import RecallStore, is_recalled
from sharing.sign_off.record import SignOff
from sharing.sign_off.states import Act, State
from sharing.sign_off.taking_back import Taken, TakingBack
from tests.sharing.channels.examples import LATER, Mailroom
from tests.sharing.examples import COMMITTEE, DOCOMO, EVERYONE, IIJ, KDDI, MINEO, deciding
from tests.sharing.sign_off.examples import (
    DUE,
    LATE,
    LESSON,
    NAMED,
    UP,
    VOLUNTARY,
    Bureau,
    Script,
    signer,
)
from tests.sharing.test_groups import made
from triage.errors import MayNotReview, UnknownLesson
from triage.lessons.lesson import Lesson, LessonId
from triage.lessons.store import LessonStore

FIRST = LessonId("L-1.1")
GOT_IT = frozenset({Audience("carrier:iij"), Audience("carrier:optage")})
ITO = signer("伊藤", words="人数が誤っていた")


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


@pytest.fixture
def sent(bureau: Bureau) -> SignOff:
    """A release that went to two carriers."""
    found = bureau.approved(KDDI)
    bureau.post.sent[FIRST, NAMED] = GOT_IT
    return found


def lesson_of(bureau: Bureau, **fields: str) -> Lesson:
    kept = LessonStore(bureau.office.db).get(LESSON, SECRETARIAT)
    return replace(kept.lesson, **fields)  # type: ignore[arg-type]


def corrected(bureau: Bureau) -> Taken:
    return bureau.taking_back.correct(LESSON, lesson_of(bureau, title="正しい題"), DUE, ITO)


def state_of(bureau: Bureau, found: SignOff) -> State:
    return bureau.sign_offs.seen(found.id, SECRETARIAT).standing(UP).state


# --- recall


def test_whoever_got_it_is_asked_to_confirm(bureau: Bureau, sent: SignOff) -> None:
    taken = bureau.taking_back.recall(LESSON, DUE, ITO)

    [recall] = taken.recalls
    assert recall.recipients.keys() == GOT_IT
    assert (taken.scopes, taken.ended) == (1, 1)
    assert bureau.office.shares.standing(LESSON, SECRETARIAT, UP) == ()
    assert (recall.version, recall.replacement) == (FIRST, None)
    assert state_of(bureau, sent) is State.RECALLED
    assert not bureau.sign_offs.complete(sent.release)
    assert is_recalled(bureau.office.db, FIRST)


def test_a_recipient_is_told_of_itself_alone_and_others_of_nothing(
    bureau: Bureau, sent: SignOff
) -> None:
    bureau.taking_back.recall(LESSON, DUE, ITO)
    recalls = bureau.taking_back.recalls

    [seen] = recalls.list(IIJ, LESSON)
    assert list(seen.recipients) == ["carrier:iij"]
    assert seen.why == "人数が誤っていた"
    for viewer in (KDDI, DOCOMO, EVERYONE):
        assert recalls.list(viewer) == ()
    assert set(recalls.list(COMMITTEE)[0].recipients) == GOT_IT


def test_what_was_never_sent_is_not_recalled(bureau: Bureau) -> None:
    found = bureau.approved(KDDI)

    with pytest.raises(InputRefused, match="never_sent"):
        bureau.taking_back.recall(LESSON, DUE, ITO)
    assert state_of(bureau, found) is State.APPROVED
    assert bureau.taking_back.recalls.list(SECRETARIAT) == ()


def test_a_version_is_recalled_once(bureau: Bureau, sent: SignOff) -> None:
    bureau.taking_back.recall(FIRST, DUE, ITO)

    with pytest.raises(InputRefused, match="already_recalled"):
        bureau.taking_back.recall(FIRST, DUE, ITO)
    wanted = Wanted(scope=NAMED, named=Named(carriers=(CarrierId("iij"),)))
    bureau.office.desk.set(LESSON, wanted, deciding(now=UP))
    with pytest.raises(InputRefused, match="already_recalled"):
        bureau.put_up()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"due": UP}, "due_past"),
        ({"signer": signer("", words="理由")}, "no_person"),
        ({"signer": signer("伊藤", words="")}, "no_reason"),
    ],
)
def test_a_recall_says_who_why_and_until_when(
    bureau: Bureau, sent: SignOff, wrong: dict[str, object], code: str
) -> None:
    told = {"lesson_id": LESSON, "due": DUE, "signer": ITO} | wrong

    with pytest.raises(InputRefused, match=code):
        bureau.taking_back.recall(**told)  # type: ignore[arg-type]
    assert bureau.post.stopped == []


def test_the_committee_takes_nothing_back_and_carriers_only_their_own(
    bureau: Bureau, sent: SignOff
) -> None:
    with pytest.raises(MayNotSignOff):
        bureau.taking_back.recall(LESSON, DUE, replace(ITO, by=COMMITTEE))
    with pytest.raises(UnknownLesson):
        bureau.taking_back.recall(LESSON, DUE, replace(ITO, by=KDDI))


def test_a_carrier_takes_back_what_it_shared_and_is_not_told_who_got_it(bureau: Bureau) -> None:
    office = bureau.office
    group = made(office.groups, KDDI, IIJ, ministry=False)
    lesson = office.drafted(by=KDDI, on_record=True).id
    office.share(lesson, VOLUNTARY, by=KDDI, group=group)
    bureau.post.sent[LessonId(f"{lesson}.1"), VOLUNTARY] = frozenset({Audience("carrier:iij")})

    with pytest.raises(InputRefused, match="never_sent"):
        bureau.taking_back.recall(lesson, DUE, ITO)
    [recall] = bureau.taking_back.recall(lesson, DUE, replace(ITO, by=KDDI)).recalls

    assert recall.recipients == {}
    assert bureau.taking_back.recalls.list(SECRETARIAT) == ()
    assert list(bureau.taking_back.recalls.list(IIJ)[0].recipients) == ["carrier:iij"]
    assert "recalled" not in [one.kind for one in entries_seen(office.db, SECRETARIAT)]


def test_the_scopes_of_other_versions_stay(bureau: Bureau, sent: SignOff) -> None:
    store = LessonStore(bureau.office.db)
    store.revise(LESSON, lesson_of(bureau, title="別の題"), SECRETARIAT, UP)
    bureau.office.share(LESSON, NAMED, named=Named(carriers=(CarrierId("iij"),)))

    taken = bureau.taking_back.recall(FIRST, DUE, ITO)

    assert taken.scopes == 0
    assert [one.lesson for one in bureau.office.shares.standing(LESSON, SECRETARIAT, UP)] == [
        "L-1.2"
    ]


# --- correct


def test_a_correction_takes_the_old_version_back_and_stands_in_its_place(
    bureau: Bureau, sent: SignOff
) -> None:
    taken = corrected(bureau)

    assert taken.lesson == "L-1.2"
    assert (taken.scopes, taken.ended) == (1, 1)
    [recall] = taken.recalls
    assert (recall.version, recall.replacement) == (FIRST, "L-1.2")
    assert bureau.office.shares.standing(LESSON, SECRETARIAT, UP) == ()


def test_a_correction_of_what_was_not_sent_only_ends_its_sign_off(bureau: Bureau) -> None:
    found = bureau.asked(KDDI)

    taken = corrected(bureau)

    assert taken.recalls == ()
    assert state_of(bureau, found) is State.WITHDRAWN


def test_a_corrected_version_needs_a_sign_off_of_its_own(bureau: Bureau, sent: SignOff) -> None:
    corrected(bureau)
    bureau.script = Script(text="正しい文。")
    bureau.office.share(LESSON, NAMED, named=Named(carriers=(CarrierId("iij"),)))

    again = bureau.put_up()

    assert again.release.lesson == "L-1.2"
    assert not bureau.sign_offs.complete(again.release)


def test_a_correction_that_corrects_nothing_is_refused(bureau: Bureau, sent: SignOff) -> None:
    with pytest.raises(InputRefused, match="no_difference"):
        bureau.taking_back.correct(LESSON, lesson_of(bureau), DUE, ITO)
    other = lesson_of(bureau, account="2020-01-01-z")
    with pytest.raises(MayNotReview):
        bureau.taking_back.correct(LESSON, other, DUE, ITO)
    assert bureau.sign_offs.complete(sent.release)


# --- withdraw


def test_a_lesson_is_withdrawn_whole(bureau: Bureau, sent: SignOff) -> None:
    taken = bureau.taking_back.withdraw(LESSON, DUE, ITO)

    assert [one.version for one in taken.recalls] == [FIRST]
    assert (taken.scopes, taken.ended) == (1, 1)
    assert bureau.office.shares.list(IIJ, UP + timedelta(hours=1)) == ()
    with pytest.raises(InputRefused, match="nothing_to_withdraw"):
        bureau.taking_back.withdraw(LESSON, DUE, ITO)


# --- confirmations


def confirmed(bureau: Bureau, said: Confirmed, by: Viewer = IIJ, words: str = "") -> Recall:
    return bureau.taking_back.confirm(FIRST, said, signer("高橋", by, words))


def test_a_confirmation_is_kept(bureau: Bureau, sent: SignOff) -> None:
    corrected(bureau)

    seen = confirmed(bureau, Confirmed.REPLACED, words="社内からも消した")

    told = seen.recipients[Audience("carrier:iij")]
    assert told is not None
    assert (told.said, told.person, told.words) == (
        Confirmed.REPLACED,
        "高橋",
        "社内からも消した",
    )
    [recall] = bureau.taking_back.recalls.list(SECRETARIAT, FIRST)
    assert recall.standing(Audience("carrier:iij"), LATE) is Answered.REPLACED


def test_silence_confirms_nothing(bureau: Bureau, sent: SignOff) -> None:
    [recall] = bureau.taking_back.recall(LESSON, DUE, ITO).recalls
    recipient = Audience("carrier:iij")

    assert recall.standing(recipient, UP) is Answered.ASKED
    assert recall.standing(recipient, LATE) is Answered.OVERDUE


def test_a_confirmation_is_given_once(bureau: Bureau, sent: SignOff) -> None:
    bureau.taking_back.recall(LESSON, DUE, ITO)
    confirmed(bureau, Confirmed.DELETED)

    with pytest.raises(InputRefused, match="already_confirmed"):
        confirmed(bureau, Confirmed.DELETED)


def test_nothing_is_replaced_where_there_is_nothing_to_replace_it_by(
    bureau: Bureau, sent: SignOff
) -> None:
    bureau.taking_back.recall(LESSON, DUE, ITO)

    with pytest.raises(InputRefused, match="no_replacement"):
        confirmed(bureau, Confirmed.REPLACED)


@pytest.mark.parametrize("by", [DOCOMO, KDDI, SECRETARIAT], ids=str)
def test_nobody_confirms_for_another(bureau: Bureau, sent: SignOff, by: Viewer) -> None:
    bureau.taking_back.recall(LESSON, DUE, ITO)

    with pytest.raises(UnknownLesson):
        confirmed(bureau, Confirmed.DELETED, by)


def test_a_confirmation_names_the_version(bureau: Bureau, sent: SignOff) -> None:
    bureau.taking_back.recall(LESSON, DUE, ITO)

    with pytest.raises(UnknownLesson):
        bureau.taking_back.confirm(LESSON, Confirmed.DELETED, signer("高橋", MINEO))


def test_recalls_and_confirmations_are_entered_in_the_ledger(
    bureau: Bureau, sent: SignOff
) -> None:
    bureau.taking_back.recall(LESSON, DUE, ITO)
    confirmed(bureau, Confirmed.DELETED)

    entries = entries_seen(bureau.office.db, SECRETARIAT)
    recalled = [one.body for one in entries if one.kind == "recalled"]
    assert recalled[0]["recipients"] == sorted(GOT_IT)
    assert recalled[1] == {"lesson": FIRST, "recipient": "carrier:iij", "said": "deleted"}


def test_the_sign_offs_of_others_are_left(bureau: Bureau, sent: SignOff) -> None:
    assert RecallStore(bureau.office.db).list(SECRETARIAT, LESSON) == ()
    corrected(bureau)

    acts = [deed.act for deed in bureau.sign_offs.seen(sent.id, SECRETARIAT).log]
    assert acts == [Act.ACCEPT, Act.APPROVE, Act.RECALL]


# --- recipients that are no viewers


@pytest.mark.parametrize("recipient", [Audience("maker:ACME"), Audience("public")])
def test_what_a_maker_said_is_written_down_by_whoever_took_it_back(
    bureau: Bureau, recipient: Audience
) -> None:
    bureau.approved(KDDI)
    bureau.post.sent[FIRST, NAMED] = frozenset({recipient})
    bureau.taking_back.recall(LESSON, DUE, ITO)
    desk = bureau.taking_back
    with pytest.raises(InputRefused, match="no_reason"):
        desk.confirm(FIRST, Confirmed.DELETED, signer("伊藤", words=""), recipient)

    heard = signer("伊藤", words="電話で確認した")
    told = desk.confirm(FIRST, Confirmed.DELETED, heard, recipient).recipients[recipient]

    assert told is not None
    assert (told.told_by, told.words) == (SECRETARIAT, "電話で確認した")


@pytest.mark.parametrize("by", [SECRETARIAT, COMMITTEE, IIJ], ids=str)
def test_nobody_writes_down_the_word_of_a_carrier(
    bureau: Bureau, sent: SignOff, by: Viewer
) -> None:
    bureau.taking_back.recall(LESSON, DUE, ITO)

    with pytest.raises(MayNotSignOff):
        bureau.taking_back.confirm(
            FIRST, Confirmed.DELETED, signer("伊藤", by), Audience("carrier:optage")
        )


# --- with a real outbox


def test_a_recall_stops_what_waits_and_writes_to_those_who_may_have_it() -> None:
    room = Mailroom()
    release = room.shared("named", "iij", "optage")
    room.writes_to("iij", "noc@example.com")
    room.send()
    room.work()
    desk = TakingBack(
        db=room.office.db,
        sharing=room.office.desk,
        sign_offs=room.sign_offs,
        deliveries=room.deliveries,
    )

    [recall] = desk.recall(LESSON, LATER + timedelta(days=9), replace(ITO, now=LATER)).recalls

    assert set(recall.recipients) == {"carrier:iij", "carrier:optage"}
    assert not room.sign_offs.complete(release)
    notices = [one for one in room.outbox.list() if one.topic is Topic.RECALL]
    assert {one.recipient for one in notices} == set(recall.recipients)
    assert all(one.state is Waiting.WAITING for one in notices)


def test_what_only_waits_was_never_sent_and_does_not_leave() -> None:
    room = Mailroom()
    room.shared("named", "iij")
    room.writes_to("iij", "noc@example.com")
    room.send()
    desk = TakingBack(
        db=room.office.db,
        sharing=room.office.desk,
        sign_offs=room.sign_offs,
        deliveries=room.deliveries,
    )

    taken = desk.withdraw(LESSON, LATER + timedelta(days=9), replace(ITO, now=LATER))

    assert (taken.recalls, taken.scopes, taken.ended) == ((), 1, 1)
    assert room.work() == []
