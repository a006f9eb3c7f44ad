"""Digests (まとめ): one mail a day or a week, of what has come into a carrier's inbox since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.carrier_settings import CarrierSettings, CarrierSettingsStore, Channel
from corpus.database import transaction
from corpus.ids import CarrierId
from corpus.japan import JST
from corpus.viewer import SECRETARIAT, Audience, carrier_audience
from sharing.channels.letter import letter_of
from sharing.channels.notice import Notice
from sharing.channels.order import Sender
from sharing.channels.permission import reads_it
from sharing.channels.wishes import Pace, Wishes, WishStore
from sharing.moments import written
from sharing.outbox.message import Draft, EventId, Kept, Route, Topic, new_event_id
from sharing.outbox.rows import MESSAGES, read_message
from sharing.outbox.store import Outbox
from sharing.release import Release
from sharing.store import ShareStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Digests:
    """Makes the digests of one database."""

    db: Database
    outbox: Outbox
    shares: ShareStore
    settings: CarrierSettingsStore
    wishes: WishStore
    sender: Sender

    def queue_due(self, now: datetime) -> tuple[EventId, ...]:
        """Queue the digests whose day or week has begun, each once, whoever else asks for them."""
        with transaction(self.db):
            return tuple(
                event
                for carrier, wishes in self.wishes.all().items()
                if wishes.pace is not Pace.AT_ONCE
                for event in self._queue(carrier, wishes, now)
            )

    def _queue(self, carrier: CarrierId, wishes: Wishes, now: datetime) -> tuple[EventId, ...]:
        recipient, settings = carrier_audience(carrier), self.settings.of(carrier, SECRETARIAT)
        period = period_of(wishes.pace, now)
        last = self._last(recipient)
        before = last["period"] if last else period_of(wishes.pace, wishes.since or now)
        if period == before or not _wants_mail(settings) or self._has(recipient, period):
            return ()
        found = self._since(recipient, int(last["up_to"]) if last else 0)
        if not found:
            return ()
        # A clock that runs back does not hide what had come before.
        at = max([now, *(arrived for _, arrived, _ in found)])
        books: dict[Audience, list[Release]] = {}
        for _, _, message in found:
            told = books.setdefault(message.book, [])
            told += [
                one
                for one in message.releases
                if one not in told and reads_it(self.shares, one, recipient, at)
            ]
        if not any(books.values()):
            return ()
        self.db.table("digests").insert(
            {"recipient": recipient, "period": period, "up_to": max(n for n, _, _ in found)}
            | {"at": written(now)}
        )
        return tuple(
            self._send((recipient, book, each), period, tuple(told), now)
            for book, told in books.items()
            for each in settings.contacts
            if told
        )

    def _send(
        self,
        to: tuple[Audience, Audience, str],
        period: str,
        releases: tuple[Release, ...],
        now: datetime,
    ) -> EventId:
        """One mail of what one book has: who oversees the one must learn nothing of the other."""
        recipient, book, address = to
        notice = Notice(
            event=new_event_id(),
            topic=Topic.DIGEST,
            recipient=recipient,
            releases=releases,
            portal=self.sender.portal,
            at=now,
            about=period,
        )
        draft = Draft(
            event=notice.event,
            topic=notice.topic,
            route=Route.MAIL,
            recipient=recipient,
            address=address,
            releases=releases,
            body=letter_of(notice, self.sender.address, address),
            not_before=now,
            book=book,
        )
        self.outbox.queue(draft, now)
        return draft.event

    def _since(self, recipient: Audience, up_to: int) -> tuple[tuple[int, datetime, Kept], ...]:
        """What has come into the inbox behind number `up_to`, oldest first."""
        sql = f"""SELECT i.number AS place, i.at AS arrived, x.* FROM inbox_items i
            JOIN ({MESSAGES}) x ON x.event = i.event AND x.topic = 'lesson'
            WHERE i.recipient = ? AND i.number > ? ORDER BY i.number"""
        rows = self.db.query(sql, [recipient, up_to])
        return tuple(
            (row["place"], datetime.fromisoformat(row["arrived"]), read_message(row))
            for row in rows
        )

    def _last(self, recipient: Audience) -> dict[str, Any] | None:
        sql = "SELECT * FROM digests WHERE recipient = ? ORDER BY id DESC LIMIT 1"
        return next(iter(self.db.query(sql, [recipient])), None)

    def _has(self, recipient: Audience, period: str) -> bool:
        sql = "SELECT 1 FROM digests WHERE recipient = ? AND period = ?"
        return self.db.execute(sql, (recipient, period)).fetchone() is not None


def period_of(pace: Pace, now: datetime) -> str:
    """The day or the week in Japan in which `now` lies."""
    day = now.astimezone(JST).date()
    if pace is Pace.DAILY:
        return day.isoformat()
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _wants_mail(settings: CarrierSettings) -> bool:
    return settings.channel is Channel.MAIL and not settings.opted_out
