from datetime import timedelta
from typing import Any

import pytest

from corpus.carrier import ServiceClass
from corpus.errors import InputRefused, UnknownCarrier
from corpus.ids import CarrierId
from corpus.viewer import SECRETARIAT, Audience, Viewer
from sharing.errors import MayNotShare, UnknownGroup, UnknownScope
from sharing.facts import Named
from sharing.grain import Grain
from sharing.group import GroupId
from sharing.scope import ScopeId
from sharing.share import Act, EditAct, KeptShare, Wanted
from tests.examples import NOW
from tests.sharing.examples import (
    COMMITTEE,
    DOCOMO,
    EVERYONE,
    IIJ,
    KDDI,
    LATER,
    MINEO,
    SHARED,
    WHY,
    Office,
    deciding,
)
from tests.sharing.test_groups import made
from triage.errors import UnknownLesson
from triage.lessons.lesson import LessonId

PUBLIC, ALL, DESIGNATED, NAMED = map(ScopeId, ("public", "all-carriers", "designated", "named"))
VOLUNTARY, CIRCLE, COMMITTEES = map(ScopeId, ("voluntary", "circle", "committee"))
BOTH = Named(carriers=(CarrierId("iij"), CarrierId("kddi")))


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def lesson(office: Office) -> LessonId:
    return office.drafted().id


def set_(
    office: Office, lesson: LessonId, scope: ScopeId, by: Viewer = SECRETARIAT, **wanted: Any
) -> KeptShare:
    now = wanted.pop("now", SHARED)
    return office.desk.set(lesson, Wanted(scope=scope, **wanted), deciding(by, now))


def grain_seen(office: Office, lesson: LessonId, viewer: Viewer, now: Any = SHARED) -> str | None:
    try:
        return office.shares.seen(lesson, viewer, now).grain.value
    except UnknownLesson:
        return None


def refused(does: Any) -> tuple[str, str]:
    with pytest.raises(InputRefused) as told:
        does()
    return told.value.code, told.value.where


def test_a_lesson_that_is_set_is_seen_by_its_recipients(office: Office, lesson: LessonId) -> None:
    kept = set_(office, lesson, NAMED, named=BOTH)

    assert (kept.act, kept.stands, kept.why, kept.told_by) == (Act.SET, True, WHY, SECRETARIAT)
    assert set(kept.recipients or {}) == {"carrier:iij", "carrier:kddi"}
    assert (kept.share.grain, kept.share.k, kept.share.release) == (Grain.CARRIERS, 2, SHARED)
    assert grain_seen(office, lesson, IIJ) == "carriers"
    assert grain_seen(office, lesson, DOCOMO) is None
    assert grain_seen(office, lesson, IIJ, NOW) is None


def test_whom_it_would_reach_can_be_asked_before(office: Office, lesson: LessonId) -> None:
    found = office.desk.recipients(lesson, Wanted(scope=NAMED, named=BOTH), deciding())

    assert [each.audience for each in found] == ["carrier:iij", "carrier:kddi"]
    assert office.shares.entries(SECRETARIAT, SHARED) == ()


def test_several_scopes_each_have_their_grain_and_release(
    office: Office, lesson: LessonId
) -> None:
    set_(office, lesson, NAMED, named=BOTH, grain=Grain.DESIGNATED, k=5)
    set_(office, lesson, PUBLIC, release=LATER)

    assert grain_seen(office, lesson, IIJ) == "designated"
    assert grain_seen(office, lesson, EVERYONE) is None
    assert grain_seen(office, lesson, EVERYONE, LATER) == "public"
    assert grain_seen(office, lesson, IIJ, LATER) == "designated"
    assert office.shares.seen(lesson, IIJ, LATER).k == 5


