from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from corpus.carriers import CarrierRegister
from corpus.database import connect
from corpus.errors import CorpusError, InputRefused
from corpus.ids import CarrierId
from corpus.viewer import SECRETARIAT, Audience, Viewer
from sharing.anonymise import Anonymised, Why
from sharing.errors import MayNotSignOff, SharingError, UnknownSignOff
from sharing.facts import Named
from sharing.grain import Grain
from sharing.groups import GroupStore
from sharing.ledger.store import entries_seen
from sharing.release import content_hash_of
from sharing.sign_off.desk import SignOffDesk, Wish
from sharing.sign_off.record import SignOff
from sharing.sign_off.states import ANSWERS, Act, State
from sharing.sign_off.store import SignOffs
from sharing.store import ShareStore
from tests.sharing.examples import COMMITTEE, DOCOMO, EVERYONE, IIJ, KDDI, deciding
from tests.sharing.sign_off.examples import (
    DESIGNATED,
    DUE,
    LATE,
    LESSON,
    NAMED,
    UP,
    VOLUNTARY,
    Bureau,
    Script,
    happened_to,
    signer,
)
from tests.sharing.test_groups import made
from triage.errors import UnknownLesson
from triage.lessons.lesson import LessonId
from triage.lessons.store import LessonStore

ITO, SATO, MORI = "伊藤", "佐藤", "森"


@pytest.fixture
def bureau() -> Bureau:
    return Bureau()


def state_of(bureau: Bureau, found: SignOff) -> State:
    return bureau.sign_offs.seen(found.id, SECRETARIAT).standing(UP).state


# --- putting up


def test_the_originator_is_asked_and_sees_the_very_text(bureau: Bureau) -> None:
    found = bureau.asked(KDDI)

    seen = bureau.sign_offs.seen(found.id, KDDI)
    assert seen.text == bureau.script.text
    assert seen.release.content_hash == content_hash_of(str(bureau.script.text))
    assert (seen.release.scope, seen.due, seen.k) == (NAMED, DUE, 2)
    assert seen.standing(UP).state is State.ASKED


def test_nobody_else_sees_it(bureau: Bureau) -> None:
    found = bureau.asked(KDDI)

    for viewer in (IIJ, EVERYONE, DOCOMO):
        assert bureau.sign_offs.list(viewer) == ()
        with pytest.raises(UnknownSignOff):
            bureau.sign_offs.seen(found.id, viewer)
    assert bureau.sign_offs.seen(found.id, COMMITTEE) == found


def test_what_the_gate_holds_back_is_not_put_up(bureau: Bureau) -> None:
    bureau.script = Script(text=None, why=Why.FEW_FIT)
    lesson = bureau.shared(KDDI)

    with pytest.raises(InputRefused, match="gate_blocked.*few_fit"):
        bureau.put_up(lesson)


def test_a_lesson_without_the_scope_is_not_put_up(bureau: Bureau) -> None:
    lesson = bureau.shared(KDDI)
    wish = Wish(lesson=lesson, scope=DESIGNATED, due=DUE)

    with pytest.raises(InputRefused, match="not_shared"):
        bureau.desk.put_up(wish, signer(ITO))
    for unknown in (f"{lesson}.7", "L-77"):
        with pytest.raises(UnknownLesson):
            bureau.put_up(LessonId(unknown))


def test_a_version_that_the_scope_does_not_have_is_not_put_up(bureau: Bureau) -> None:
    lesson = bureau.shared(KDDI)
    store = LessonStore(bureau.office.db)
    drafted = store.get(lesson, SECRETARIAT).lesson
    newer = store.revise(lesson, replace(drafted, title="別の題"), SECRETARIAT, UP)

    with pytest.raises(InputRefused, match="not_shared"):
        bureau.put_up(newer.version_id)
    assert bureau.put_up(LessonId(f"{lesson}.1")).release.lesson == f"{lesson}.1"


