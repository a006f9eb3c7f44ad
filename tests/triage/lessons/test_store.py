from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.errors import UnknownFiling
from corpus.ids import AccountId
from corpus.viewer import PUBLIC as EVERYBODY
from corpus.viewer import SECRETARIAT, Viewer
from tests.examples import NOW, an_account
from tests.triage.lessons.examples import (
    COMMITTEE,
    DOCOMO,
    KDDI,
    KINDS,
    PUBLIC,
    VOCABULARY,
    a_database,
    a_filed,
    recorded,
)
from triage.errors import MayNotReview, UnknownLesson
from triage.lessons.draft import draft
from triage.lessons.lesson import Lesson, LessonId, Phase
from triage.lessons.sources import find_source
from triage.lessons.store import DRAWN_FROM, Kept, LessonStore

LATER = NOW + timedelta(days=1)


@pytest.fixture
def db() -> Database:
    return a_database()


def lessons_of(db: Database, account: AccountId, by: Viewer = SECRETARIAT) -> tuple[Lesson, ...]:
    return draft(find_source(db, account, by), VOCABULARY, KINDS)


def kept(db: Database, account: AccountId, by: Viewer = SECRETARIAT) -> tuple[Kept, ...]:
    return LessonStore(db).keep(lessons_of(db, account, by), by, NOW)


def test_lessons_get_numbers_of_their_own_and_first_versions(db: Database) -> None:
    found = kept(db, recorded(db, "2022-07-02-a"))

    assert len({one.id for one in found}) == len(found) >= 3
    assert all(one.version == 1 and one.version_id == f"{one.id}.1" for one in found)
    assert all(1 <= int(one.id.removeprefix("L-")) <= DRAWN_FROM for one in found)


def test_what_was_kept_is_found_again(db: Database) -> None:
    account = recorded(db, "2022-07-02-a")
    found = kept(db, account)
    store = LessonStore(db)

    assert store.get(found[0].id, SECRETARIAT) == found[0]
    assert store.get(found[0].version_id, SECRETARIAT) == found[0]
    assert {one.id for one in store.list(SECRETARIAT)} == {one.id for one in found}
    assert store.of_account(account, SECRETARIAT) == store.list(SECRETARIAT)


def test_drafting_again_changes_nothing(db: Database) -> None:
    account = recorded(db, "2022-07-02-a")

    assert kept(db, account) == kept(db, account)
    assert len(LessonStore(db).list(SECRETARIAT)) == len(kept(db, account))


def test_a_draft_that_differs_is_the_next_version_and_the_first_stays(db: Database) -> None:
    store = LessonStore(db)
    first = kept(db, recorded(db, "2022-07-02-a"))[0]
    changed = replace(first.lesson, title="別の題")

    [second] = store.keep([changed], SECRETARIAT, LATER)

    assert (second.id, second.version) == (first.id, 2)
    assert store.get(first.id, SECRETARIAT) == second
    assert store.get(LessonId(f"{first.id}.1"), SECRETARIAT) == first
    assert store.history(first.id, SECRETARIAT) == (first, second)


def test_a_version_may_be_written_by_hand(db: Database) -> None:
    store = LessonStore(db)
    first = kept(db, recorded(db, "2022-07-02-a"))[0]

    second = store.revise(first.id, replace(first.lesson, phase=Phase.AFTER), COMMITTEE, LATER)

    assert (second.version, second.told_by, second.at) == (2, "committee", LATER)
    assert store.revise(first.id, second.lesson, SECRETARIAT, LATER) == second


def test_an_older_version_can_be_revised_into_the_newest(db: Database) -> None:
    store = LessonStore(db)
    first = kept(db, recorded(db, "2022-07-02-a"))[0]
    store.revise(first.id, replace(first.lesson, title="二"), SECRETARIAT, LATER)

    third = store.revise(first.version_id, replace(first.lesson, title="三"), SECRETARIAT, LATER)

    assert third.version == 3


def test_a_lesson_stays_drawn_from_its_account(db: Database) -> None:
    first = kept(db, recorded(db, "2022-07-02-a"))[0]
    other = recorded(db, "2023-01-01-b")

    with pytest.raises(MayNotReview):
        LessonStore(db).revise(first.id, replace(first.lesson, account=other), SECRETARIAT, LATER)


@pytest.mark.parametrize("written", ["L-0", "L-99999999", "l-1", "L-1.9", "L-1.0", "L-", "x"])
def test_no_lesson_is_found_under_what_is_no_id_of_one(db: Database, written: str) -> None:
    LessonStore(db, draw=lambda below: 1).keep(
        lessons_of(db, recorded(db, "2022-07-02-a"))[:1], SECRETARIAT, NOW
    )
    with pytest.raises(UnknownLesson):
        LessonStore(db).get(LessonId(written), SECRETARIAT)


