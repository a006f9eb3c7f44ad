"""By which ways a recipient is reached, and why it may not be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from corpus.carrier_settings import CarrierSettingsStore, Channel, is_mail
from corpus.errors import InputRefused
from corpus.ids import CarrierId
from corpus.viewer import PUBLIC, Audience, Role
from sharing.asked import OVER_CAP, Quarter
from sharing.channels.hooks import HookStore
from sharing.channels.order import Order
from sharing.channels.permission import settings_of, wants_nothing
from sharing.channels.wishes import Pace, WishStore
from sharing.outbox.message import Route
from sharing.release import Release


class Asking(Protocol):
    """Where recipients are asked for an answer, and how much they were asked."""

    def refusal(self, recipient: Audience, now: datetime, overseer: Audience) -> str | None:
        """Why `recipient` may not be asked more in this quarter, as a code; None: it may."""
        ...

    def ask(self, release: Release, recipient: Audience, due: datetime, now: datetime) -> object:
        """Open the answer of `recipient`, in the caller's transaction."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What carriers set and wish, and where they are asked for answers."""

    settings: CarrierSettingsStore
    wishes: WishStore
    hooks: HookStore
    asking: Asking

    def of(self, recipient: Audience, order: Order) -> tuple[tuple[Route, str], ...]:
        """The ways to `recipient`, each with an address.

        Raises:
            InputRefused: the address that is given for it is none.
        """
        return tuple(self._of(recipient, order))

    def refusal(self, recipient: Audience, order: Order) -> str | None:
        """Why `recipient` gets nothing, as a code; None: it may."""
        if recipient == PUBLIC:
            return "by_feed"
        if not self.of(recipient, order):
            return "no_address"
        if wants_nothing(settings_of(self.settings, recipient), order.of[0]):
            return "opted_out"
        return None

    def may_ask_at(
        self, recipient: Audience, order: Order, now: datetime, overseer: Audience
    ) -> datetime | str:
        """When `recipient` may be asked: now, or in the next quarter; or why not, as a code."""
        if order.due is None:
            return now
        refusal = self.asking.refusal(recipient, now, overseer)
        if refusal is None:
            return now
        later = Quarter.of(now).next.start
        if refusal == OVER_CAP and order.next_quarter and order.due > later:
            return self.asking.refusal(recipient, later, overseer) or later
        return refusal

    def _of(self, recipient: Audience, order: Order) -> Iterator[tuple[Route, str]]:
        role, _, name = recipient.partition(":")
        if role not in set(Role):
            given = order.addresses.get(recipient)
            if given is not None:
                if not is_mail(given):
                    raise InputRefused("bad_mail", recipient)
                yield Route.MAIL, given
            return
        yield Route.INBOX, recipient
        settings = settings_of(self.settings, recipient)
        if settings.channel is Channel.MAIL and self._pace(name) is Pace.AT_ONCE:
            yield from ((Route.MAIL, each) for each in settings.contacts)
        yield from ((Route.WEBHOOK, each.id) for each in self.hooks.open(recipient))

    def _pace(self, carrier: str) -> Pace:
        return self.wishes.of(CarrierId(carrier)).pace