def test_a_share_that_is_gone_meanwhile_is_not_put_up(bureau: Bureau) -> None:
    lesson = bureau.shared(KDDI)
    desk = bureau.desk

    class Slow(Script):
        def anonymised(self, lesson_version: LessonId, grain: Grain, k: int) -> Anonymised:
            bureau.office.desk.withdraw(lesson, None, deciding(now=UP))
            return super().anonymised(lesson_version, grain, k)

    with pytest.raises(InputRefused, match="not_shared"):
        replace(desk, words=Slow()).put_up(Wish(lesson=lesson, scope=NAMED, due=DUE), signer(ITO))


def test_a_date_that_is_past_is_refused(bureau: Bureau) -> None:
    lesson = bureau.shared(KDDI)

    with pytest.raises(InputRefused, match="due_past"):
        bureau.desk.put_up(Wish(lesson=lesson, scope=NAMED, due=UP), signer(ITO))


@pytest.mark.parametrize("by", [KDDI, COMMITTEE, EVERYONE], ids=str)
def test_only_the_secretariat_puts_up_what_the_ministry_shares(bureau: Bureau, by: Viewer) -> None:
    with pytest.raises(MayNotSignOff):
        bureau.put_up(bureau.shared(KDDI), by)


def test_the_same_release_is_not_put_up_twice(bureau: Bureau) -> None:
    bureau.asked(KDDI)

    with pytest.raises(InputRefused, match="already_put_up"):
        bureau.put_up()


def test_what_was_withdrawn_may_be_put_up_again(bureau: Bureau) -> None:
    found = bureau.asked(KDDI)
    bureau.say(found, Act.WITHDRAW, signer(ITO))

    assert bureau.put_up().id != found.id


def test_a_filing_is_for_those_who_filed_it_alone(bureau: Bureau) -> None:
    office = bureau.office
    lesson = office.drafted("2024-01-01-x", by=IIJ)
    happened_to(bureau, "2024-01-01-x", IIJ, KDDI)
    office.db.execute(
        "INSERT INTO account_audiences(label, audience, active) "
        "SELECT label, 'secretariat', 1 FROM accounts WHERE id = '2024-01-01-x'"
    )
    office.share(lesson.id, NAMED, named=Named(carriers=(CarrierId("optage"),)))

    assert bureau.put_up(lesson.id).parties == ("carrier:iij",)


# --- what originators say


def test_two_people_sign_it_off(bureau: Bureau) -> None:
    found = bureau.asked(KDDI)
    assert not bureau.sign_offs.complete(found.release)

    bureau.say(found, Act.ACCEPT, signer(ITO, KDDI, ""))
    assert not bureau.sign_offs.complete(found.release)
    bureau.say(found, Act.APPROVE, signer(SATO))

    assert bureau.sign_offs.complete(found.release)
    assert bureau.sign_offs.approved(found.release) == bureau.sign_offs.seen(found.id, SECRETARIAT)


def test_other_words_need_a_new_sign_off(bureau: Bureau) -> None:
    release = bureau.approved().release

    assert not bureau.sign_offs.complete(replace(release, content_hash=content_hash_of("別の文")))
    assert not bureau.sign_offs.complete(replace(release, scope=DESIGNATED))
    assert not bureau.sign_offs.complete(replace(release, lesson=LessonId("L-1.2")))


def test_changed_words_are_put_up_beside_those_that_were_signed(bureau: Bureau) -> None:
    first = bureau.approved()
    bureau.script = Script(text="手順書を三人で確かめる。")

    second = bureau.put_up()

    assert bureau.sign_offs.complete(first.release)
    assert not bureau.sign_offs.complete(second.release)


@pytest.mark.parametrize("name", ["伊藤", "伊 藤", " 伊藤 "])
def test_the_same_name_twice_is_refused(bureau: Bureau, name: str) -> None:
    found = bureau.asked(KDDI)
    bureau.say(found, Act.ACCEPT, signer(ITO, KDDI))

    with pytest.raises(InputRefused, match="same_person"):
        bureau.say(found, Act.APPROVE, signer(name))
    assert not bureau.sign_offs.complete(found.release)


