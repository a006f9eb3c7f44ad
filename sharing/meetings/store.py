"""Keep meetings and their papers, for the secretariat and the committee alone.

Nothing is replaced: a paper that is kept again is its next version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.database import snapshot, transaction
from corpus.errors import InputRefused
from corpus.ids import AccountId
from corpus.viewer import Viewer
from sharing.errors import UnknownMeeting
from sharing.meetings.meeting import CaseItem, Meeting, MeetingId, Paper, PaperSort, paper_name
from sharing.members_only import MEMBERS, Labelling, Labels, label_of
from sharing.moments import written
from sharing.persons import person_named

LONGEST_TITLE = 200
LONGEST_PAPER = 500_000
"""Characters of a paper."""
LONGEST_DECISION = 2_000
_WHY = "会議資料 / paper of a meeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """Who keeps a meeting or a paper: as which viewer, which person, when."""

    by: Viewer
    person: str
    now: datetime


class MeetingStore:
    """The meetings in one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def hold(self, title: str, day: date, keeper: Keeper) -> Meeting:
        """Keep a meeting of `day`.

        Raises:
            UnknownMeeting: meetings are not for that viewer.
            InputRefused: the title or the name is missing or too long, or there is a meeting of
                that title and day.
        """
        _check_member(keeper.by, "M-0")
        row = {
            "title": _checked(title, "title", LONGEST_TITLE),
            "day": day.isoformat(),
            "person": person_named(keeper.person),
            "told_by": str(keeper.by),
            "at": written(keeper.now),
        }
        with transaction(self._db):
            sql = "SELECT number FROM meetings WHERE title = ? AND day = ?"
            same = self._db.execute(sql, (row["title"], row["day"])).fetchone()
            if same is not None:
                raise InputRefused("already_held", f"M-{same[0]}")
            number = self._db.table("meetings").insert(row).last_pk
        return self.get(MeetingId(f"M-{number}"), keeper.by)

    def keep(
        self,
        meeting: MeetingId,
        sort: PaperSort,
        text: str,
        cases: Sequence[CaseItem],
        keeper: Keeper,
    ) -> Meeting:
        """Keep a paper of a meeting with the cases it is about; it carries the label.

        Raises:
            UnknownMeeting: there is no such meeting for that viewer.
            UnknownFiling, UnknownIncident: there is no such case for it.
            InputRefused: the text or the name is missing or too long, or a case stands twice.
        """
        with transaction(self._db):
            number = self._number(meeting, keeper.by)
            accounts = AccountStore(self._db)
            found = [accounts.get(one.account, keeper.by).id for one in cases]
            if len(set(found)) < len(found):
                raise InputRefused("case_twice", paper_name(meeting, sort))
            sql = "SELECT coalesce(max(version), 0) FROM meeting_papers WHERE meeting=? AND sort=?"
            [last] = self._db.execute(sql, (number, sort)).fetchone()
            row = {
                "meeting": number,
                "sort": sort,
                "version": last + 1,
                "text": _checked(text, str(sort), LONGEST_PAPER),
                "person": person_named(keeper.person),
                "told_by": str(keeper.by),
                "at": written(keeper.now),
            }
            paper = self._db.table("meeting_papers").insert(row).last_pk
            self._db.table("meeting_cases").insert_all(
                {
                    "paper": paper,
                    "place": place,
                    "account": account,
                    "decision": one.decision
                    and _checked(one.decision, "decision", LONGEST_DECISION),
                }
                for place, (account, one) in enumerate(zip(found, cases, strict=True))
            )
            labelling = Labelling(by=keeper.by, person=keeper.person, why=_WHY, now=keeper.now)
            Labels(self._db).begin(paper_name(MeetingId(f"M-{number}"), sort), labelling)
            return self.get(meeting, keeper.by)

    def get(self, meeting: MeetingId, viewer: Viewer) -> Meeting:
        """A meeting with the latest version of each of its papers.

        Raises:
            UnknownMeeting: there is no such meeting for `viewer`.
        """
        with snapshot(self._db):
            number = self._number(meeting, viewer)
            [found] = self._found("m.number = :number", {"number": number})
            return found

    def versions(self, meeting: MeetingId, viewer: Viewer) -> tuple[Paper, ...]:
        """Every version of the papers of a meeting, oldest first.

        Raises:
            UnknownMeeting: there is no such meeting for `viewer`.
        """
        with snapshot(self._db):
            return self._papers(self._number(meeting, viewer))

    def list(self, viewer: Viewer, case: AccountId | None = None) -> tuple[Meeting, ...]:
        """The meetings, latest day first; with `case`, those of which a paper is about it.

        Raises:
            UnknownMeeting: meetings are not for that viewer.
            UnknownFiling, UnknownIncident: there is no such case for it.
        """
        _check_member(viewer, "M-0")
        with snapshot(self._db):
            account = None if case is None else AccountStore(self._db).get(case, viewer).id
            where = """:account IS NULL OR EXISTS (SELECT 1 FROM meeting_cases c
                JOIN meeting_papers p ON p.id = c.paper
                WHERE p.meeting = m.number AND c.account = :account)"""
            return self._found(where, {"account": account})

    def _found(self, where: str, told: Mapping[str, Any]) -> tuple[Meeting, ...]:
        sql = f"SELECT * FROM meetings m WHERE {where} ORDER BY m.day DESC, m.number DESC"
        return tuple(self._meeting(row) for row in list(self._db.query(sql, dict(told))))

    def _meeting(self, row: Mapping[str, Any]) -> Meeting:
        latest = {paper.sort: paper for paper in self._papers(row["number"])}
        return Meeting(
            id=MeetingId(f"M-{row['number']}"),
            title=row["title"],
            day=date.fromisoformat(row["day"]),
            person=row["person"],
            told_by=Viewer.parse(row["told_by"]),
            at=datetime.fromisoformat(row["at"]),
            papers=tuple(latest[sort] for sort in PaperSort if sort in latest),
        )

    def _papers(self, number: int) -> tuple[Paper, ...]:
        sql = "SELECT * FROM meeting_papers WHERE meeting = ? ORDER BY id"
        return tuple(self._paper(row) for row in list(self._db.query(sql, (number,))))

    def _paper(self, row: Mapping[str, Any]) -> Paper:
        sql = "SELECT account, decision FROM meeting_cases WHERE paper = ? ORDER BY place"
        cases = self._db.execute(sql, (row["id"],)).fetchall()
        sort = PaperSort(row["sort"])
        name = paper_name(MeetingId(f"M-{row['meeting']}"), sort)
        return Paper(
            sort=sort,
            version=row["version"],
            text=row["text"],
            cases=tuple(CaseItem(account=AccountId(one), decision=said) for one, said in cases),
            members_only=label_of(self._db, name) is not None,
            person=row["person"],
            told_by=Viewer.parse(row["told_by"]),
            at=datetime.fromisoformat(row["at"]),
        )

    def _number(self, meeting: MeetingId, viewer: Viewer) -> int:
        _check_member(viewer, meeting)
        told = meeting.removeprefix("M-")
        if told != meeting and told.isascii() and told.isdigit() and len(told) < len("1" * 18):
            sql = "SELECT number FROM meetings WHERE number = ?"
            row = self._db.execute(sql, (int(told),)).fetchone()
            if row is not None:
                return int(row[0])
        raise UnknownMeeting(meeting)


def _check_member(viewer: Viewer, meeting: str) -> None:
    if viewer.role not in MEMBERS:
        raise UnknownMeeting(meeting)


def _checked(text: str, where: str, longest: int) -> str:
    told = text.strip()
    if not told:
        raise InputRefused("nothing_told", where)
    if len(told) > longest:
        raise InputRefused("too_long", where, limit=longest)
    return told
