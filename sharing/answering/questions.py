"""What a carrier is asked, in the words that it may read: the lesson and its viewpoints."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sqlite_utils import Database

from corpus.viewer import Viewer
from sharing.answering.answer import Answer
from sharing.door import SeenLesson
from sharing.fields import Told, cut, filled
from sharing.numbers import numbers_of
from sharing.release import Release
from sharing.scope import finer
from triage.errors import UnknownLesson
from triage.lessons.lesson import LessonId
from triage.lessons.lesson_json import from_json


class Shares(Protocol):
    """The door for lessons."""

    def seen(self, lesson_id: LessonId, viewer: Viewer, now: datetime) -> SeenLesson:
        """What `viewer` sees of a lesson; UnknownLesson where it sees nothing."""
        ...


class HasText(Protocol):
    """What has a text."""

    @property
    def text(self) -> str:
        """It."""
        ...


class Signed(Protocol):
    """The words that were signed off."""

    def approved(self, release: Release) -> HasText | None:
        """That by which a release may leave, with its text; None: it may not."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One viewpoint to check by (点検観点), empty where no words of it may be read."""

    who: str = field(default="", repr=False)
    what: str = field(default="", repr=False)
    how: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked, as the recipient reads it: one item for each viewpoint."""

    answer: Answer
    title: str = field(repr=False)
    items: tuple[Item, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Where the words of what was asked are found: those that were signed off, and no others."""

    db: Database
    shares: Shares
    signed: Signed

    def of(self, answer: Answer, now: datetime) -> Question:
        """What was asked; without words, where the recipient may read none of them any more."""
        ask = answer.ask
        blank = Question(answer=answer, title="", items=(Item(),) * ask.items)
        signed = self.signed.approved(ask.release)
        try:
            seen = self.shares.seen(ask.release.lesson, Viewer.parse(ask.recipient), now)
        except UnknownLesson:
            return blank
        if signed is None or finer(ask.release.grain, seen.grain):
            return blank
        fields = filled(self._fields(ask.release), signed.text) or {}
        points = [
            Item(**{key: point.get(key) or "" for key in ("who", "what", "how")})
            for point in fields.get("viewpoints") or []
        ]
        items = tuple([*points, *blank.items][: ask.items])
        return Question(answer=answer, title=fields.get("title") or "", items=items)

    def _fields(self, release: Release) -> Told:
        """The fields that the words of a release fall into."""
        sql = "SELECT found FROM lesson_versions WHERE lesson = ? AND version = ?"
        [found] = self.db.execute(sql, numbers_of(release.lesson)).fetchone()
        return cut(from_json(found), release.grain)