def test_width_and_case_do_not_make_another_person(bureau: Bureau) -> None:
    found = bureau.asked(KDDI)
    bureau.say(found, Act.ACCEPT, signer("Ito Taro", KDDI))

    with pytest.raises(InputRefused, match="same_person"):
        bureau.say(found, Act.APPROVE, signer("ITO　ＴＡＲＯ"))


@pytest.mark.parametrize("name", ["", "  ", "・・", "あ" * 201])
def test_a_name_that_is_none_is_refused(bureau: Bureau, name: str) -> None:
    found = bureau.asked(KDDI)

    with pytest.raises(InputRefused, match="no_person|too_long"):
        bureau.say(found, Act.ACCEPT, signer(name, KDDI))


@pytest.mark.parametrize("act", sorted(ANSWERS))
@pytest.mark.parametrize("by", [SECRETARIAT, COMMITTEE], ids=str)
def test_nobody_answers_in_the_place_of_the_originator(
    bureau: Bureau, act: Act, by: Viewer
) -> None:
    found = bureau.asked(KDDI)

    with pytest.raises(MayNotSignOff):
        bureau.say(found, act, signer(ITO, by))
    with pytest.raises(UnknownSignOff):
        bureau.say(found, act, signer(ITO, DOCOMO))


@pytest.mark.parametrize("act", [Act.APPROVE, Act.WITHDRAW, Act.EXCEPT, Act.RECALL])
@pytest.mark.parametrize("by", [KDDI, COMMITTEE], ids=str)
def test_the_rest_is_for_the_secretariat(bureau: Bureau, act: Act, by: Viewer) -> None:
    with pytest.raises(MayNotSignOff):
        bureau.say(bureau.accepted(KDDI), act, signer(SATO, by))


def test_a_change_that_is_asked_for_is_kept_with_its_words(bureau: Bureau) -> None:
    found = bureau.asked(KDDI)

    bureau.say(found, Act.ASK_CHANGE, signer(ITO, KDDI, "人数を書かないでほしい"))

    [deed] = bureau.sign_offs.seen(found.id, SECRETARIAT).log
    assert (deed.words, deed.person, deed.party) == ("人数を書かないでほしい", ITO, "carrier:kddi")
    assert state_of(bureau, found) is State.CHANGE_ASKED
    with pytest.raises(InputRefused, match="not_now"):
        bureau.say(found, Act.APPROVE, signer(SATO))


@pytest.mark.parametrize("act", [Act.ASK_CHANGE, Act.DISPUTE])
def test_what_asks_for_words_is_not_taken_without(bureau: Bureau, act: Act) -> None:
    with pytest.raises(InputRefused, match="no_reason"):
        bureau.say(bureau.asked(KDDI), act, signer(ITO, KDDI, " "))


def test_a_dispute_ends_an_approval(bureau: Bureau) -> None:
    found = bureau.approved(KDDI)

    bureau.say(found, Act.DISPUTE, signer(ITO, KDDI))

    assert state_of(bureau, found) is State.DISPUTED
    assert not bureau.sign_offs.complete(found.release)


def test_all_originators_are_needed(bureau: Bureau) -> None:
    found = bureau.asked(KDDI, DOCOMO)
    bureau.say(found, Act.ACCEPT, signer(ITO, KDDI))

    with pytest.raises(InputRefused, match="not_now"):
        bureau.say(found, Act.APPROVE, signer(SATO))
    with pytest.raises(InputRefused, match="already_accepted"):
        bureau.say(found, Act.ACCEPT, signer(MORI, KDDI))

    bureau.say(found, Act.ACCEPT, signer(MORI, DOCOMO))
    assert state_of(bureau, found) is State.ACCEPTED


def test_an_originator_reads_no_words_and_names_of_another(bureau: Bureau) -> None:
    found = bureau.asked(KDDI, DOCOMO)
    bureau.say(found, Act.DISPUTE, signer(ITO, KDDI, "秘密の理由"))
    bureau.say(found, Act.ASK_CHANGE, signer(MORI, DOCOMO, "ここを直す"))

    seen = bureau.sign_offs.seen(found.id, DOCOMO)

    assert [(deed.person, deed.words) for deed in seen.log] == [("", ""), (MORI, "ここを直す")]
    assert seen.standing(UP).state is State.DISPUTED


