"""What the outbox asks of others."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from corpus.viewer import Audience
from sharing.outbox.message import Kept, Outcome

Body = Mapping[str, str | int | None]
Books = Callable[[Audience], "Ledger"]
"""The ledger's book of whoever oversees something."""


class Ledger(Protocol):
    """Where disclosures are written down, in the caller's transaction."""

    def append(self, kind: str, body: Body, at: datetime) -> object:
        """Write an entry."""
        ...


class Permission(Protocol):
    """Whether what was queued may still leave."""

    def refusal(self, message: Kept, now: datetime) -> str | None:
        """Why `message` may not leave any more, as a code; None: it may."""
        ...


class Way(Protocol):
    """How messages of one route leave."""

    def deliver(self, message: Kept, now: datetime, /) -> Outcome:
        """Send `message` once, in bounded time; failures are values."""
        ...
