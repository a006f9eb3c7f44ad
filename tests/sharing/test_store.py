from datetime import timedelta

import pytest

from corpus.viewer import SECRETARIAT, Viewer
from sharing.errors import MayNotShare
from sharing.facts import Named
from sharing.grain import Grain
from sharing.scope import ScopeId
from sharing.share import Act
from tests.examples import NOW
from tests.sharing.examples import (
    COMMITTEE,
    DOCOMO,
    EVERYONE,
    IIJ,
    KDDI,
    LATER,
    SHARED,
    Office,
    deciding,
)
from tests.sharing.test_groups import made
from triage.errors import UnknownLesson
from triage.lessons.lesson import LessonId

NAMED = Named(carriers=(KDDI.carrier,))  # type: ignore[arg-type]


@pytest.fixture
def office() -> Office:
    return Office()


def test_what_was_kept_is_found_as_it_was(office: Office) -> None:
    lesson = office.drafted()
    office.share(lesson.id, "named", named=NAMED, release=LATER, k=7)

    [kept] = office.shares.entries(SECRETARIAT, SHARED)

    assert (kept.lesson, kept.act, kept.at) == (lesson.version_id, Act.SET, SHARED)
    assert (kept.share.version, kept.share.k, kept.share.release) == (1, 7, LATER)
    assert (kept.widened, kept.preset, kept.edits, kept.stands) == (None, None, (), True)


def test_entries_are_as_of_a_moment(office: Office) -> None:
    lesson = office.drafted().id
    office.share(lesson, "public")
    office.desk.withdraw(lesson, None, deciding(now=LATER))

    acts = [
        [(kept.act, kept.stands) for kept in office.shares.entries(SECRETARIAT, now)]
        for now in (NOW, SHARED, LATER)
    ]

    assert acts == [[], [(Act.SET, True)], [(Act.SET, False), (Act.WITHDRAW, False)]]


@pytest.mark.parametrize("viewer", [SECRETARIAT, COMMITTEE])
def test_the_secretariat_and_the_committee_oversee(office: Office, viewer: Viewer) -> None:
    lesson = office.drafted().id
    office.share(lesson, "public")

    assert len(office.shares.entries(viewer, SHARED, lesson)) == 1
    assert len(office.shares.standing(lesson, viewer, SHARED)) == 1


@pytest.mark.parametrize("viewer", [KDDI, EVERYONE])
def test_recipients_do_not_oversee(office: Office, viewer: Viewer) -> None:
    lesson = office.drafted().id
    office.share(lesson, "public")

    assert office.shares.entries(viewer, SHARED) == ()
    assert office.shares.entries(viewer, SHARED, lesson) == ()


def test_the_entries_of_a_lesson_that_is_not_seen_are_not_told(office: Office) -> None:
    lesson = office.drafted().id

    with pytest.raises(UnknownLesson):
        office.shares.entries(KDDI, SHARED, lesson)


def test_a_list_holds_what_scopes_lay_before_the_viewer_newest_first(office: Office) -> None:
    first, second, third = (
        office.drafted(f"2022-07-02-{each}", title=each).id for each in ("a", "b", "c")
    )
    office.share(first, "named", named=NAMED, release=LATER)
    office.share(second, "named", named=NAMED)
    office.share(third, "committee")

    def listed(viewer: Viewer, days: int = 0) -> list[LessonId]:
        return [one.id for one in office.shares.list(viewer, SHARED + timedelta(days))]

    assert listed(KDDI) == [second]
    assert listed(KDDI, 1) == [first, second]
    assert listed(COMMITTEE) == [third]
    assert listed(DOCOMO) == listed(EVERYONE, 1) == []


def test_a_version_is_seen_by_whom_it_was_shared_with(office: Office) -> None:
    lesson = office.drafted().id
    office.share(lesson, "named", named=NAMED)
    office.drafted(title="新しい題")

    assert office.shares.seen(LessonId(f"{lesson}.1"), KDDI, SHARED).version == 1
    assert office.shares.seen(lesson, KDDI, SHARED).version == 1
    assert office.shares.seen(LessonId(f"{lesson}.1"), SECRETARIAT, SHARED).version == 1
    assert office.shares.seen(lesson, SECRETARIAT, SHARED).version == 2
    with pytest.raises(UnknownLesson, match=rf"{lesson}\.2"):
        office.shares.seen(LessonId(f"{lesson}.2"), KDDI, SHARED)


@pytest.mark.parametrize("written", ["L-9", "L-1.9", "L-0", "G-1", "", "L-1\n", "L-١"])
def test_a_lesson_that_is_not_there_is_not_known(office: Office, written: str) -> None:
    office.drafted()

    with pytest.raises(UnknownLesson):
        office.shares.seen(LessonId(written), SECRETARIAT, SHARED)


def test_who_is_named_does_not_learn_that_it_was_and_members_know_their_group(
    office: Office,
) -> None:
    lesson, group = office.drafted().id, made(office.groups, SECRETARIAT, KDDI)
    office.share(lesson, "named", named=NAMED)
    office.share(lesson, "circle", group=group)

    told = office.shares.seen(lesson, KDDI, SHARED)

    assert [(one.scope, one.group) for one in told.through] == [(None, None), ("circle", group)]


def test_a_scope_whose_file_is_gone_is_not_disclosed(office: Office) -> None:
    office.share(office.drafted().id, "public")
    office.db.execute("DROP TRIGGER lesson_shares_keep_update")
    office.db.execute("UPDATE lesson_shares SET scope = 'gone'")

    [seen] = office.shares.list(EVERYONE, SHARED)
    assert [one.scope for one in seen.through] == [None]


def test_who_sees_it_whole_may_read_it_in_any_grain(office: Office) -> None:
    lesson = office.drafted().id
    office.share(lesson, "public")

    told = office.shares.read_at(lesson, Grain.CARRIERS, SECRETARIAT, SHARED)
    assert told.grain is Grain.CARRIERS
    with pytest.raises(MayNotShare):
        office.shares.read_at(lesson, Grain.CARRIERS, KDDI, SHARED)
    with pytest.raises(UnknownLesson):
        office.shares.read_at(LessonId("L-9"), Grain.CARRIERS, KDDI, SHARED)


def test_whoever_left_a_group_oversees_what_it_set_but_not_who_is_in(office: Office) -> None:
    group = made(office.groups, IIJ, KDDI)
    lesson = office.drafted(by=KDDI).id
    office.share(lesson, "voluntary", KDDI, group=group)
    [before] = office.shares.entries(KDDI, SHARED)
    office.groups.leave(group, KDDI, LATER)

    [after] = office.shares.entries(KDDI, LATER)

    assert set(before.recipients or {}) == {"carrier:iij", "carrier:kddi"}
    assert (after.recipients, after.stands) == (None, True)


@pytest.mark.parametrize(
    "table",
    [
        "lesson_shares",
        "lesson_share_audiences",
        "lesson_share_recipients",
        "lesson_share_edits",
        "sharing_groups",
        "sharing_group_members",
    ],
)
def test_nothing_on_record_is_changed_or_deleted(office: Office, table: str) -> None:
    import sqlite3

    from corpus.viewer import Audience
    from sharing.share import EditAct

    made(office.groups, KDDI)
    lesson = office.drafted().id
    office.share(lesson, "designated")
    change = EditAct.REMOVE, Audience("carrier:kddi")
    office.desk.edit(lesson, (ScopeId("designated"), None), change, deciding())
    column = next(iter(office.db.table(table).columns_dict))

    for sql in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            office.db.execute(sql)