# --- silence


def test_silence_past_the_date_is_a_state_of_its_own(bureau: Bureau) -> None:
    found = bureau.asked(KDDI)

    assert found.standing(LATE).state is State.OVERDUE
    with pytest.raises(InputRefused, match="not_now"):
        bureau.say(found, Act.APPROVE, signer(SATO, now=LATE))
    assert not bureau.sign_offs.complete(found.release)


def test_an_exception_is_recorded_with_its_reason_and_told_as_one(bureau: Bureau) -> None:
    found = bureau.asked(KDDI)
    with pytest.raises(InputRefused, match="not_now"):
        bureau.say(found, Act.EXCEPT, signer(ITO))

    bureau.say(found, Act.EXCEPT, signer(ITO, words="三度の照会に答えがない", now=LATE))

    assert state_of(bureau, found) is State.EXCEPTED
    assert bureau.sign_offs.seen(found.id, KDDI).log[-1].words == "三度の照会に答えがない"
    with pytest.raises(InputRefused, match="same_person"):
        bureau.say(found, Act.APPROVE, signer(ITO, now=LATE))
    bureau.say(found, Act.APPROVE, signer(SATO, now=LATE))
    assert bureau.sign_offs.complete(found.release)


def test_an_exception_needs_a_reason(bureau: Bureau) -> None:
    with pytest.raises(InputRefused, match="no_reason"):
        bureau.say(bureau.asked(KDDI), Act.EXCEPT, signer(ITO, words="", now=LATE))


def test_a_dispute_is_not_passed_over_by_an_exception(bureau: Bureau) -> None:
    found = bureau.asked(KDDI)
    bureau.say(found, Act.DISPUTE, signer(ITO, KDDI))

    with pytest.raises(InputRefused, match="not_now"):
        bureau.say(found, Act.EXCEPT, signer(SATO, now=LATE))


def test_where_there_is_nobody_to_ask_it_says_so(bureau: Bureau) -> None:
    found = bureau.put_up(bureau.shared())

    assert found.standing(UP).state is State.UNCLAIMED
    bureau.say(found, Act.EXCEPT, signer(ITO))
    bureau.say(found, Act.APPROVE, signer(SATO))
    assert bureau.sign_offs.complete(found.release)


def test_a_clock_that_runs_backwards_changes_no_order(bureau: Bureau) -> None:
    found = bureau.asked(KDDI)
    bureau.say(found, Act.DISPUTE, signer(ITO, KDDI, now=LATE))
    bureau.say(found, Act.ACCEPT, signer(ITO, KDDI, now=UP - timedelta(days=400)))
    bureau.say(found, Act.APPROVE, signer(SATO, now=UP - timedelta(days=800)))

    seen = bureau.sign_offs.seen(found.id, SECRETARIAT)
    assert [deed.act for deed in seen.log] == [Act.DISPUTE, Act.ACCEPT, Act.APPROVE]
    assert bureau.sign_offs.complete(found.release)


# --- famous cases


def famous() -> Bureau:
    return Bureau(script=Script(text=None, why=Why.FAMOUS))


def test_a_famous_case_is_told_by_name_or_not_at_all() -> None:
    bureau = famous()
    lesson = bureau.shared(KDDI)
    with pytest.raises(InputRefused, match="famous"):
        bureau.put_up(lesson)

    found = bureau.desk.put_up(Wish(lesson=lesson, scope=NAMED, due=DUE, named=True), signer(ITO))

    assert found.named
    assert found.text.splitlines()[0] == "事業者: KDDI"


def test_to_be_named_is_agreed_to_in_so_many_words() -> None:
    bureau = famous()
    lesson = bureau.shared(KDDI)
    found = bureau.desk.put_up(Wish(lesson=lesson, scope=NAMED, due=DUE, named=True), signer(ITO))

    with pytest.raises(InputRefused, match="names_originator"):
        bureau.say(found, Act.ACCEPT, signer(MORI, KDDI))
    with pytest.raises(InputRefused, match="names_originator"):
        bureau.say(found, Act.EXCEPT, signer(MORI, now=LATE))

    bureau.say(found, Act.ACCEPT, signer(MORI, KDDI), names=True)
    assert state_of(bureau, found) is State.ACCEPTED


