"""The outbox (送信箱): messages that wait, each leased to one worker at a time.

A worker that dies loses its lease, never the message: another sends the same bytes again. What
was queued is never changed; how it stands is, and every try is written down. Numbers tell the
order, and a clock that runs backwards makes a message due, not lost.
"""

import json
from collections.abc import Collection
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from sqlite_utils import Database

from corpus.database import snapshot, transaction
from corpus.errors import InputRefused
from corpus.viewer import Audience
from sharing.moments import written
from sharing.outbox.message import (
    Claimed,
    Delivered,
    Draft,
    EventId,
    Failed,
    Kept,
    Outcome,
    Route,
    State,
    Topic,
    sent_body,
)
from sharing.outbox.ports import Books
from sharing.outbox.retry import RetryRule
from sharing.outbox.rows import MESSAGES, message_row, read_message, release_row
from sharing.release import Release
from sharing.scope import ScopeId
from triage.lessons.lesson import LessonId

LEASE = timedelta(minutes=10)
"""Longer than any one try may take."""
GONE = "gone"
"""The reason where a receiver wants no more."""

# A lease or a wait that was set later than now was set by a clock that has run back since.
_DUE = """s.state = 'waiting' AND m.not_before <= :now
    AND (s.next_at <= :now OR s.changed_at > :now)
    AND (s.lease IS NULL OR s.lease_until <= :now OR s.leased_at > :now)"""


