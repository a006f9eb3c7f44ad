"""Lessons that were shared, as the alarm for recurrence sees them.

Told of to viewers that see the lesson and the account it was drawn from, and to nobody else: an
alarm names both. How many found it applicable is told to the secretariat, which oversees answers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.database import snapshot
from corpus.errors import UnknownFiling, UnknownIncident
from corpus.ids import AccountId
from corpus.japan import JST
from corpus.viewer import SECRETARIAT, Viewer
from sharing.answering.counts import tally_of
from sharing.answering.store import AnswerStore
from sharing.door import SeenLesson
from sharing.numbers import numbers_of
from sharing.store import ShareStore
from triage.lessons.lesson import LessonId
from triage.lessons.lesson_json import from_json
from triage.recurrence.known import Codes, KnownLesson


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLessons:
    """The lessons of one database that scopes laid before carriers, as of `now`."""

    db: Database
    shares: ShareStore
    codes: Codes
    now: datetime

    def known(self, viewer: Viewer, before: date) -> tuple[KnownLesson, ...]:
        """The lessons released before a day that `viewer` may know, oldest first."""
        with snapshot(self.db):
            released = self._released(viewer)
            found = [
                self._known(lesson, day, viewer)
                for lesson, day in released.items()
                if day < before
            ]
        told = [lesson for lesson in found if lesson is not None]
        return tuple(sorted(told, key=lambda lesson: (lesson.shared_on, lesson.id)))

    def _released(self, viewer: Viewer) -> dict[LessonId, date]:
        """The day on which each lesson, as it stands, was first released: to or by the viewer."""
        days: dict[LessonId, date] = {}
        for lesson, moment in self._releases(viewer):
            day = moment.astimezone(JST).date()
            days[lesson] = min(day, days.get(lesson, day))
        return days

    def _releases(self, viewer: Viewer) -> Iterator[tuple[LessonId, datetime]]:
        for seen in self.shares.list(viewer, self.now):
            yield from ((seen.id, through.since) for through in seen.through)
        for kept in self.shares.entries(viewer, self.now):
            if kept.stands and kept.share.release <= self.now:
                yield LessonId(f"L-{numbers_of(kept.lesson)[0]}"), kept.share.release

    def _known(self, lesson_id: LessonId, day: date, viewer: Viewer) -> KnownLesson | None:
        seen = self.shares.seen(lesson_id, viewer, self.now)
        try:
            account = AccountStore(self.db).get(self._account(seen), viewer)
        except (UnknownFiling, UnknownIncident):
            return None
        asked = AnswerStore(self.db).list(viewer, self.now, lesson_id)
        tally = tally_of(asked) if viewer == SECRETARIAT else None
        said = (each.get("said") for each in seen.fields.get("statements") or [])
        return KnownLesson(
            id=lesson_id,
            shared_on=day,
            account=account.id,
            incidents=frozenset(account.incidents),
            concepts=self.codes(account),
            statements=tuple(filter(None, said)),  # others than who sees it whole have no words
            applicable=tally.applies if tally and tally.asked else None,
        )

    def _account(self, seen: SeenLesson) -> AccountId:
        """The account that the version was drawn from; not every viewer may know it."""
        sql = "SELECT found FROM lesson_versions WHERE lesson = ? AND version = ?"
        key = numbers_of(seen.id)[0], seen.version
        return from_json(self.db.execute(sql, key).fetchone()[0]).account
