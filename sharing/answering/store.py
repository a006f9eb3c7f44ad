"""Keep what carriers are asked, and what they answer. Rows are only ever added.

A carrier sees its own answers, and whoever oversees an ask sees the answer to it where it is the
secretariat; nobody else sees that anything was asked. A carrier that oversees a group of its own
gets counts (`sharing.answering.counts`), as an originator does.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.database import snapshot, transaction
from corpus.viewer import SECRETARIAT, Audience, Role, Viewer, audiences_of
from sharing.answering.answer import Answer, Ask, AskId, Author, Change, Said
from sharing.answering.rows import answers_where, insert_ask, insert_change, number_of
from sharing.answering.rules import check, clean
from sharing.errors import UnknownAsk
from sharing.ledger.entry import MAIN, Json
from sharing.ledger.store import Ledger
from sharing.moments import written
from sharing.numbers import numbers_of
from sharing.persons import person_named
from triage.lessons.lesson import LessonId
from triage.lessons.store import DRAWN_FROM, random_number

_ASK = re.compile(r"Q-[1-9]\d{0,9}", re.ASCII)
_TRIES = 32


def may_see(ask: Ask, viewer: Viewer) -> bool:
    """Whether `viewer` may see what was asked and answered: the carrier, or the secretariat."""
    mine = audiences_of(viewer)
    return (viewer.role is Role.CARRIER and ask.recipient in mine) or (
        viewer == SECRETARIAT and ask.overseer in mine
    )


class AnswerStore:
    """The answers in one database."""

    def __init__(self, db: Database, draw: Callable[[int], int] = random_number) -> None:
        self._db = db
        self._draw = draw

    def list(
        self, viewer: Viewer, now: datetime, lesson: LessonId | None = None
    ) -> tuple[Answer, ...]:
        """The answers that `viewer` may see, or those to one lesson or version, asked by `now`."""
        number, version = (None, None) if lesson is None else numbers_of(lesson)
        where = (
            "a.at <= :now AND (:lesson IS NULL OR a.lesson = :lesson) "
            "AND (:version IS NULL OR a.version = :version)"
        )
        told = {"now": written(now), "lesson": number, "version": version}
        found = self._found(where, told)
        return tuple(answer for answer in found if may_see(answer.ask, viewer))

    def get(self, ask: AskId, viewer: Viewer) -> Answer:
        """One answer.

        Raises:
            UnknownAsk: there is none that `viewer` may see.
        """
        found = self._found("a.number = :number", {"number": number_of(ask)})
        if not found or not may_see(found[0].ask, viewer):
            raise UnknownAsk(ask)
        return found[0]

    def find(self, told: str, viewer: Viewer, recipient: Audience | None = None) -> Answer:
        """The answer that `told` names: by its ask, or by the lesson, the latest asked about.

        Raises:
            UnknownAsk: none that `viewer` may see is meant, or more than one.
            UnknownLesson: it is no id of a lesson either.
        """
        if _ASK.fullmatch(told):
            return self.get(AskId(told), viewer)
        number, version = numbers_of(LessonId(told))
        where = "a.lesson = :lesson AND (:version IS NULL OR a.version = :version)"
        found = [
            answer
            for answer in self._found(where, {"lesson": number, "version": version})
            if may_see(answer.ask, viewer) and recipient in {None, answer.ask.recipient}
        ]
        latest = [one for one in found if one.ask.release.lesson == found[-1].ask.release.lesson]
        if len(latest) != 1:
            raise UnknownAsk(told)
        return latest[0]

    def give(
        self, ask: AskId, part: int, said: Said, author: Author, file: str | None = None
    ) -> Answer:
        """Keep what is said of one part of an answer; nothing, where nothing differs.

        Raises:
            UnknownAsk: there is none that the author may see.
            InputRefused: it may not be said (`sharing.answering.rules`), or nobody says it.
        """
        said = replace(said, evidence=clean(said.evidence))
        with transaction(self._db):
            answer = self.get(ask, author.by)
            if part in answer.ask.parts and answer.said(part) == said:
                return answer
            check(answer, part, said, author.now)
            change = Change(
                part=part,
                said=said,
                by=author.by,
                person=person_named(author.person),
                at=author.now,
                file=file,
            )
            insert_change(self._db, ask, change)
            changed = replace(answer, changes=(*answer.changes, change))
            self._enter(changed, change)
            return changed

    def open(self, ask: Ask) -> Answer:
        """Keep an ask, with an id of its own; earlier versions of its lesson are superseded.

        Gives back the ask that is there, where this or a later version was asked about already.
        """
        number, version = numbers_of(ask.release.lesson)
        assert version is not None
        with transaction(self._db):
            where = "a.lesson = :lesson AND a.recipient = :recipient AND a.overseer = :overseer"
            told = {"lesson": number, "recipient": ask.recipient, "overseer": ask.overseer}
            before = self._found(where, told)
            later = [one for one in before if _version(one) >= version]
            if later:
                return later[-1]
            new = replace(ask, id=self._free())
            insert_ask(self._db, new, (number, version))
        return Answer(ask=new)

    def overseen(self, lesson: LessonId, overseer: Audience) -> tuple[Answer, ...]:
        """All answers to a lesson that `overseer` oversees. Internal: it takes no viewer."""
        where = "a.lesson = :lesson AND a.overseer = :overseer"
        return self._found(where, {"lesson": numbers_of(lesson)[0], "overseer": overseer})

    def _found(self, where: str, told: dict[str, Any]) -> tuple[Answer, ...]:
        with snapshot(self._db):
            return tuple(answers_where(self._db, where, told))

    def _enter(self, answer: Answer, change: Change) -> None:
        """Write into the ledger that something was said: ids and states, never what was said.

        Without the ministry it is the book of who answers: who asked learns no more than counts.
        """
        body: dict[str, Json] = {
            "ask": answer.ask.id,
            "lesson": answer.ask.release.lesson,
            "recipient": answer.ask.recipient,
            "part": change.part,
            "state": change.said.state.value,
            "revision": answer.revision(change.part),
            "told_by": str(change.by),
        }
        ask = answer.ask
        book = MAIN if ask.overseer == MAIN else ask.recipient
        Ledger(self._db, book).append("answered", body, change.at)

    def _free(self) -> AskId:
        # Drawn at random: a row of numbers would tell how much others are asked.
        below = DRAWN_FROM
        while True:
            for _ in range(_TRIES):
                number = self._draw(below)
                sql = "SELECT 1 FROM answer_asks WHERE number = ?"
                if self._db.execute(sql, (number,)).fetchone() is None:
                    return AskId(f"Q-{number}")
            below *= 10


def _version(answer: Answer) -> int:
    version = numbers_of(answer.ask.release.lesson)[1]
    assert version is not None
    return version