def test_what_names_nobody_is_not_agreed_to_as_if_it_did(bureau: Bureau) -> None:
    with pytest.raises(InputRefused, match="names_nobody"):
        bureau.say(bureau.asked(KDDI), Act.ACCEPT, signer(ITO, KDDI), names=True)


def test_nobody_is_named_without_need_or_where_nobody_is_known(bureau: Bureau) -> None:
    wish = Wish(lesson=bureau.shared(KDDI), scope=NAMED, due=DUE, named=True)
    with pytest.raises(InputRefused, match="not_famous"):
        bureau.desk.put_up(wish, signer(ITO))

    other = famous()
    wish = replace(wish, lesson=other.shared())
    with pytest.raises(InputRefused, match="gate_blocked"):
        other.desk.put_up(wish, signer(ITO))


# --- without the ministry


def test_what_carriers_share_among_themselves_is_theirs_to_sign(bureau: Bureau) -> None:
    office = bureau.office
    group = made(office.groups, KDDI, IIJ, ministry=False)
    lesson = office.drafted(by=KDDI, on_record=True)
    office.share(lesson.id, VOLUNTARY, by=KDDI, group=group)

    found = bureau.put_up(lesson.id, KDDI, group)
    bureau.say(found, Act.ACCEPT, signer(ITO, KDDI))
    with pytest.raises(InputRefused, match="same_person"):
        bureau.say(found, Act.APPROVE, signer(ITO, KDDI))
    bureau.say(found, Act.APPROVE, signer(SATO, KDDI))

    assert bureau.sign_offs.complete(found.release)
    assert not bureau.sign_offs.complete(replace(found.release, group=None))
    assert bureau.sign_offs.list(SECRETARIAT) == bureau.sign_offs.list(COMMITTEE) == ()
    with pytest.raises(UnknownSignOff):
        bureau.say(found, Act.WITHDRAW, signer(ITO))
    assert "S-" not in repr(entries_seen(office.db, SECRETARIAT))


# --- withdrawing, recalling, the ledger


def test_what_was_sent_is_recalled_and_not_withdrawn(bureau: Bureau) -> None:
    found = bureau.approved(KDDI)
    bureau.post.sent[found.release.lesson, NAMED] = frozenset({Audience("carrier:iij")})

    with pytest.raises(InputRefused, match="recall_lesson"):
        bureau.say(found, Act.WITHDRAW, signer(ITO))
    with pytest.raises(InputRefused, match="recall_lesson"):
        bureau.say(found, Act.RECALL, signer(ITO))


def test_every_step_is_entered_in_the_ledger_without_its_words(bureau: Bureau) -> None:
    found = bureau.approved(KDDI)

    entries = [
        one for one in entries_seen(bureau.office.db, SECRETARIAT) if one.kind == "sign_off"
    ]

    assert [one.body["act"] for one in entries] == ["put-up", "accept", "approve"]
    assert {one.body["content_hash"] for one in entries} == {found.release.content_hash}
    told = repr([one.body for one in entries])
    assert found.text not in told
    assert "の人" not in told


def test_a_step_that_is_said_twice_is_refused_the_second_time(bureau: Bureau) -> None:
    found = bureau.approved(KDDI)

    with pytest.raises(InputRefused, match="already_approved"):
        bureau.say(found, Act.APPROVE, signer(SATO))
    bureau.say(found, Act.WITHDRAW, signer(ITO))
    with pytest.raises(InputRefused, match="already_withdrawn"):
        bureau.say(found, Act.WITHDRAW, signer(ITO))


def test_an_id_that_is_none_is_unknown(bureau: Bureau) -> None:
    for wrong in ("S-", "S-0", "L-1", "S-1x", "S-١", "S-" + "9" * 30):
        with pytest.raises(UnknownSignOff):
            bureau.sign_offs.seen(wrong, SECRETARIAT)  # type: ignore[arg-type]


