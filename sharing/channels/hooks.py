"""Subscriptions by webhook: where a recipient wants notices to be posted, with which secret."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NewType
from urllib.parse import SplitResult, urlsplit

from sqlite_utils import Database
from ulid import ULID

from corpus.database import transaction
from corpus.errors import InputRefused, MayNotSet
from corpus.viewer import Audience, Role, Viewer
from sharing.channels.signature import new_secret
from sharing.moments import written

HookId = NewType("HookId", str)
"""``W-`` and a ULID."""
LONGEST_URL = 2_000
MOST = 10
"""Subscriptions that one recipient may have at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """A subscription; `ended_at` is None while it stands."""

    id: HookId
    recipient: Audience
    url: str = field(repr=False)
    secret: str = field(repr=False)
    at: datetime
    ended_at: datetime | None = None
    ended_why: str | None = None


class HookStore:
    """The subscriptions in one database; `plain`: unencrypted ones are taken (loopback)."""

    def __init__(self, db: Database, *, plain: bool = False) -> None:
        self._db = db
        self._plain = plain

    def add(self, recipient: Audience, url: str, by: Viewer, now: datetime) -> Hook:
        """Subscribe `recipient`; the secret is told here and never again.

        Raises:
            MayNotSet: `by` is neither the secretariat nor the recipient.
            InputRefused: that is no address to post to, or there are too many.
        """
        _check_may(recipient, by)
        check_url(url, plain=self._plain)
        hook = Hook(
            id=HookId(f"W-{ULID()}"), recipient=recipient, url=url, secret=new_secret(), at=now
        )
        with transaction(self._db):
            if len(self.open(recipient)) >= MOST:
                raise InputRefused("too_many", "url", limit=MOST)
            self._db.table("webhooks").insert(
                {"id": hook.id, "recipient": recipient, "url": url, "secret": hook.secret}
                | {"told_by": str(by), "at": written(now)}
            )
        return hook

    def end(self, hook_id: HookId, by: Viewer, now: datetime) -> Hook:
        """End a subscription, by the word of whoever may.

        Raises:
            InputRefused: no subscription that `by` may end has that id, or it has ended.
        """
        with transaction(self._db):
            hook = self.find(hook_id)
            if hook is None or not _may(hook.recipient, by):
                raise InputRefused("unknown_hook", hook_id)
            if hook.ended_at is not None:
                raise InputRefused("hook_ended", hook_id)
            self.close(hook_id, str(by), now)
        return self._list("id = ?", [hook_id])[0]

    def close(self, hook_id: HookId, why: str, now: datetime) -> None:
        """Note that a subscription has ended, and why; what ended stays as it is."""
        self._db.execute(
            "UPDATE webhooks SET ended_at = ?, ended_why = ? WHERE id = ? AND ended_at IS NULL",
            (written(now), why, hook_id),
        )

    def find(self, hook_id: str) -> Hook | None:
        """The subscription with that id; None: there is none."""
        return next(iter(self._list("id = ?", [hook_id])), None)

    def open(self, recipient: Audience) -> tuple[Hook, ...]:
        """The subscriptions of `recipient` that stand."""
        return self._list("recipient = ? AND ended_at IS NULL", [recipient])

    def list(self, viewer: Viewer) -> tuple[Hook, ...]:
        """Every subscription that `viewer` may end, those that ended too."""
        return tuple(one for one in self._list("1", []) if _may(one.recipient, viewer))

    def _list(self, where: str, told: Iterable[str]) -> tuple[Hook, ...]:
        rows = self._db.query(f"SELECT * FROM webhooks WHERE {where} ORDER BY id", list(told))
        return tuple(map(_read, rows))


def check_url(url: str, *, plain: bool = False) -> None:
    """Pass where notices may be posted to `url`.

    Raises:
        InputRefused: it is not a web address of the safe kind.
    """
    parts = _split(url)
    if parts is None:
        raise InputRefused("bad_url", "url")
    if parts.scheme != "https" and not (plain and parts.scheme == "http"):
        raise InputRefused("not_https", "url")


def _split(url: str) -> SplitResult | None:
    """The parts of a web address; None where a name, a password or a place in a page is in it."""
    if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        known = parts.port != 0 and (bool(parts.hostname) or parts.scheme != "https")
    except ValueError:
        return None
    if not url.startswith(f"{parts.scheme}://"):
        return None
    more = parts.username is not None or parts.password is not None or bool(parts.fragment)
    return parts if known and not more else None


def _may(recipient: Audience, viewer: Viewer) -> bool:
    return viewer.role is Role.SECRETARIAT or str(viewer) == recipient


def _check_may(recipient: Audience, by: Viewer) -> None:
    if not _may(recipient, by):
        raise MayNotSet(str(by))


def _read(row: Mapping[str, Any]) -> Hook:
    return Hook(
        id=HookId(row["id"]),
        recipient=Audience(row["recipient"]),
        url=row["url"],
        secret=row["secret"],
        at=datetime.fromisoformat(row["at"]),
        ended_at=datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
        ended_why=row["ended_why"],
    )
