"""The inbox on the portal (受信箱): what was sent to a viewer, as far as it may still read it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.database import snapshot, transaction
from corpus.errors import InputRefused
from corpus.viewer import Viewer
from sharing.channels.notice import release_out
from sharing.channels.readable import still_reads
from sharing.moments import written
from sharing.outbox.message import Delivered, EventId, Kept, Outcome, Topic, sent_body
from sharing.outbox.ports import Books
from sharing.outbox.rows import MESSAGES, read_message
from sharing.store import ShareStore


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxItem:
    """One item. `told` is what it says; None where it was taken back since: then it says nothing.

    `releases` are what it is about, as its reader may know them.
    """

    number: int
    event: EventId
    topic: Topic
    at: datetime
    opened_at: datetime | None
    releases: tuple[Mapping[str, str | None], ...]
    told: Mapping[str, Any] | None = field(repr=False)


class InboxWay:
    """Puts messages into the inboxes of one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def deliver(self, message: Kept, now: datetime, /) -> Outcome:
        """Put `message` there, once however often it is sent."""
        self._db.execute(
            "INSERT OR IGNORE INTO inbox_items(event, recipient, body, at) VALUES (?, ?, ?, ?)",
            (message.event, message.recipient, message.body, written(now)),
        )
        return Delivered()


class Inbox:
    """The inboxes of one database, read through the door."""

    def __init__(self, db: Database, shares: ShareStore, books: Books | None = None) -> None:
        self._db = db
        self._shares = shares
        self._books = books

    def list(self, viewer: Viewer, now: datetime) -> tuple[InboxItem, ...]:
        """What was sent to `viewer`, newest first."""
        with snapshot(self._db):
            return tuple(self._shown(row, viewer, now) for row in self._rows(viewer, None))

    def open(self, event: EventId, viewer: Viewer, now: datetime) -> InboxItem:
        """The item of `event`, from now on known as opened; the first time is entered once.

        Raises:
            InputRefused: nothing of that id was sent to `viewer`.
        """
        with transaction(self._db):
            rows = self._rows(viewer, event)
            if not rows:
                raise InputRefused("unknown_event", event)
            item = self._shown(rows[0], viewer, now)
            if item.told is not None and item.opened_at is None:
                self._db.execute(
                    "INSERT INTO inbox_openings(event, at) VALUES (?, ?)", (event, written(now))
                )
                self._enter(self._message(event), now)
            return self._shown(self._rows(viewer, event)[0], viewer, now)

    def _enter(self, message: Kept, now: datetime) -> None:
        if self._books is not None:
            for release in message.releases:
                self._books(message.book).append("opened", sent_body(message, release), now)

    def _shown(self, row: Mapping[str, Any], viewer: Viewer, now: datetime) -> InboxItem:
        message = self._message(EventId(row["event"]))
        reads = message.topic is not Topic.LESSON or all(
            still_reads(self._shares, one, viewer, now) for one in message.releases
        )
        opened = row["opened_at"]
        return InboxItem(
            number=row["number"],
            event=message.event,
            topic=message.topic,
            at=datetime.fromisoformat(row["at"]),
            opened_at=datetime.fromisoformat(opened) if opened else None,
            releases=tuple(release_out(one) for one in message.releases),
            told=json.loads(row["body"]) if reads else None,
        )

    def _rows(self, viewer: Viewer, event: EventId | None) -> tuple[dict[str, Any], ...]:
        sql = """SELECT i.number, i.event, i.body, i.at, o.at AS opened_at FROM inbox_items i
            LEFT JOIN inbox_openings o ON o.event = i.event
            WHERE i.recipient = :viewer AND (:event IS NULL OR i.event = :event)
            ORDER BY i.number DESC"""
        return tuple(self._db.query(sql, {"viewer": str(viewer), "event": event}))

    def _message(self, event: EventId) -> Kept:
        [row] = self._db.query(f"{MESSAGES} WHERE m.event = :event", {"event": event})
        return read_message(row)