def test_classes_go_by_the_day_in_japan_on_which_it_is_decided(
    office: Office, lesson: LessonId
) -> None:
    from datetime import UTC, datetime

    early = datetime(2022, 1, 31, 14, 59, tzinfo=UTC)
    one = office.desk.recipients(lesson, Wanted(scope=DESIGNATED), deciding(now=early))
    other = office.desk.recipients(
        lesson, Wanted(scope=DESIGNATED), deciding(now=early + timedelta(minutes=1))
    )

    assert {each.audience for each in other} - {each.audience for each in one} == {
        "carrier:rakuten-mobile"
    }


@pytest.mark.parametrize(
    ("scope", "wanted", "code"),
    [
        (PUBLIC, {"grain": Grain.CARRIERS}, "too_fine"),
        (ALL, {"grain": Grain.FULL}, "too_fine"),
        (PUBLIC, {"k": 3}, "k_too_small"),
        (PUBLIC, {"release": SHARED - timedelta(seconds=1)}, "release_past"),
        (PUBLIC, {"named": BOTH}, "takes_no_names"),
        (PUBLIC, {"named": Named(makers=("a",))}, "takes_no_names"),
        (NAMED, {"named": BOTH, "group": GroupId("G-1")}, "takes_no_names"),
        (NAMED, {}, "nobody_named"),
        (CIRCLE, {}, "nobody_named"),
        (ScopeId("designated-same-service"), {}, "no_service_class"),
        (ScopeId("peers"), {}, "reaches_nobody"),
    ],
)
def test_what_a_scope_does_not_allow_is_refused(
    office: Office, lesson: LessonId, scope: ScopeId, wanted: dict[str, Any], code: str
) -> None:
    assert refused(lambda: set_(office, lesson, scope, **wanted)) == (code, scope)
    assert office.shares.entries(SECRETARIAT, LATER) == ()


@pytest.mark.parametrize(("why", "code"), [(" ", "no_reason"), ("a" * 2001, "too_long")])
def test_a_reason_is_given(office: Office, lesson: LessonId, why: str, code: str) -> None:
    does = deciding(why=why)

    assert refused(lambda: office.desk.set(lesson, Wanted(scope=PUBLIC), does)) == (code, "why")


def test_unknown_things_are_told(office: Office, lesson: LessonId) -> None:
    with pytest.raises(UnknownScope, match="mars"):
        set_(office, lesson, ScopeId("mars"))
    with pytest.raises(UnknownCarrier):
        set_(office, lesson, NAMED, named=Named(carriers=(CarrierId("mars"),)))
    with pytest.raises(UnknownGroup):
        set_(office, lesson, CIRCLE, group=GroupId("G-9"))
    with pytest.raises(UnknownLesson):
        set_(office, LessonId("L-9"), PUBLIC)


@pytest.mark.parametrize("by", [COMMITTEE, KDDI, EVERYONE])
def test_who_may_not_decide_a_scope_is_told_whatever_the_lesson(
    office: Office, lesson: LessonId, by: Viewer
) -> None:
    for each in (lesson, LessonId("L-9")):
        with pytest.raises(MayNotShare, match="public"):
            set_(office, each, PUBLIC, by)


def test_the_committee_may_let_the_ministry_know(office: Office, lesson: LessonId) -> None:
    kept = set_(office, lesson, ScopeId("ministry"), COMMITTEE)

    assert set(kept.recipients or {}) == {"secretariat"}


def test_a_person_tells_the_class_of_service(office: Office, lesson: LessonId) -> None:
    named = Named(service_class=ServiceClass.MOBILE)

    kept = set_(office, lesson, ScopeId("designated-same-service"), named=named)

    assert "carrier:softbank" in (kept.recipients or {})


def test_what_is_set_already_is_not_set_again(office: Office, lesson: LessonId) -> None:
    set_(office, lesson, PUBLIC)

    for wanted in ({}, {"release": SHARED}):
        assert refused(lambda w=wanted: set_(office, lesson, PUBLIC, **w)) == (
            "already_shared",
            PUBLIC,
        )