def test_of_two_who_approve_at_once_one_is_refused(tmp_path: Path) -> None:
    bureau = Bureau()
    found = bureau.accepted(KDDI)
    path = tmp_path / "kyokun.db"
    bureau.office.db.execute("VACUUM INTO ?", (str(path),))
    at_once = Barrier(2)
    told: list[str] = []

    def approve(person: str) -> None:
        with connect(path) as db:
            register = CarrierRegister.load()
            desk = SignOffDesk(
                db=db,
                shares=ShareStore(db, GroupStore(db, register)),
                words=bureau.script,
                register=register,
                sign_offs=SignOffs(db),
            )
            at_once.wait()
            try:
                told.append(desk.say(found.id, Act.APPROVE, signer(person)).id)
            except InputRefused as refused:
                told.append(refused.code)

    threads = [Thread(target=approve, args=(name,)) for name in (ITO, SATO)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told) == sorted([found.id, "already_approved"])
    with connect(path) as db:
        acts = [deed.act for deed in SignOffs(db).seen(found.id, SECRETARIAT).log]
    assert acts.count(Act.APPROVE) == 1


class DeskMachine(RuleBasedStateMachine):
    """Everybody tries everything under every name, on a clock that runs either way."""

    def __init__(self) -> None:
        super().__init__()
        self.bureau = Bureau()
        self.found = self.bureau.asked(KDDI, DOCOMO)

    @rule(
        act=st.sampled_from(sorted(Act)),
        by=st.sampled_from([KDDI, DOCOMO, IIJ, SECRETARIAT, SECRETARIAT, COMMITTEE, EVERYONE]),
        person=st.sampled_from([ITO, SATO, MORI]),
        days=st.sampled_from([-30, 0, 15]),
        names=st.sampled_from([False, False, False, True]),
    )
    def say(self, act: Act, by: Viewer, person: str, days: int, names: bool) -> None:
        before = self.bureau.sign_offs.seen(self.found.id, SECRETARIAT)
        told = signer(person, by, now=UP + timedelta(days=days))
        try:
            self.bureau.say(self.found, act, told, names=names)
        except (CorpusError, SharingError):
            assert self.bureau.sign_offs.seen(self.found.id, SECRETARIAT) == before

    @invariant()
    def two_people_stand_behind_what_may_leave(self) -> None:
        if not self.bureau.sign_offs.complete(self.found.release):
            return
        log = self.bureau.sign_offs.seen(self.found.id, SECRETARIAT).log
        approving = [deed for deed in log if deed.act is Act.APPROVE][-1]
        assert approving.told_by == SECRETARIAT
        for viewer in (KDDI, DOCOMO):
            own = [deed for deed in log if deed.party == Audience(str(viewer))]
            assert all(deed.told_by == viewer for deed in own)
            if own:
                assert own[-1].act is Act.ACCEPT
                assert own[-1].person != approving.person
            else:
                assert Act.EXCEPT in [deed.act for deed in log]


DeskMachine.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
TestDeskMachine = DeskMachine.TestCase


def test_lessons_are_listed_by_version(bureau: Bureau) -> None:
    found = bureau.asked(KDDI)

    assert bureau.sign_offs.list(KDDI, LESSON) == (found,)
    assert bureau.sign_offs.list(KDDI, LessonId("L-1.1")) == (found,)
    assert bureau.sign_offs.list(KDDI, LessonId("L-1.2")) == ()


def test_an_id_is_drawn_until_one_is_free(bureau: Bureau) -> None:
    found = bureau.asked(KDDI)
    bureau.say(found, Act.WITHDRAW, signer(ITO))
    taken = int(found.id.removeprefix("S-"))
    drawn: list[int] = []

    def draw(below: int) -> int:
        drawn.append(below)
        return taken if below == drawn[0] else 77_777

    desk = replace(bureau.desk, sign_offs=SignOffs(bureau.office.db, draw))
    again = desk.put_up(Wish(lesson=LESSON, scope=NAMED, due=DUE), signer(ITO))

    assert again.id == "S-77777"
    assert set(drawn) == {drawn[0], 10 * drawn[0]}
