"""An office from which lessons are sent: shared, signed off, and with carriers that want them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from corpus.account import Language
from corpus.carrier_settings import CarrierSettings, CarrierSettingsStore, Channel
from corpus.carriers import CarrierRegister
from corpus.ids import CarrierId
from corpus.viewer import SECRETARIAT, Audience, Viewer
from sharing.channels.digest import Digests
from sharing.channels.dispatch import Dispatch
from sharing.channels.hooks import HookStore
from sharing.channels.inbox import Inbox, InboxWay
from sharing.channels.order import Key, Order, Sender, Sent
from sharing.channels.permission import StillAllowed
from sharing.channels.recall import Deliveries
from sharing.channels.ways import Ways
from sharing.channels.wishes import WishStore
from sharing.facts import Named
from sharing.fields import text_of
from sharing.group import GroupId
from sharing.outbox.message import Delivered, Kept, Route
from sharing.outbox.store import Outbox
from sharing.outbox.worker import Worker
from sharing.release import Release, content_hash_of
from sharing.scope import ScopeId
from sharing.sign_off.record import Deed, SignOff, SignOffId
from sharing.sign_off.states import Act
from sharing.sign_off.store import SignOffs
from sharing.store import ShareStore
from tests.sharing.examples import IIJ, SHARED, Office
from tests.sharing.outbox.examples import Answering, Book
from triage.lessons.lesson import LessonId
from triage.lessons.store import LessonStore

SENT = SHARED + timedelta(hours=1)
"""When lessons are sent in tests."""
LATER = SENT + timedelta(hours=1)
LESSON = LessonId("L-1")
NAMED = ScopeId("named")
SENDER = Sender(address="k@example.com", portal="https://portal.example.com/")


@dataclass
class Asked:
    """Who was asked for an answer; `refusals` say why, by recipient and moment."""

    refusals: dict[tuple[Audience, datetime], str] = field(default_factory=dict)
    asked: list[tuple[Audience, datetime, datetime]] = field(default_factory=list)

    def refusal(self, recipient: Audience, now: datetime, overseer: Audience) -> str | None:
        return self.refusals.get((recipient, now))

    def ask(self, release: Release, recipient: Audience, due: datetime, now: datetime) -> None:
        self.asked.append((recipient, due, now))


def sign_off(
    db: Database, shares: ShareStore, what: tuple[LessonId, Key], by: Viewer, now: datetime
) -> Release:
    """Sign off what a lesson says for one of its scopes, in its own words."""
    lesson, key = what
    [share] = [one.share for one in shares.standing(lesson, by, now) if one.key == key]
    kept = LessonStore(db).get(LessonId(f"{lesson}.{share.version}"), by)
    text = text_of(kept.lesson, share.grain)
    release = Release(
        lesson=kept.version_id,
        scope=share.scope,
        group=share.group,
        grain=share.grain,
        language=Language.JA,
        content_hash=content_hash_of(text),
    )
    new = SignOff(
        id=SignOffId("S-0"),
        release=release,
        text=text,
        k=share.k,
        named=False,
        undecided=0,
        parties=(),
        keeper=Audience(str(by)),
        due=now + timedelta(days=1),
        why="理由",
        person="佐藤",
        told_by=by,
        at=now,
    )
    said: dict[str, Any] = {"party": None, "words": "理由", "told_by": by, "at": now}
    put_up = SignOffs(db).keep(new)
    for act, person in ((Act.EXCEPT, "佐藤"), (Act.APPROVE, "鈴木")):
        SignOffs(db).add(put_up, Deed(act=act, person=person, **said))
    return release


@dataclass
class Mailroom:
    """All that sends the lessons of one office."""

    office: Office = field(default_factory=Office)
    book: Book = field(default_factory=Book)
    mail: Answering = field(default_factory=lambda: Answering([Delivered()]))
    asking: Asked = field(default_factory=Asked)

    @property
    def settings(self) -> CarrierSettingsStore:
        return CarrierSettingsStore(self.office.db, CarrierRegister.load())

    @property
    def wishes(self) -> WishStore:
        return WishStore(self.office.db)

    @property
    def hooks(self) -> HookStore:
        return HookStore(self.office.db)

    @property
    def sign_offs(self) -> SignOffs:
        return SignOffs(self.office.db)

    @property
    def outbox(self) -> Outbox:
        return Outbox(self.office.db, lambda _: self.book)

    @property
    def inbox(self) -> Inbox:
        return Inbox(self.office.db, self.office.shares, lambda _: self.book)

    @property
    def deliveries(self) -> Deliveries:
        return Deliveries(db=self.office.db, outbox=self.outbox, sender=SENDER)

    @property
    def dispatch(self) -> Dispatch:
        ways = Ways(
            settings=self.settings, wishes=self.wishes, hooks=self.hooks, asking=self.asking
        )
        return Dispatch(
            db=self.office.db,
            shares=self.office.shares,
            groups=self.office.groups,
            sign_offs=self.sign_offs,
            ways=ways,
            outbox=self.outbox,
            sender=SENDER,
        )

    @property
    def permission(self) -> StillAllowed:
        return StillAllowed(
            db=self.office.db,
            shares=self.office.shares,
            settings=self.settings,
            sign_offs=self.sign_offs,
        )

    @property
    def digests(self) -> Digests:
        return Digests(
            db=self.office.db,
            outbox=self.outbox,
            shares=self.office.shares,
            settings=self.settings,
            wishes=self.wishes,
            sender=SENDER,
        )

    def shared(self, scope: str = "named", *carriers: str, **wanted: Any) -> Release:
        """A lesson that was shared by `scope` and signed off for it."""
        lesson = self.office.drafted().id
        if scope == "named":
            named = tuple(map(CarrierId, carriers or ("iij",)))
            wanted = {**wanted, "named": Named(carriers=named)}
        self.office.share(lesson, scope, **wanted)
        return self.signed(lesson, scope)

    def signed(
        self, lesson: LessonId, scope: str, by: Viewer = SECRETARIAT, group: str | None = None
    ) -> Release:
        """Sign off what `lesson` says for `scope`."""
        key = ScopeId(scope), None if group is None else GroupId(group)
        return sign_off(self.office.db, self.office.shares, (lesson, key), by, SENT)

    def writes_to(self, carrier: str, *contacts: str, opted_out: bool = False) -> None:
        """Let `carrier` want mails to `contacts`."""
        settings = CarrierSettings(
            contacts=contacts,
            channel=Channel.MAIL if contacts else Channel.PORTAL,
            opted_out=opted_out,
        )
        self.settings.set(CarrierId(carrier), settings, SECRETARIAT, SHARED)

    def send(self, **order: Any) -> tuple[Sent, ...]:
        told = {"lesson": LESSON, "of": (NAMED, None), "by": SECRETARIAT, "person": "佐藤"}
        return self.dispatch.send(Order(**{**told, **order}), SENT)

    def work(self, now: datetime = LATER) -> list[Kept]:
        """Send all that is due; the mails that left."""
        worker = Worker(
            outbox=self.outbox,
            ways={Route.MAIL: self.mail, Route.INBOX: InboxWay(self.office.db)},
            permission=self.permission,
            clock=lambda: now,
        )
        worker.run()
        return self.mail.sent


def arrived(room: Mailroom, viewer: Viewer = IIJ, now: datetime = LATER) -> list[Any]:
    """What lies in the inbox of `viewer`, newest first."""
    return list(room.inbox.list(viewer, now))