def test_other_terms_take_the_place_of_those_before(office: Office, lesson: LessonId) -> None:
    set_(office, lesson, PUBLIC, release=LATER)
    assert grain_seen(office, lesson, EVERYONE) is None

    set_(office, lesson, PUBLIC)

    assert grain_seen(office, lesson, EVERYONE) == "public"
    assert [kept.stands for kept in office.shares.entries(SECRETARIAT, SHARED)] == [False, True]


def test_a_new_version_is_shared_when_it_is_set(office: Office, lesson: LessonId) -> None:
    set_(office, lesson, PUBLIC)
    again = office.drafted(depth=None, title="新しい題")
    assert again.version == 2
    assert office.shares.seen(lesson, EVERYONE, SHARED).version == 1

    set_(office, lesson, PUBLIC)

    assert office.shares.seen(lesson, EVERYONE, SHARED).version == 2


def test_a_scope_is_widened_to_one_that_reaches_more(office: Office, lesson: LessonId) -> None:
    set_(office, lesson, DESIGNATED)

    kept = office.desk.widen(lesson, (DESIGNATED, None), Wanted(scope=ALL), deciding())

    assert (kept.act, kept.widened) == (Act.WIDEN, DESIGNATED)
    assert grain_seen(office, lesson, IIJ) == "carriers"
    assert grain_seen(office, lesson, KDDI) == "designated"


@pytest.mark.parametrize(
    ("before", "to", "code"),
    [
        (ALL, DESIGNATED, "not_wider"),
        (PUBLIC, ALL, "not_wider"),
        (DESIGNATED, DESIGNATED, "not_wider"),
        (DESIGNATED, COMMITTEES, "not_wider"),
    ],
)
def test_a_scope_is_not_widened_to_a_narrower_one(
    office: Office, lesson: LessonId, before: ScopeId, to: ScopeId, code: str
) -> None:
    set_(office, lesson, before)

    def widen() -> None:
        office.desk.widen(lesson, (before, None), Wanted(scope=to), deciding())

    assert refused(widen) == (code, before)
    assert len(office.shares.entries(SECRETARIAT, SHARED)) == 1


def test_what_is_not_shared_is_neither_widened_nor_withdrawn(
    office: Office, lesson: LessonId
) -> None:
    def widen() -> None:
        office.desk.widen(lesson, (DESIGNATED, None), Wanted(scope=ALL), deciding())

    assert refused(widen) == ("not_shared", DESIGNATED)
    for of in ((DESIGNATED, None), None):
        does = refused(lambda o=of: office.desk.withdraw(lesson, o, deciding()))
        assert does == ("not_shared", DESIGNATED if of else lesson)


def test_what_is_withdrawn_is_seen_no_longer(office: Office, lesson: LessonId) -> None:
    set_(office, lesson, PUBLIC)
    set_(office, lesson, DESIGNATED)

    [gone] = office.desk.withdraw(lesson, (DESIGNATED, None), deciding(now=LATER))

    assert (gone.act, gone.stands) == (Act.WITHDRAW, False)
    assert grain_seen(office, lesson, KDDI, LATER) == "public"
    assert grain_seen(office, lesson, KDDI, SHARED) == "designated"
    [last] = office.desk.withdraw(lesson, None, deciding(now=LATER))
    assert last.share.scope == PUBLIC
    assert grain_seen(office, lesson, KDDI, LATER) is None


def test_nothing_is_withdrawn_twice(office: Office, lesson: LessonId) -> None:
    set_(office, lesson, PUBLIC)
    office.desk.withdraw(lesson, None, deciding())

    for of in ((PUBLIC, None), None):
        does = refused(lambda o=of: office.desk.withdraw(lesson, o, deciding()))
        assert does == ("already_withdrawn", PUBLIC if of else lesson)
    set_(office, lesson, PUBLIC)
    assert grain_seen(office, lesson, EVERYONE) == "public"


