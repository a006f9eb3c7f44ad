"""What the outbox asks of others."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from corpus.viewer import Audience
from sharing.outbox.message import Kept, Outcome
from sharing.release import Release

Body = Mapping[str, str | int | None]
Books = Callable[[Audience], "Ledger"]
"""The ledger's book of whoever oversees something."""


class Ledger(Protocol):
    """Where disclosures are written down, in the caller's transaction."""

    def append(self, kind: str, body: Body, at: datetime) -> object:
        """Write an entry."""
        ...


class SignOffs(Protocol):
    """Who signed what off."""

    def complete(self, release: Release) -> bool:
        """Whether everybody who has to has signed this release off."""
        ...


class Asking(Protocol):
    """Where recipients are asked for an answer, and how much they were asked."""

    def refusal(self, recipient: Audience, now: datetime) -> str | None:
        """Why `recipient` may not be asked more in this quarter, as a code; None: it may."""
        ...

    def ask(self, release: Release, recipient: Audience, due: datetime, now: datetime) -> object:
        """Open the answer of `recipient`, in the caller's transaction."""
        ...


class Permission(Protocol):
    """Whether what was queued may still leave."""

    def refusal(self, message: Kept, now: datetime) -> str | None:
        """Why `message` may not leave any more, as a code; None: it may."""
        ...


class Way(Protocol):
    """How messages of one route leave."""

    def deliver(self, message: Kept, now: datetime) -> Outcome:
        """Send `message` once, in bounded time; failures are values."""
        ...
