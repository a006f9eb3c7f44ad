from datetime import date

import pytest
from sqlite_utils import Database

from corpus.errors import InputRefused, UnknownFiling, UnknownIncident
from corpus.ids import AccountId
from corpus.viewer import PUBLIC, SECRETARIAT, Viewer
from sharing.errors import UnknownMeeting
from sharing.meetings.meeting import CaseItem, Meeting, MeetingId, PaperSort, paper_name
from sharing.meetings.store import LONGEST_PAPER, Keeper, MeetingStore
from sharing.members_only import Labelling, Labels
from tests.examples import NOW
from tests.sharing.examples import AUDITOR, COMMITTEE, EVERYONE, KDDI, a_database, put

CASE, OTHER = AccountId("2022-07-02-a"), AccountId("2022-12-17-b")
DAY = date(2025, 3, 31)


@pytest.fixture
def db() -> Database:
    db = a_database()
    for account in (CASE, OTHER):
        put(db, account, PUBLIC)
    return db


@pytest.fixture
def store(db: Database) -> MeetingStore:
    return MeetingStore(db)


def keeper(by: Viewer = SECRETARIAT, person: str = "書記") -> Keeper:
    return Keeper(by=by, person=person, now=NOW)


def held(store: MeetingStore, title: str = "第42回", day: date = DAY) -> Meeting:
    return store.hold(title, day, keeper())


def kept(store: MeetingStore, sort: PaperSort, text: str, *cases: CaseItem) -> Meeting:
    return store.keep(MeetingId("M-1"), sort, text, cases, keeper())


def test_papers_are_kept_with_the_cases_they_are_about(store: MeetingStore) -> None:
    held(store)
    kept(store, PaperSort.AGENDA, "議題", CaseItem(account=CASE))
    decided = CaseItem(account=CASE, decision="共有する"), CaseItem(account=OTHER)

    meeting = kept(store, PaperSort.MINUTES, "議事", *decided)

    agenda, minutes = meeting.papers
    assert (agenda.text, agenda.cases) == ("議題", (CaseItem(account=CASE),))
    assert (minutes.text, minutes.cases, minutes.version) == ("議事", decided, 1)
    assert store.get(meeting.id, COMMITTEE) == meeting


def test_a_paper_that_is_kept_again_is_its_next_version(store: MeetingStore) -> None:
    held(store)
    kept(store, PaperSort.MINUTES, "初めの議事")

    [latest] = kept(store, PaperSort.MINUTES, "直した議事").papers

    assert (latest.text, latest.version) == ("直した議事", 2)
    texts = [paper.text for paper in store.versions(MeetingId("M-1"), SECRETARIAT)]
    assert texts == ["初めの議事", "直した議事"]


def test_every_paper_is_for_members_only_until_that_is_lifted(
    db: Database, store: MeetingStore
) -> None:
    held(store)
    kept(store, PaperSort.AGENDA, "議題")
    [paper] = kept(store, PaperSort.AGENDA, "議題").papers
    assert paper.members_only

    name = paper_name(MeetingId("M-1"), PaperSort.AGENDA)
    Labels(db).lift(name, Labelling(by=COMMITTEE, person="座長", why="公表済み", now=NOW))

    assert not kept(store, PaperSort.AGENDA, "議題を直す").papers[0].members_only


def test_meetings_are_found_by_case_and_listed_by_day(store: MeetingStore) -> None:
    held(store)
    later = held(store, "第43回", date(2025, 6, 30))
    kept(store, PaperSort.MINUTES, "議事", CaseItem(account=CASE))

    assert [one.id for one in store.list(SECRETARIAT)] == [later.id, "M-1"]
    assert [one.id for one in store.list(COMMITTEE, CASE)] == ["M-1"]
    assert store.list(SECRETARIAT, OTHER) == ()


@pytest.mark.parametrize("viewer", [KDDI, EVERYONE, AUDITOR], ids=str)
def test_nobody_else_learns_of_meetings(store: MeetingStore, viewer: Viewer) -> None:
    meeting = held(store)

    with pytest.raises(UnknownMeeting):
        store.list(viewer)
    with pytest.raises(UnknownMeeting):
        store.get(meeting.id, viewer)
    with pytest.raises(UnknownMeeting):
        store.hold("会", DAY, keeper(viewer))
    with pytest.raises(UnknownMeeting):
        store.keep(meeting.id, PaperSort.AGENDA, "議題", (), keeper(viewer))


@pytest.mark.parametrize("wrong", ["M-2", "M-", "M-0x1", "M-٣", "1", "M-" + "9" * 20])
def test_a_meeting_that_is_not_there_is_unknown(store: MeetingStore, wrong: str) -> None:
    held(store)

    with pytest.raises(UnknownMeeting):
        store.get(MeetingId(wrong), SECRETARIAT)


def test_a_meeting_is_held_once(store: MeetingStore) -> None:
    held(store)

    with pytest.raises(InputRefused, match="already_held"):
        held(store)
    assert held(store, day=date(2025, 4, 1)).id == "M-2"


@pytest.mark.parametrize("text", ["", "  \n", "あ" * (LONGEST_PAPER + 1)])
def test_a_paper_says_something_and_not_too_much(store: MeetingStore, text: str) -> None:
    held(store)

    with pytest.raises(InputRefused, match="nothing_told|too_long"):
        kept(store, PaperSort.MINUTES, text)
    assert store.get(MeetingId("M-1"), SECRETARIAT).papers == ()


@pytest.mark.parametrize(
    ("case", "error"),
    [("2020-01-01-none", UnknownIncident), ("F-01NONE", UnknownFiling)],
)
def test_a_paper_is_about_cases_that_are_on_record(
    store: MeetingStore, case: str, error: type[Exception]
) -> None:
    held(store)

    with pytest.raises(error):
        kept(store, PaperSort.MINUTES, "議事", CaseItem(account=AccountId(case)))


def test_a_case_stands_in_a_paper_once(store: MeetingStore) -> None:
    held(store)

    with pytest.raises(InputRefused, match="case_twice"):
        kept(store, PaperSort.MINUTES, "議事", CaseItem(account=CASE), CaseItem(account=CASE))
