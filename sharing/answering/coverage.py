"""Coverage: where carriers stand, lesson by lesson, as far as each viewer may know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlite_utils import Database

from corpus.viewer import SECRETARIAT, Audience, Role, Viewer, carrier_audience
from sharing.answering.answer import Answer
from sharing.answering.counts import Helped, Tally, current, helped_of, tally_of
from sharing.answering.store import AnswerStore
from sharing.door import SeenLesson
from sharing.ledger.entry import MAIN
from sharing.numbers import numbers_of
from triage.errors import UnknownLesson
from triage.lessons.lesson import LessonId


class Shares(Protocol):
    """Which lessons a viewer sees through scopes."""

    def list(self, viewer: Viewer, now: datetime) -> tuple[SeenLesson, ...]:
        """Them, newest first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Lesson by recipient, for the secretariat: `cells` has what was asked, and nothing else."""

    lessons: tuple[LessonId, ...]
    recipients: tuple[Audience, ...]
    cells: Mapping[tuple[LessonId, Audience], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The counts of the answers in one database; `shares` is the door for lessons."""

    db: Database
    shares: Shares

    def tallies(self, now: datetime, lesson: LessonId | None = None) -> dict[LessonId, Tally]:
        """For each lesson where carriers stand, exactly: for the secretariat."""
        found: dict[LessonId, list[Answer]] = {}
        for answer in current(AnswerStore(self.db).list(SECRETARIAT, now, lesson)):
            found.setdefault(lesson_of(answer), []).append(answer)
        return {one: tally_of(answers) for one, answers in found.items()}

    def matrix(self, now: datetime, lesson: LessonId | None = None) -> Matrix:
        """Who was asked about which lesson, and what each said: for the secretariat."""
        found = current(AnswerStore(self.db).list(SECRETARIAT, now, lesson))
        cells = {(lesson_of(answer), answer.ask.recipient): answer for answer in found}
        return Matrix(
            lessons=tuple(dict.fromkeys(one for one, _ in cells)),
            recipients=tuple(sorted({recipient for _, recipient in cells})),
            cells=cells,
        )

    def seen(self, viewer: Viewer, now: datetime) -> dict[LessonId, Helped]:
        """Counts in steps, of the lessons that `viewer` sees through scopes; none of who."""
        lessons = sorted(one.id for one in self.shares.list(viewer, now))
        told = ((one, self._asked(one, MAIN, now)) for one in lessons)
        return {one: helped_of(answers) for one, answers in told if answers}

    def helped(
        self, viewer: Viewer, now: datetime, lesson: LessonId | None = None
    ) -> dict[LessonId, Helped]:
        """Counts in steps, of lessons from accidents of `viewer`, or that it asked about.

        The secretariat is told all of them as their originators are.

        Raises:
            UnknownLesson: that lesson is none of them, or nobody was asked about it.
        """
        found: dict[LessonId, tuple[Answer, ...]] = {}
        for overseer, one in self._lessons_of(viewer):
            found[one] = (*found.get(one, ()), *self._asked(one, overseer, now))
        told = {one: helped_of(answers) for one, answers in sorted(found.items())}
        if lesson is None:
            return told
        number = LessonId(f"L-{numbers_of(lesson)[0]}")
        if number not in told:
            raise UnknownLesson(lesson)
        return {number: told[number]}

    def _asked(self, lesson: LessonId, overseer: Audience, now: datetime) -> tuple[Answer, ...]:
        found = AnswerStore(self.db).overseen(lesson, overseer)
        return tuple(answer for answer in found if answer.ask.at <= now)

    def _lessons_of(self, viewer: Viewer) -> list[tuple[Audience, LessonId]]:
        """The lessons that `viewer` learns the effect of, each with who oversees the asks."""
        told = {"carrier": viewer.carrier, "main": MAIN}
        if viewer == SECRETARIAT:
            where = "q.overseer = :main"
        elif viewer.role is Role.CARRIER and viewer.carrier is not None:
            told["mine"] = carrier_audience(viewer.carrier)
            where = """q.overseer = :mine OR (q.overseer = :main AND :carrier IN (
                SELECT k.carrier FROM lessons l JOIN accounts a ON a.id = l.account
                JOIN account_carriers k ON k.label = a.label WHERE l.number = q.lesson))"""
        else:
            return []
        sql = f"SELECT DISTINCT q.overseer, q.lesson FROM answer_asks q WHERE {where}"
        return [
            (Audience(row["overseer"]), LessonId(f"L-{row['lesson']}"))
            for row in self.db.query(sql, told)
        ]


def lesson_of(answer: Answer) -> LessonId:
    """The lesson that was asked about, without its version."""
    return LessonId(f"L-{numbers_of(answer.ask.release.lesson)[0]}")
