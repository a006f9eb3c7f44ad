"""The shapes of what is sent, how it stands, and what lies in an inbox."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, RootModel

from api.shape import Out


class SentOut(Out):
    """What became of one recipient on one way: the `event` that was queued, or why none was.

    `recipient` is null where the sender is not to know who belongs to the group. `skipped` is
    ``already``, ``opted_out``, ``no_address``, ``by_feed`` or ``over_cap``.
    """

    recipient: str | None
    route: str | None
    event: str | None
    skipped: str | None


class SendOut(RootModel[list[SentOut]]):
    """The answer of ``kyokun send``."""


class WorkerOut(Out):
    """The answer of ``kyokun worker``: how many tries ended in which state, and what waits.

    `digests` counts those that were queued meanwhile.
    """

    sent: int
    later: int
    dead: int
    withdrawn: int
    digests: int
    waiting: int


class MessageOut(Out):
    """A message: what is to be sent to whom, and how it stands.

    `recipient` and `address` are null where the overseer is not to know who belongs to the group.
    `state` is ``waiting``, ``sent``, ``dead`` or ``withdrawn``; `reason` the code of the last
    failure; `failures` counts tries that failed since it was queued, or taken up again.
    """

    event: str
    topic: str
    route: str
    recipient: str | None
    address: str | None
    lessons: list[str]
    queued_at: str
    not_before: str
    state: str
    failures: int
    next_at: str
    reason: str | None


class OutboxOut(RootModel[list[MessageOut]]):
    """The answer of ``kyokun outbox list``, ``dead``, ``retry`` and ``bounce``."""


class HookOut(Out):
    """A subscription by webhook; `secret` is told once, when it is made."""

    subscription: str
    recipient: str
    url: str
    at: str
    ended_at: str | None
    ended_why: str | None
    secret: str | None


class HooksOut(RootModel[list[HookOut]]):
    """The answer of ``kyokun outbox subscribe``, ``unsubscribe`` and ``subscriptions``."""


class InboxItemOut(Out):
    """What was sent to the viewer. `told` is null where it was taken back since.

    In `releases`, `scope` is null where it would tell of the originator.
    """

    event: str
    topic: str
    at: str
    opened_at: str | None
    releases: list[dict[str, str | None]]
    told: dict[str, Any] | None


class InboxOut(RootModel[list[InboxItemOut]]):
    """The answer of ``kyokun inbox list`` and ``open``, newest first."""


class WishesOut(Out):
    """The answer of ``kyokun inbox wish``: how often mails come, and the columns of lists."""

    pace: str
    columns: list[str]


class LeftOut(Out):
    """The answer of ``kyokun inbox feed``, ``sheet`` and ``stix``: the file that was written."""

    file: str
    lessons: int
    bytes: int
    sha256: str
    tlp: str


DELIVERY: Mapping[str, type[BaseModel]] = {
    "send": SendOut,
    "worker": WorkerOut,
    "outbox": OutboxOut,
    "outbox-subscriptions": HooksOut,
    "inbox": InboxOut,
    "inbox-wish": WishesOut,
    "inbox-file": LeftOut,
}
