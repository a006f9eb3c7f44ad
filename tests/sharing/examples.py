"""Lessons on record, people who decide, and a desk to decide at."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from sqlite_utils import Database

from corpus.account import Account, Language
from corpus.accounts import AccountStore
from corpus.carriers import CarrierRegister
from corpus.ids import AccountId, IncidentId
from corpus.viewer import PUBLIC as EVERYBODY
from corpus.viewer import SECRETARIAT, Audience, Viewer
from sharing.desk import SharingDesk
from sharing.groups import GroupStore
from sharing.scope import ScopeId
from sharing.share import Decider, Wanted
from sharing.store import ShareStore
from tests.conftest import MIGRATIONS
from tests.examples import NOW
from tests.triage.lessons.examples import a_lesson
from triage.lessons.lesson import Lesson, LessonId
from triage.lessons.store import Kept, LessonStore

COMMITTEE, AUDITOR, EVERYONE = map(Viewer.parse, ("committee", "auditor", "public"))
KDDI, DOCOMO, IIJ, MINEO = (
    Viewer.parse(f"carrier:{each}") for each in ("kddi", "ntt-docomo", "iij", "optage")
)
SHARED = NOW + timedelta(days=1)
"""When lessons are shared in tests; they were drafted at `NOW`."""
LATER = SHARED + timedelta(days=1)
WHY = "理由"


def in_order() -> Callable[[int], int]:
    """A draw of numbers that gives 1, 2, 3 …"""
    numbers = count(1)
    return lambda _: next(numbers)


def a_database() -> Database:
    """An empty database with every table in place."""
    db = Database(sqlite3.connect(":memory:", isolation_level=None))
    _empty().conn.backup(db.conn)
    return db


@cache
def _empty() -> Database:
    db = Database(sqlite3.connect(":memory:", isolation_level=None))
    for migrations in MIGRATIONS:
        migrations.apply(db)
    return db


@cache
def _lesson() -> Lesson:
    return a_lesson()


@dataclass
class Office:
    """A database, and all that is decided in it about lessons."""

    db: Database = field(default_factory=a_database)
    draw: Callable[[int], int] = field(default_factory=in_order)

    @property
    def groups(self) -> GroupStore:
        return GroupStore(self.db, CarrierRegister.load(), self.draw)

    @property
    def shares(self) -> ShareStore:
        return ShareStore(self.db, self.groups)

    @property
    def desk(self) -> SharingDesk:
        return SharingDesk(
            db=self.db, register=CarrierRegister.load(), groups=self.groups, shares=self.shares
        )

    def drafted(
        self,
        account: str = "2022-07-02-a",
        by: Viewer = SECRETARIAT,
        *,
        on_record: bool = False,
        **fields: Any,
    ) -> Kept:
        """A lesson drafted from an account that all may see, or a carrier alone."""
        audience = EVERYBODY if on_record or by == SECRETARIAT else Audience(str(by))
        put(self.db, account, audience)
        lesson = replace(_lesson(), account=AccountId(account), **fields)
        [kept] = LessonStore(self.db, self.draw).keep([lesson], by, NOW)
        return kept

    def share(self, lesson: LessonId, scope: str, by: Viewer = SECRETARIAT, **wanted: Any) -> None:
        """Give `lesson` a scope at `SHARED`, by whoever may decide it."""
        self.desk.set(lesson, Wanted(scope=ScopeId(scope), **wanted), deciding(by))


def deciding(by: Viewer = SECRETARIAT, now: datetime = SHARED, why: str = WHY) -> Decider:
    return Decider(by=by, now=now, why=why)


def put(db: Database, account: str, audience: Audience) -> None:
    AccountStore(db).put(
        Account(
            id=AccountId(account),
            incidents=(IncidentId(account),),
            title="題",
            day=None,
            texts={Language.JA: "障害が起きた。"},
        ),
        [audience],
    )
