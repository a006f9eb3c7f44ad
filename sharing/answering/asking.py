"""Ask recipients about a release: what the outbox calls when it queues one."""

from collections.abc import Callable
from datetime import datetime

from sqlite_utils import Database

from corpus.viewer import Audience, Role
from sharing.answering.answer import Answer, Ask, AskId
from sharing.answering.store import AnswerStore
from sharing.asked import BurdenMeter, Cap
from sharing.ledger.entry import MAIN
from sharing.numbers import numbers_of
from sharing.release import Release
from sharing.scope_file import load_scopes
from triage.errors import UnknownLesson
from triage.lessons.lesson_json import from_json
from triage.lessons.store import random_number

_CARRIER = f"{Role.CARRIER}:"


class Answering:
    """Where carriers are asked for answers, in one database. Internal: it takes no viewer."""

    def __init__(
        self, db: Database, cap: Cap | None = None, draw: Callable[[int], int] = random_number
    ) -> None:
        self._db = db
        self._cap = cap
        self._store = AnswerStore(db, draw)

    def refusal(self, recipient: Audience, now: datetime, overseer: Audience = MAIN) -> str | None:
        """Why `recipient` may not be asked more in this quarter, as a code; None: it may."""
        return BurdenMeter(self._db, overseer, self._cap).refusal(recipient, now)

    def ask(
        self, release: Release, recipient: Audience, due: datetime, now: datetime
    ) -> Answer | None:
        """Open the answer of `recipient`, in the caller's transaction; 未回答 until it answers.

        None: nobody is asked, as `recipient` is no carrier, or the one that shares the lesson.
        Asking again about the same version gives the answer that is there.

        Raises:
            UnknownLesson: there is no such version.
        """
        overseer = overseer_of(self._db, release)
        if not recipient.startswith(_CARRIER) or recipient == overseer:
            return None
        return self._store.open(
            Ask(
                id=AskId(""),
                release=release,
                recipient=recipient,
                overseer=overseer,
                items=self._items(release),
                due=due,
                at=now,
            )
        )

    def _items(self, release: Release) -> int:
        sql = "SELECT found FROM lesson_versions WHERE lesson = ? AND version = ?"
        row = self._db.execute(sql, numbers_of(release.lesson)).fetchone()
        if row is None:
            raise UnknownLesson(release.lesson)
        return len(from_json(row[0]).viewpoints)


def overseer_of(db: Database, release: Release) -> Audience:
    """Who oversees a release: the secretariat; without the ministry, who set the scope."""
    scope = load_scopes().get(release.scope)
    if scope is None or scope.ministry:
        return MAIN
    sql = (
        "SELECT told_by FROM lesson_shares WHERE lesson = ? AND scope = ? AND grp IS ? "
        "AND act <> 'withdraw' ORDER BY id DESC LIMIT 1"
    )
    group = None if release.group is None else int(release.group.removeprefix("G-"))
    row = db.execute(sql, (numbers_of(release.lesson)[0], release.scope, group)).fetchone()
    if row is None:
        raise UnknownLesson(release.lesson)
    return Audience(row[0])
