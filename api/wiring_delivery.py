"""What sends lessons and what they are read by, made from the database and the settings."""

from collections.abc import Callable
from datetime import UTC, datetime

from sqlite_utils import Database

from api.exits import WrongUse
from api.settings import PREFIX, Settings
from api.wiring import wire_register, wire_sharing
from corpus.carrier_settings import CarrierSettingsStore, is_mail
from corpus.viewer import Audience
from sharing.answering.asking import Answering
from sharing.channels.digest import Digests
from sharing.channels.dispatch import Dispatch
from sharing.channels.hooks import HookStore
from sharing.channels.inbox import Inbox, InboxWay
from sharing.channels.inner import Network, networks_of
from sharing.channels.mail import MailServer, MailWay, Security
from sharing.channels.order import Sender
from sharing.channels.permission import StillAllowed
from sharing.channels.ways import Ways
from sharing.channels.webhook import Web, WebhookWay
from sharing.channels.wishes import WishStore
from sharing.ledger.store import Ledger
from sharing.outbox.message import Route
from sharing.outbox.ports import Way
from sharing.outbox.store import Outbox
from sharing.outbox.worker import Worker
from sharing.sign_off.store import SignOffs

LOCAL_NAMES = ("localhost",)


def sender_of(settings: Settings) -> Sender:
    """Under which address mails go out, and what they link to.

    Raises:
        WrongUse: that is no mail address.
    """
    _, _, domain = settings.mail_from.rpartition("@")
    if domain not in LOCAL_NAMES and not is_mail(settings.mail_from):
        raise WrongUse("setting", name=f"{PREFIX}MAIL_FROM", detail="not a mail address")
    return Sender(address=settings.mail_from, portal=settings.portal_url)


def wire_outbox(db: Database) -> Outbox:
    """What is to be sent from `db`, entered in the ledger once it was."""
    return Outbox(db, _book_of(db))


def wire_inbox(db: Database) -> Inbox:
    """The inboxes in `db`."""
    return Inbox(db, wire_sharing(db).shares, _book_of(db))


def wire_hooks(db: Database, settings: Settings) -> HookStore:
    """The subscriptions in `db`; unencrypted ones where inner networks may be reached."""
    return HookStore(db, plain=bool(_inner(settings)))


def wire_dispatch(db: Database, settings: Settings) -> Dispatch:
    """Where lessons in `db` are sent from."""
    sharing = wire_sharing(db)
    return Dispatch(
        db=db,
        shares=sharing.shares,
        groups=sharing.groups,
        sign_offs=SignOffs(db),
        ways=Ways(
            settings=_carrier_settings(db),
            wishes=WishStore(db),
            hooks=wire_hooks(db, settings),
            asking=Answering(db),
        ),
        outbox=wire_outbox(db),
        sender=sender_of(settings),
    )


def wire_digests(db: Database, settings: Settings) -> Digests:
    """The digests of `db`."""
    return Digests(
        db=db,
        outbox=wire_outbox(db),
        shares=wire_sharing(db).shares,
        settings=_carrier_settings(db),
        wishes=WishStore(db),
        sender=sender_of(settings),
    )


def wire_worker(db: Database, settings: Settings) -> Worker:
    """What sends from `db`: mails where a server is set, webhooks, and to the inboxes."""
    ways: dict[Route, Way] = {
        Route.INBOX: InboxWay(db),
        Route.WEBHOOK: WebhookWay(wire_hooks(db, settings), Web(allowed=_inner(settings))),
    }
    if settings.smtp_host is not None:
        ways[Route.MAIL] = MailWay(_server(settings, settings.smtp_host))
    return Worker(
        outbox=wire_outbox(db),
        ways=ways,
        permission=StillAllowed(
            db=db,
            shares=wire_sharing(db).shares,
            settings=_carrier_settings(db),
            sign_offs=SignOffs(db),
        ),
        clock=lambda: datetime.now(UTC),
    )


def _server(settings: Settings, host: str) -> MailServer:
    password = settings.smtp_password
    return MailServer(
        host=host,
        port=settings.smtp_port,
        sender=sender_of(settings).address,
        security=Security(settings.smtp_security),
        user=settings.smtp_user,
        password=password.get_secret_value() if password else None,
    )


def _book_of(db: Database) -> Callable[[Audience], Ledger]:
    return lambda book: Ledger(db, book)


def _carrier_settings(db: Database) -> CarrierSettingsStore:
    return CarrierSettingsStore(db, wire_register(db))


def _inner(settings: Settings) -> tuple[Network, ...]:
    try:
        return networks_of(settings.webhook_inner)
    except ValueError as fault:
        name = f"{PREFIX}WEBHOOK_INNER"
        raise WrongUse("setting", name=name, detail=str(fault)) from fault
