"""Send a lesson (送付): to all whom a scope reaches, as each wants, all or none."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from corpus.account import SECTION
from corpus.database import transaction
from corpus.errors import InputRefused
from corpus.viewer import Audience, carrier_audience
from sharing.channels.letter import letter_of
from sharing.channels.notice import Notice
from sharing.channels.order import Order, Sender, Sent
from sharing.channels.permission import reads_it
from sharing.channels.signed import SignOffs, signed_for
from sharing.channels.ways import Ways
from sharing.errors import MayNotShare
from sharing.fields import filled
from sharing.groups import GroupStore
from sharing.members_only import check_open
from sharing.outbox.message import (
    OVERSEER,
    Draft,
    Route,
    Topic,
    new_event_id,
    stable_json,
)
from sharing.outbox.store import Outbox
from sharing.persons import person_named
from sharing.release import Release
from sharing.scope_file import find_scope, load_scopes
from sharing.share import KeptShare
from sharing.store import ShareStore
from triage.lessons.lesson import LessonId


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parcel:
    """What goes to all of one scope: the release, its words for the inbox, by which share."""

    release: Release
    told: Mapping[str, object]
    entry: KeptShare

    @property
    def book(self) -> Audience:
        """Who oversees it: the secretariat, or whoever keeps it from there."""
        overseers = self.entry.overseers
        return OVERSEER if OVERSEER in overseers else min(overseers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """Where lessons are sent from."""

    db: Database
    shares: ShareStore
    groups: GroupStore
    sign_offs: SignOffs
    ways: Ways
    outbox: Outbox
    sender: Sender

    def send(self, order: Order, now: datetime) -> tuple[Sent, ...]:
        """Queue what `order` says for everybody whom it reaches; nobody gets the same twice.

        Raises:
            UnknownLesson, UnknownScope: there is none for whoever sends.
            MayNotShare: it may not send by that scope.
            InputRefused: the lesson is not shared so, is for members only, or its words are not
                signed off; an address is none; the due date is past; nobody is named.
        """
        person_named(order.person)
        if order.due is not None and order.due <= now:
            raise InputRefused("due_past", "due")
        with transaction(self.db):
            entry = self._entry(order, now)
            parcel = self._parcel(entry, order, now)
            sent = [
                one
                for recipient in self._recipients(parcel, now)
                for one in self._send_to(recipient, order, parcel, now)
            ]
        hidden = entry.recipients is None
        return tuple(_unnamed(one) for one in sent) if hidden else tuple(sent)

    def _entry(self, order: Order, now: datetime) -> KeptShare:
        scope = find_scope(load_scopes(), order.of[0])
        if order.by.role not in scope.set_by:
            raise MayNotShare(f"{order.by}, {scope.id}")
        self.shares.seen(order.lesson, order.by, now)
        check_open(self.db, order.lesson)
        for entry in self.shares.standing(order.lesson, order.by, now):
            if entry.key == order.of and order.lesson in {entry.lesson, _unversioned(entry)}:
                return entry
        raise InputRefused("not_shared", scope.id)

    def _parcel(self, entry: KeptShare, order: Order, now: datetime) -> _Parcel:
        signed = signed_for(self.sign_offs, entry)
        if signed is None:
            raise InputRefused("not_signed_off", entry.lesson, scope=entry.share.scope)
        seen = self.shares.read_at(entry.lesson, entry.share.grain, order.by, now)
        fields = filled(seen.fields, signed.text)
        text = None if fields is not None else signed.text.replace(SECTION, "\n")
        told = {"fields": fields, "text": text}
        return _Parcel(release=signed.release, told=told, entry=entry)

    def _recipients(self, parcel: _Parcel, now: datetime) -> tuple[Audience, ...]:
        share, known = parcel.entry.share, parcel.entry.recipients
        if known is not None:
            return tuple(known)
        assert share.group is not None  # only who is in a group is kept from anybody
        members = map(carrier_audience, self.groups.members(share.group, now))
        at = max(now, share.release)
        return tuple(one for one in members if reads_it(self.shares, parcel.release, one, at))

    def _send_to(
        self, recipient: Audience, order: Order, parcel: _Parcel, now: datetime
    ) -> Iterator[Sent]:
        refusal = self.ways.refusal(recipient, order)
        if refusal is not None:
            yield Sent(recipient=recipient, route=None, event=None, skipped=refusal)
            return
        new = [
            (route, address)
            for route, address in self.ways.of(recipient, order)
            if not self.outbox.already(parcel.release, recipient, route, address)
        ]
        at = self.ways.may_ask_at(recipient, order, now, parcel.book) if new else "already"
        if isinstance(at, str):
            yield Sent(recipient=recipient, route=None, event=None, skipped=at)
            return
        for route, address in new:
            draft = self._draft((recipient, route, address), parcel, now, at)
            self.outbox.queue(draft, now, person_named(order.person))
            yield Sent(recipient=recipient, route=route, event=draft.event)
        if order.due is not None:
            self.ways.asking.ask(parcel.release, recipient, order.due, at)

    def _draft(
        self, to: tuple[Audience, Route, str], parcel: _Parcel, now: datetime, at: datetime
    ) -> Draft:
        recipient, route, address = to
        notice = Notice(
            event=new_event_id(),
            topic=Topic.LESSON,
            recipient=recipient,
            releases=(parcel.release,),
            portal=self.sender.portal,
            at=now,
        )
        return Draft(
            event=notice.event,
            topic=notice.topic,
            route=route,
            recipient=recipient,
            address=address,
            releases=notice.releases,
            body=body_of(notice, route, (self.sender.address, address), parcel.told),
            not_before=max(at, parcel.entry.share.release),
            book=parcel.book,
        )


def body_of(
    notice: Notice,
    route: Route,
    addresses: tuple[str, str],
    told: Mapping[str, object] | None = None,
) -> bytes:
    """The bytes of `notice` on `route`, from and to `addresses`; in the inbox, what is `told`."""
    if route is Route.MAIL:
        return letter_of(notice, *addresses)
    if route is Route.INBOX:
        return stable_json({**json.loads(notice.payload), **(told or {})})
    return notice.payload


def _unversioned(entry: KeptShare) -> LessonId:
    return LessonId(entry.lesson.rpartition(".")[0])


def _unnamed(sent: Sent) -> Sent:
    return Sent(recipient=None, route=sent.route, event=sent.event, skipped=sent.skipped)
