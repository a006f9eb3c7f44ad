"""Take a version of a lesson back (回収): what waits does not leave, who may have it is told."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from corpus.database import transaction
from corpus.viewer import Audience
from sharing.channels.dispatch import body_of
from sharing.channels.notice import Notice
from sharing.channels.order import Sender
from sharing.outbox.message import Draft, Kept, Topic, new_event_id
from sharing.outbox.store import Outbox
from sharing.release import Release
from sharing.scope import ScopeId
from triage.lessons.lesson import LessonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliveries:
    """What was sent, and what still waits to be."""

    db: Database
    outbox: Outbox
    sender: Sender

    def take_back(
        self, version: LessonId, scopes: Collection[ScopeId], now: datetime
    ) -> frozenset[Audience]:
        """Let nothing more of a version go to `scopes`; who may have got it, and is told.

        One notice for each that may have got there, by the way on which it went, once however
        often it is taken back. In the caller's transaction.
        """
        with transaction(self.db):
            reached = self.outbox.withdraw(version, now, scopes)
            for message in reached:
                self._tell(message, version, now)
        return frozenset(message.recipient for message in reached)

    def was_sent(self, release: Release) -> bool:
        """Whether `release` may have reached anybody."""
        return self.outbox.may_have_left(release)

    def _tell(self, message: Kept, version: LessonId, now: datetime) -> None:
        to = message.recipient, message.route, message.address
        about = tuple(one for one in message.releases if one.lesson == version)
        if self.outbox.already(about[0], *to, topic=Topic.RECALL):
            return
        notice = Notice(
            event=new_event_id(),
            topic=Topic.RECALL,
            recipient=message.recipient,
            releases=about,
            portal=self.sender.portal,
            at=now,
        )
        draft = Draft(
            event=notice.event,
            topic=notice.topic,
            route=message.route,
            recipient=message.recipient,
            address=message.address,
            releases=about,
            body=body_of(notice, message.route, (self.sender.address, message.address)),
            not_before=now,
            book=message.book,
        )
        self.outbox.queue(draft, now)