def test_people_add_and_take_away_and_the_reasons_are_kept(
    office: Office, lesson: LessonId
) -> None:
    set_(office, lesson, DESIGNATED)
    of, iij, kddi = (DESIGNATED, None), Audience("carrier:iij"), Audience("carrier:kddi")

    office.desk.edit(lesson, of, (EditAct.ADD, iij), deciding(why="支障設備を使う"))
    kept = office.desk.edit(lesson, of, (EditAct.REMOVE, kddi), deciding(why="辞退"))

    assert kept.recipients is not None
    assert kept.recipients[iij].ja == "支障設備を使う"
    assert kddi not in kept.recipients
    assert [(each.act, each.audience, each.why) for each in kept.edits] == [
        ("add", iij, "支障設備を使う"),
        ("remove", kddi, "辞退"),
    ]
    assert (grain_seen(office, lesson, IIJ), grain_seen(office, lesson, KDDI)) == (
        "designated",
        None,
    )


def test_edits_hold_for_later_terms_up_to_a_withdrawal(office: Office, lesson: LessonId) -> None:
    set_(office, lesson, DESIGNATED)
    change = EditAct.REMOVE, Audience("carrier:kddi")
    office.desk.edit(lesson, (DESIGNATED, None), change, deciding())

    assert refused(lambda: set_(office, lesson, DESIGNATED))[0] == "already_shared"
    set_(office, lesson, DESIGNATED, grain=Grain.COMMITTEE)
    assert grain_seen(office, lesson, KDDI) is None
    assert grain_seen(office, lesson, DOCOMO) == "committee"

    office.desk.withdraw(lesson, None, deciding())
    set_(office, lesson, DESIGNATED)
    assert grain_seen(office, lesson, KDDI) == "designated"


