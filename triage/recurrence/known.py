"""Lessons that were shared or published, as the alarm sees them; those of the public record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from sqlite_utils import Database

from corpus.account import Account
from corpus.accounts import AccountStore
from corpus.ids import AccountId, IncidentId
from corpus.record import Record
from corpus.viewer import Viewer
from triage.lessons.sources import record_of

Codes = Callable[[Account], frozenset[str]]
"""The concepts an account tells of, with what they imply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLesson:
    """A lesson that others could have learnt from since `shared_on`.

    `id` is a lesson's (``L-12``), or an incident's where the public record tells the lesson;
    `incidents` are those it was drawn from, `concepts` what their account tells of. `applicable`
    is how many carriers answered that it applies (該当); None: nobody was asked.
    """

    id: str
    shared_on: date
    account: AccountId
    incidents: frozenset[IncidentId]
    concepts: frozenset[str]
    statements: tuple[str, ...]
    applicable: int | None = None


class SharedLessons(Protocol):
    """Where lessons that were shared or published are found."""

    def known(self, viewer: Viewer, before: date) -> Sequence[KnownLesson]:
        """The lessons shared before a day, of those that `viewer` may know, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class RecordLessons:
    """The lessons and measures that lines of the public record tell.

    A line has no day of publication: it counts as published `after_days` behind its accident.
    """

    db: Database
    codes: Codes
    after_days: int

    def known(self, viewer: Viewer, before: date) -> tuple[KnownLesson, ...]:
        """See `SharedLessons`."""
        store = AccountStore(self.db)
        labels = store.labels(viewer, before=before - timedelta(days=self.after_days))
        found = []
        for head in store.heads(labels.tolist()).values():
            record = record_of(self.db, head.id)
            if record is not None:
                account = store.get(head.id, viewer)
                found.append(lesson_of_record(record, account, self.codes, self.after_days))
        told = [lesson for lesson in found if lesson is not None]
        return tuple(sorted(told, key=lambda lesson: (lesson.shared_on, lesson.id)))


def lesson_of_record(
    record: Record, account: Account, codes: Codes, after_days: int
) -> KnownLesson | None:
    """The lesson that a line of the public record tells; None where it tells none, or no day."""
    statements = (*record.lessons, *record.countermeasures)
    if record.day is None or not statements:
        return None
    return KnownLesson(
        id=record.id,
        shared_on=record.day + timedelta(days=after_days),
        account=account.id,
        incidents=frozenset(account.incidents),
        concepts=codes(account),
        statements=statements,
    )