class Outbox:
    """The messages in one database. Internal: it takes no viewer."""

    def __init__(
        self, db: Database, books: Books | None = None, rule: RetryRule | None = None
    ) -> None:
        self._db = db
        self._books = books
        self._rule = rule or RetryRule()

    def queue(self, draft: Draft, now: datetime, by: str | None = None) -> bool:
        """Queue a message, in the caller's transaction; False: one of that event is there.

        `by` is the person by whose word it is sent.
        """
        with transaction(self._db):
            if self._number(draft.event) is not None:
                return False
            messages = self._db.table("outbox_messages")
            messages.insert(message_row(draft, now))
            number = self._number(draft.event)
            assert number is not None
            self._db.table("outbox_releases").insert_all(
                release_row(number, place, one) for place, one in enumerate(draft.releases)
            )
            at = written(now)
            self._db.table("outbox_states").insert(
                {"message": number, "state": State.WAITING, "claims": 0, "failures": 0}
                | {"next_at": at, "changed_at": at}
            )
            self._write_try(number, now, "queued", by)
        return True

    def get(self, event: EventId) -> Kept:
        """The message of `event`.

        Raises:
            InputRefused: there is none.
        """
        found = self._found("m.event = :event", {"event": event})
        if not found:
            raise InputRefused("unknown_event", event)
        return found[0]

    def list(
        self, books: Collection[Audience] | None = None, states: Collection[State] = tuple(State)
    ) -> tuple[Kept, ...]:
        """The messages of `books` (None: of all) in one of `states`, as they were queued."""
        named = ", ".join(f"'{state.value}'" for state in State if state in states)
        found = self._found(f"s.state IN ({named}) ORDER BY m.number", {})
        return tuple(one for one in found if books is None or one.book in books)

    def waiting(self) -> int:
        """How many messages wait."""
        return self._db.table("outbox_states").count_where("state = ?", [State.WAITING])

    def already(
        self,
        release: Release,
        recipient: Audience,
        route: Route,
        address: str,
        topic: Topic = Topic.LESSON,
    ) -> bool:
        """Whether `release` is on its way to `recipient` at `address`, or has got there."""
        sql = """SELECT 1 FROM outbox_releases r
            JOIN outbox_messages m ON m.number = r.message AND m.topic = ?
            JOIN outbox_states s ON s.message = m.number AND s.state IN ('waiting', 'sent')
            WHERE r.lesson_version = ? AND r.scope = ? AND r.grp IS ? AND r.content_hash = ?
            AND m.recipient = ? AND m.route = ? AND m.address = ?"""
        about = release.lesson, release.scope, release.group, release.content_hash
        return (
            self._db.execute(sql, (topic, *about, recipient, route, address)).fetchone()
            is not None
        )

    def may_have_left(self, release: Release) -> bool:
        """Whether anybody may have got `release`."""
        sql = """SELECT 1 FROM outbox_releases r JOIN outbox_states s ON s.message = r.message
            WHERE r.lesson_version = ? AND r.scope = ? AND r.grp IS ? AND r.content_hash = ?
            AND s.claims > 0"""
        about = release.lesson, release.scope, release.group, release.content_hash
        return self._db.execute(sql, about).fetchone() is not None

    def claim(
        self, routes: Collection[Route], now: datetime, lease: timedelta = LEASE
    ) -> Claimed | None:
        """The next message that is due, leased to the caller; None: there is none."""
        named = ", ".join(f"'{route.value}'" for route in Route if route in routes)
        due = f"{_DUE} AND m.route IN ({named}) ORDER BY s.claims, m.number LIMIT 1"
        sql, told = f"{MESSAGES} WHERE {due}", {"now": written(now)}
        # Looked at without the write lock first: a worker that waits holds nobody up.
        if not self._any(sql, told):
            return None
        with transaction(self._db):
            found = self._any(sql, told)
            if not found:
                return None
            message = read_message(found[0])
            token = token_hex(8)
            self._db.execute(
                "UPDATE outbox_states SET lease = ?, leased_at = ?, lease_until = ?, "
                "claims = claims + 1 WHERE message = ?",
                (token, written(now), written(now + lease), message.number),
            )
        return Claimed(message=message, lease=token)

    def settle(self, claimed: Claimed, outcome: Outcome, now: datetime) -> State:
        """Write down what became of a try; how the message stands then.

        What was taken is sent, whoever holds the lease by then. What failed counts only for the
        one that holds it.
        """
        number = claimed.message.number
        with transaction(self._db):
            row = self._state(number)
            self._note(number, now, outcome)
            if isinstance(outcome, Delivered):
                if row["state"] != State.SENT:
                    self._set(number, now, State.SENT)
                    self._enter(claimed.message, now)
            elif row["lease"] == claimed.lease and row["state"] == State.WAITING:
                self._fail(number, row["failures"] + 1, outcome, now)
            return State(self._state(number)["state"])

    def cancel(self, claimed: Claimed, reason: str, now: datetime) -> None:
        """Take back a message that may not leave any more."""
        with transaction(self._db):
            number = claimed.message.number
            if self._state(number)["state"] == State.WAITING:
                self._note(number, now, Failed(reason))
                self._set(number, now, State.WITHDRAWN, reason)
                # It was held and not sent: nobody can have got it by this.
                sql = "UPDATE outbox_states SET claims = claims - 1 WHERE message = ?"
                self._db.execute(sql, (number,))

    def withdraw(
        self, lesson: LessonId, now: datetime, scopes: Collection[ScopeId] | None = None
    ) -> tuple[Kept, ...]:
        """Take back what waits of a lesson's version; the messages that may have got there.

        With `scopes`, of what goes to those alone.
        """
        with transaction(self._db):
            about = """m.topic <> 'recall' AND EXISTS (SELECT 1 FROM outbox_releases r
                WHERE r.message = m.number AND r.lesson_version = :lesson
                AND (:scopes IS NULL OR r.scope IN (SELECT value FROM json_each(:scopes))))"""
            told = {
                "lesson": lesson,
                "scopes": None if scopes is None else json.dumps(sorted(scopes)),
            }
            # Whatever a worker held may have been taken, even where no answer came back.
            gone = self._found(f"{about} AND s.claims > 0 ORDER BY m.number", told)
            waits = f"{about} AND m.topic = 'lesson' AND s.state IN ('waiting', 'dead')"
            for message in self._found(waits, told):
                self._set(message.number, now, State.WITHDRAWN, "withdrawn")
        return gone

    def retry(self, event: EventId, by: str, now: datetime) -> Kept:
        """Send a dead letter again, by a person's word.

        Raises:
            InputRefused: there is no such message, or it is no dead letter.
        """
        with transaction(self._db):
            message = self.get(event)
            if message.state is not State.DEAD:
                raise InputRefused("not_dead", event, state=message.state)
            self._write_try(message.number, now, "retried", by)
            self._set(message.number, now, State.WAITING)
            return self.get(event)

    def bounced(self, event: EventId, reason: str, now: datetime) -> bool:
        """Note that a mail that was sent came back; False: it is none, or was not sent."""
        with transaction(self._db):
            message = self.get(event)
            if message.state is not State.SENT or message.route is not Route.MAIL:
                return False
            self._note(message.number, now, Failed(reason))
            self._set(message.number, now, State.DEAD, reason)
        return True

    def tries(self, event: EventId) -> tuple[dict[str, Any], ...]:
        """What was tried of a message, oldest first: ``at``, ``outcome``, ``reason``."""
        sql = """SELECT t.at, t.outcome, t.reason FROM outbox_tries t
            JOIN outbox_messages m ON m.number = t.message WHERE m.event = ? ORDER BY t.id"""
        return tuple(self._db.query(sql, [event]))

    def _fail(self, number: int, failures: int, failed: Failed, now: datetime) -> None:
        again = None if failed.lasting else self._rule.next_after(failures, now)
        state = State.DEAD if again is None else State.WAITING
        self._set(number, now, state, failed.reason)
        self._db.execute(
            "UPDATE outbox_states SET failures = ?, next_at = ? WHERE message = ?",
            (failures, written(again or now), number),
        )

    def _set(self, number: int, now: datetime, state: State, reason: str | None = None) -> None:
        self._db.execute(
            "UPDATE outbox_states SET state = ?, reason = ?, lease = NULL, lease_until = NULL, "
            "leased_at = NULL, failures = 0, next_at = ?, changed_at = ? WHERE message = ?",
            (state, reason, written(now), written(now), number),
        )

    def _enter(self, message: Kept, now: datetime) -> None:
        if self._books is not None:
            for one in message.releases:
                self._books(message.book).append("sent", sent_body(message, one), now)

    def _note(self, number: int, now: datetime, outcome: Outcome) -> None:
        if isinstance(outcome, Delivered):
            self._write_try(number, now, "delivered", None)
        else:
            self._write_try(number, now, "failed", outcome.reason)

    def _write_try(self, number: int, now: datetime, outcome: str, reason: str | None) -> None:
        self._db.execute(
            "INSERT INTO outbox_tries(message, at, outcome, reason) VALUES (?, ?, ?, ?)",
            (number, written(now), outcome, reason),
        )

    def _state(self, number: int) -> dict[str, Any]:
        sql = "SELECT * FROM outbox_states WHERE message = :number"
        [row] = self._any(sql, {"number": number})
        return row

    def _number(self, event: EventId) -> int | None:
        found = self._db.execute("SELECT number FROM outbox_messages WHERE event = ?", (event,))
        row = found.fetchone()
        return None if row is None else int(row[0])

    def _found(self, where: str, told: dict[str, Any]) -> tuple[Kept, ...]:
        with snapshot(self._db):
            return tuple(map(read_message, self._db.query(f"{MESSAGES} WHERE {where}", told)))

    def _any(self, sql: str, told: dict[str, Any]) -> tuple[dict[str, Any], ...]:
        return tuple(self._db.query(sql, told))