@pytest.mark.parametrize(
    ("scope", "change", "code"),
    [
        (DESIGNATED, ("add", "carrier:kddi"), "already_recipient"),
        (DESIGNATED, ("remove", "carrier:iij"), "not_recipient"),
        (DESIGNATED, ("add", "public"), "wrong_recipient"),
        (PUBLIC, ("remove", "carrier:iij"), "no_edits"),
        (ALL, ("add", "carrier:iij"), "not_shared"),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused(
    office: Office, lesson: LessonId, scope: ScopeId, change: tuple[str, str], code: str
) -> None:
    for each in (DESIGNATED, PUBLIC):
        set_(office, lesson, each)
    told = EditAct(change[0]), Audience(change[1])

    def edit() -> None:
        office.desk.edit(lesson, (scope, None), told, deciding())

    assert refused(edit) == (code, scope)


# --- groups


def test_a_voluntary_group_shares_without_the_ministry(office: Office) -> None:
    group = made(office.groups, KDDI, IIJ)
    lesson = office.drafted(by=KDDI).id

    kept = set_(office, lesson, VOLUNTARY, KDDI, group=group)

    assert set(kept.recipients or {}) == {"carrier:iij", "carrier:kddi"}
    assert kept.overseers == {"carrier:kddi"}
    assert grain_seen(office, lesson, IIJ) == "carriers"
    for viewer in (SECRETARIAT, COMMITTEE, DOCOMO, EVERYONE):
        assert grain_seen(office, lesson, viewer) is None
        assert office.shares.entries(viewer, SHARED) == ()
        assert office.shares.list(viewer, SHARED) == ()


def test_the_ministry_does_not_learn_that_a_lesson_it_sees_was_shared_without_it(
    office: Office,
) -> None:
    lesson = office.drafted().id
    office.db.execute(
        "INSERT INTO lesson_audiences(lesson, audience) VALUES (?, 'carrier:kddi')",
        (int(lesson.removeprefix("L-")),),
    )
    group = made(office.groups, KDDI, IIJ)

    set_(office, lesson, VOLUNTARY, KDDI, group=group)

    assert grain_seen(office, lesson, IIJ) == "carriers"
    assert office.shares.entries(SECRETARIAT, SHARED, lesson) == ()
    assert office.shares.seen(lesson, SECRETARIAT, SHARED).through == ()
    assert refused(lambda: office.desk.withdraw(lesson, None, deciding()))[0] == "not_shared"


def test_who_left_sees_no_longer_and_who_came_later_not_yet(office: Office) -> None:
    group = made(office.groups, KDDI, IIJ)
    lesson = office.drafted(by=KDDI).id
    set_(office, lesson, VOLUNTARY, KDDI, group=group)
    office.groups.leave(group, IIJ, LATER)
    office.groups.ask(group, CarrierId("optage"), KDDI, LATER)
    office.groups.join(group, MINEO, LATER)

    assert grain_seen(office, lesson, IIJ, LATER) is None
    assert grain_seen(office, lesson, MINEO, LATER) is None
    set_(office, lesson, VOLUNTARY, KDDI, group=group, now=LATER)
    assert grain_seen(office, lesson, MINEO, LATER) == "carriers"


def test_a_member_that_is_not_to_know_the_others_is_not_told_whom_it_reached(
    office: Office,
) -> None:
    group = made(office.groups, KDDI, IIJ, DOCOMO, hidden=True)
    lesson = office.drafted(by=IIJ).id
    wanted = Wanted(scope=VOLUNTARY, group=group)

    kept = set_(office, lesson, VOLUNTARY, IIJ, group=group)

    assert kept.recipients is None
    assert kept.share.recipients == frozenset()
    assert grain_seen(office, lesson, DOCOMO) == "carriers"
    assert refused(lambda: office.desk.recipients(lesson, wanted, deciding(IIJ))) == (
        "members_hidden",
        VOLUNTARY,
    )

    def widen() -> None:
        office.desk.widen(lesson, (VOLUNTARY, group), wanted, deciding(IIJ))

    assert refused(widen) == ("members_hidden", VOLUNTARY)
    assert set_(office, lesson, VOLUNTARY, IIJ, group=group).stands


def test_a_group_is_of_the_kind_that_the_scope_wants(office: Office) -> None:
    with_it, without = made(office.groups, KDDI, ministry=True), made(office.groups, KDDI)
    own, lesson = office.drafted(by=KDDI).id, office.drafted("2023-01-01-b").id

    assert refused(lambda: set_(office, own, VOLUNTARY, KDDI, group=with_it)) == (
        "wrong_group",
        VOLUNTARY,
    )
    with pytest.raises(UnknownGroup):
        set_(office, lesson, CIRCLE, group=without)
    assert set_(office, lesson, CIRCLE, group=with_it).recipients is not None


def test_only_members_share_in_a_group(office: Office) -> None:
    group = made(office.groups, KDDI)
    office.groups.ask(group, CarrierId("iij"), KDDI, NOW)
    lesson = office.drafted(by=IIJ).id

    with pytest.raises(MayNotShare, match=group):
        set_(office, lesson, VOLUNTARY, IIJ, group=group)


def test_a_circle_without_members_reaches_nobody(office: Office, lesson: LessonId) -> None:
    group = made(office.groups, SECRETARIAT)

    assert refused(lambda: set_(office, lesson, CIRCLE, group=group)) == (
        "reaches_nobody",
        CIRCLE,
    )


def test_who_is_in_a_group_is_not_for_people_to_edit(office: Office, lesson: LessonId) -> None:
    group = made(office.groups, SECRETARIAT, IIJ)
    set_(office, lesson, CIRCLE, group=group)
    change = EditAct.ADD, Audience("carrier:kddi")

    def edit() -> None:
        office.desk.edit(lesson, (CIRCLE, group), change, deciding())

    assert refused(edit) == ("no_edits", CIRCLE)


def test_a_recipient_may_not_share_on(office: Office) -> None:
    group = made(office.groups, KDDI, IIJ)
    lesson = office.drafted(by=KDDI).id
    set_(office, lesson, VOLUNTARY, KDDI, group=group)

    with pytest.raises(MayNotShare, match=lesson):
        set_(office, lesson, VOLUNTARY, IIJ, group=group)
    with pytest.raises(MayNotShare, match=lesson):
        office.desk.withdraw(lesson, None, deciding(IIJ))
    with pytest.raises(UnknownLesson):
        office.desk.withdraw(lesson, None, deciding(DOCOMO))