@pytest.mark.parametrize("viewer", ["public", "auditor"])
def test_who_only_reads_drafts_nothing(db: Database, viewer: str) -> None:
    account = recorded(db, "2022-07-02-a")
    with pytest.raises(MayNotReview):
        kept(db, account, Viewer.parse(viewer))


def test_what_the_secretariat_drafts_is_before_it_and_the_committee_alone(db: Database) -> None:
    kept(db, recorded(db, "2022-07-02-a"))
    store = LessonStore(db)

    assert store.list(SECRETARIAT) == store.list(COMMITTEE) != ()
    assert store.list(KDDI) == store.list(PUBLIC) == ()


def test_a_carrier_sees_its_own_drafts_and_no_other_carrier_does(db: Database) -> None:
    account = a_filed(db, cause="設定を誤った。", prevention="手順書を改める。")
    [mine] = kept(db, account, KDDI)

    assert LessonStore(db).list(KDDI) == (mine,)
    assert LessonStore(db).list(SECRETARIAT) == (mine,)
    assert LessonStore(db).list(DOCOMO) == ()
    with pytest.raises(UnknownLesson):
        LessonStore(db).get(mine.id, DOCOMO)


def test_two_drafters_of_one_account_have_lessons_of_their_own(db: Database) -> None:
    account = a_filed(db, cause="設定を誤った。", prevention="手順書を改める。")
    [mine] = kept(db, account, KDDI)
    [theirs] = kept(db, account, SECRETARIAT)

    assert mine.id != theirs.id
    assert LessonStore(db).list(KDDI) == (mine,)


def test_nobody_drafts_from_an_account_that_it_does_not_see(db: Database) -> None:
    account = a_filed(db, cause="設定を誤った。", prevention="手順書を改める。")
    lessons = lessons_of(db, account)

    with pytest.raises(UnknownFiling):
        LessonStore(db).keep(lessons, DOCOMO, NOW)
    with pytest.raises(UnknownFiling):
        find_source(db, account, DOCOMO)


def test_a_lesson_of_an_account_that_is_withdrawn_stays(db: Database) -> None:
    account = recorded(db, "2022-07-02-a")
    found = kept(db, account)
    AccountStore(db).withdraw(account)

    assert sorted(one.id for one in LessonStore(db).list(SECRETARIAT)) == sorted(
        one.id for one in found
    )


def test_what_others_draft_changes_nothing_that_a_carrier_observes(db: Database) -> None:
    drawn: Iterator[int] = iter([7, 3, 9, 5, 4, 8, 6, 2, 1])
    store = LessonStore(db, draw=lambda below: next(drawn))
    mine = a_filed(db, cause="設定を誤った。", prevention="手順書を改める。")
    hidden = a_filed(db, "ntt-docomo", cause="交換機が故障した。", prevention="予備を増やす。")
    before = store.keep(lessons_of(db, mine, KDDI), KDDI, NOW)
    seen = store.list(KDDI)

    store.keep(lessons_of(db, hidden, DOCOMO), DOCOMO, NOW)
    store.keep(lessons_of(db, hidden), SECRETARIAT, NOW)

    assert store.list(KDDI) == seen == before


def test_a_number_that_is_taken_is_drawn_again_from_more(db: Database) -> None:
    asked: list[int] = []

    def draw(below: int) -> int:
        asked.append(below)
        return 1 if below == DRAWN_FROM else 2

    store = LessonStore(db, draw=draw)
    lessons = lessons_of(db, recorded(db, "2022-07-02-a"))[:2]

    assert [one.id for one in store.keep(lessons, SECRETARIAT, NOW)] == ["L-1", "L-2"]
    assert asked[-1] == DRAWN_FROM * 10


def test_drafts_are_kept_all_or_none(db: Database) -> None:
    account = recorded(db, "2022-07-02-a")
    lessons = (
        *lessons_of(db, account),
        replace(lessons_of(db, account)[0], account=AccountId("F-none")),
    )
    with pytest.raises(UnknownFiling):
        LessonStore(db).keep(lessons, SECRETARIAT, NOW)

    assert LessonStore(db).list(SECRETARIAT) == ()


def test_an_account_that_neither_record_nor_filing_gives_is_one_narrative(db: Database) -> None:
    account = an_account("2020-01-01-x", text="再発防止として増強した。")
    AccountStore(db).put(account, [EVERYBODY])

    [lesson] = lessons_of(db, AccountId("2020-01-01-x"))
    assert lesson.statements[0].said == "再発防止として増強した。"
