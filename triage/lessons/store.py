"""Keep lessons, every version of them, and find them again.

A lesson is laid before the secretariat and the committee, and before the carrier that drafted it;
and it is seen by those of them only who see the account that it was drawn from. Numbers are drawn
at random: a row of them would tell how many lessons others have.
"""

import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.database import snapshot, transaction
from corpus.door import audiences_json, seen
from corpus.ids import AccountId
from corpus.viewer import Audience, Role, Viewer, audiences_of
from triage.errors import MayNotReview, UnknownLesson
from triage.lessons.lesson import Lesson, LessonId
from triage.lessons.lesson_json import from_json, to_json

DRAWN_FROM = 10_000
"""Lesson numbers lie below this, until it becomes hard to find a free one."""
_TRIES = 32
_WRITTEN = re.compile(r"L-([1-9]\d{0,9})(?:\.([1-9]\d{0,5}))?")
_OF_THE_MINISTRY = frozenset({Audience(Role.SECRETARIAT), Audience(Role.COMMITTEE)})
_DRAFTERS = frozenset({Role.SECRETARIAT, Role.COMMITTEE, Role.CARRIER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A lesson on record: its id, which version this is, who wrote it and when."""

    id: LessonId
    version: int
    lesson: Lesson
    told_by: str
    at: datetime

    @property
    def version_id(self) -> LessonId:
        """The id of this version: ``L-12.3``."""
        return LessonId(f"{self.id}.{self.version}")


def random_number(below: int) -> int:
    """A number from 1 to `below` that nobody can foresee."""
    return 1 + secrets.randbelow(below)


class LessonStore:
    """Lessons in one database."""

    def __init__(self, db: Database, draw: Callable[[int], int] = random_number) -> None:
        self._db = db
        self._draw = draw

    def keep(self, lessons: Sequence[Lesson], by: Viewer, now: datetime) -> tuple[Kept, ...]:
        """Keep drafts of one or more accounts; what is on record of them, in their order.

        A draft for the same phase and item as one of the same account and drafter is its next
        version, and none at all where nothing differs.

        Raises:
            MayNotReview: `by` does not draft lessons.
            UnknownFiling, UnknownIncident: `by` may not see an account.
        """
        if by.role not in _DRAFTERS:
            raise MayNotReview(str(by))
        with transaction(self._db):
            return tuple(self._keep(lesson, by, now) for lesson in lessons)

    def revise(self, lesson_id: LessonId, lesson: Lesson, by: Viewer, now: datetime) -> Kept:
        """Keep a new version of a lesson; nothing, where nothing differs.

        Raises:
            UnknownLesson: `by` may not see it, or there is none.
            MayNotReview: `lesson` is drawn from another account.
        """
        with transaction(self._db):
            before = self.get(lesson_id, by)
            if lesson.account != before.lesson.account:
                raise MayNotReview(f"{before.id} is drawn from another account")
            return self._next(before, lesson, by, now)

    def get(self, lesson_id: LessonId, viewer: Viewer) -> Kept:
        """The lesson in its latest version, or in the version that `lesson_id` names.

        Raises:
            UnknownLesson: no lesson this viewer may see has that id.
        """
        written = _WRITTEN.fullmatch(lesson_id)
        if written:
            number, version = written.groups()
            where = f"l.number = :number AND v.version = {'v.version' if not version else ':v'}"
            for kept in self._kept(where, viewer, {"number": int(number), "v": int(version or 0)}):
                return kept
        raise UnknownLesson(lesson_id)

    def list(self, viewer: Viewer) -> tuple[Kept, ...]:
        """The latest version of all lessons that `viewer` may see, as they were drafted."""
        return tuple(self._latest(self._kept("1", viewer, {})))

    def of_account(self, account: AccountId, viewer: Viewer) -> tuple[Kept, ...]:
        """The latest versions of the lessons drawn from `account` that `viewer` may see."""
        found = self._kept("l.account = :account", viewer, {"account": account})
        return tuple(self._latest(found))

    def history(self, lesson_id: LessonId, viewer: Viewer) -> tuple[Kept, ...]:
        """Every version of a lesson, oldest first.

        Raises:
            UnknownLesson: no lesson this viewer may see has that id.
        """
        with snapshot(self._db):
            kept = self.get(lesson_id, viewer)
            number = {"number": _number(kept.id)}
            found = list(self._kept("l.number = :number", viewer, number))
        return tuple(sorted(found, key=lambda each: each.version))

    def _keep(self, lesson: Lesson, by: Viewer, now: datetime) -> Kept:
        AccountStore(self._db).get(lesson.account, by)
        for before in self.of_account(lesson.account, by):
            if before.lesson.key == lesson.key and self._drafter(before.id) == str(by):
                return self._next(before, lesson, by, now)
        number = self._free_number()
        self._db.conn.execute(
            "INSERT INTO lessons(number, account, drafted_by, at) VALUES (?, ?, ?, ?)",
            (number, lesson.account, str(by), now.isoformat()),
        )
        laid = _OF_THE_MINISTRY | (audiences_of(by) & {Audience(str(by))})
        self._db.conn.executemany(
            "INSERT INTO lesson_audiences(lesson, audience) VALUES (?, ?)",
            [(number, audience) for audience in sorted(laid)],
        )
        return self._write(number, 1, lesson, (by, now))

    def _next(self, before: Kept, lesson: Lesson, by: Viewer, now: datetime) -> Kept:
        if to_json(before.lesson) == to_json(lesson):
            return before
        newest = self.history(before.id, by)[-1].version
        return self._write(_number(before.id), newest + 1, lesson, (by, now))

    def _write(
        self, number: int, version: int, lesson: Lesson, told: tuple[Viewer, datetime]
    ) -> Kept:
        by, now = told
        self._db.conn.execute(
            "INSERT INTO lesson_versions(lesson, version, found, told_by, at) "
            "VALUES (?, ?, ?, ?, ?)",
            (number, version, to_json(lesson), str(by), now.isoformat()),
        )
        return Kept(
            id=LessonId(f"L-{number}"), version=version, lesson=lesson, told_by=str(by), at=now
        )

    def _free_number(self) -> int:
        below = DRAWN_FROM
        while True:
            for _ in range(_TRIES):
                number = self._draw(below)
                sql = "SELECT 1 FROM lessons WHERE number = ?"
                if self._db.execute(sql, (number,)).fetchone() is None:
                    return number
            below *= 10

    def _drafter(self, lesson_id: LessonId) -> str:
        sql = "SELECT drafted_by FROM lessons WHERE number = ?"
        return str(self._db.execute(sql, (_number(lesson_id),)).fetchone()[0])

    def _kept(self, where: str, viewer: Viewer, told: dict[str, Any]) -> Iterator[Kept]:
        rows = self._db.execute(
            f"""SELECT l.number, v.version, v.found, v.told_by, v.at
                FROM lessons l JOIN lesson_versions v ON v.lesson = l.number
                JOIN accounts a ON a.id = l.account
                WHERE {where} AND {seen("a.label")} AND EXISTS (
                    SELECT 1 FROM lesson_audiences laid WHERE laid.lesson = l.number
                    AND laid.audience IN (SELECT value FROM json_each(:audiences)))
                ORDER BY l.at, l.number, v.version DESC""",
            {**told, "audiences": audiences_json(viewer)},
        )
        return map(_read, rows.fetchall())

    @staticmethod
    def _latest(found: Iterator[Kept]) -> Iterator[Kept]:
        latest: dict[LessonId, Kept] = {}
        for kept in found:
            latest.setdefault(kept.id, kept)
        return iter(latest.values())


def _number(lesson_id: LessonId) -> int:
    return int(lesson_id.removeprefix("L-"))


def _read(row: tuple[Any, ...]) -> Kept:
    return Kept(
        id=LessonId(f"L-{row[0]}"),
        version=row[1],
        lesson=from_json(row[2]),
        told_by=row[3],
        at=datetime.fromisoformat(row[4]),
    )
