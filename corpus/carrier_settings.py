"""What an operator sets for a carrier (事業者の設定): whom to write to, how it wants to be told.

The latest settings of a carrier stand; earlier ones stay on record. They are laid before the
secretariat and the carrier itself, and those two alone may change them.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from corpus.carrier import Purchase
from corpus.carriers import CarrierRegister
from corpus.database import transaction
from corpus.errors import InputRefused, MayNotSet
from corpus.ids import CarrierId
from corpus.viewer import Role, Viewer

MOST_CONTACTS = 50
_LONGEST_MAIL = 254
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL = re.compile(rf"(?=.{{1,64}}@){_LOCAL}@(?:{_LABEL}\.)+{_LABEL}")


class Channel(StrEnum):
    """How a carrier wants to be told of lessons."""

    MAIL = "mail"  # 電子メール
    BRIEFING = "briefing"  # Web説明会
    MEETING = "meeting"  # 対面
    PORTAL = "portal"  # この画面で
    NONE = "none"  # 不要


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierSettings:
    """What is set for one carrier; without settings it finds lessons on the portal.

    `contacts`: mail addresses. `opted_out`: it does not want lessons of others at all.
    `buys_of`: of whom it buys wholesale, besides what the register says.
    """

    contacts: tuple[str, ...] = ()
    channel: Channel = Channel.PORTAL
    opted_out: bool = False
    buys_of: tuple[CarrierId, ...] = ()


UNSET = CarrierSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Settings as they were made: by whom and when."""

    settings: CarrierSettings
    by: str
    at: datetime


class CarrierSettingsStore:
    """The settings of carriers in one database."""

    def __init__(self, db: Database, register: CarrierRegister) -> None:
        self._db = db
        self._register = register

    def set(
        self, carrier: CarrierId, settings: CarrierSettings, by: Viewer, now: datetime
    ) -> bool:
        """Keep `settings`; False where they stand already, and then nothing is written.

        Raises:
            UnknownCarrier: no such carrier is registered.
            MayNotSet: `by` is neither the secretariat nor the carrier.
            InputRefused: an address is none, there are too many, mail has no address to go to,
                or a seller is not registered or the carrier itself.
        """
        if not may_set(carrier, by):
            raise MayNotSet(str(by))
        self._register.get(carrier)
        _refuse_unusable(carrier, settings, self._register)
        with transaction(self._db):
            if self._latest().get(carrier, UNSET) == settings:
                return False
            row = {"carrier": carrier, "settings": _written(settings)}
            self._db.table("carrier_settings").insert(
                {**row, "by": str(by), "at": now.isoformat()}
            )
        return True

    def of(self, carrier: CarrierId, viewer: Viewer) -> CarrierSettings:
        """The settings that stand.

        Raises:
            UnknownCarrier: no such carrier is registered.
            MayNotSet: they are not laid before `viewer`.
        """
        history = self.history(carrier, viewer)
        return history[-1].settings if history else UNSET

    def history(self, carrier: CarrierId, viewer: Viewer) -> tuple[Setting, ...]:
        """All that was set, oldest first.

        Raises:
            UnknownCarrier: no such carrier is registered.
            MayNotSet: it is not laid before `viewer`.
        """
        if not may_set(carrier, viewer):
            raise MayNotSet(str(viewer))
        self._register.get(carrier)
        rows = self._db.query(
            "SELECT * FROM carrier_settings WHERE carrier = ? ORDER BY id", [carrier]
        )
        return tuple(
            Setting(
                settings=_read(row["settings"]),
                by=row["by"],
                at=datetime.fromisoformat(row["at"]),
            )
            for row in rows
        )

    def purchases(self) -> Mapping[CarrierId, tuple[Purchase, ...]]:
        """What each carrier is set to buy, for the register."""
        return {
            carrier: tuple(
                Purchase(seller=seller, services=frozenset(), verified=True)
                for seller in settings.buys_of
            )
            for carrier, settings in self._latest().items()
            if settings.buys_of
        }

    def opted_out(self) -> frozenset[CarrierId]:
        """The carriers that want no lessons of others, for whoever finds recipients."""
        return frozenset(one for one, told in self._latest().items() if told.opted_out)

    def _latest(self) -> dict[CarrierId, CarrierSettings]:
        rows = self._db.query(
            """SELECT carrier, settings FROM carrier_settings
               WHERE id IN (SELECT max(id) FROM carrier_settings GROUP BY carrier)"""
        )
        return {CarrierId(row["carrier"]): _read(row["settings"]) for row in rows}


def may_set(carrier: CarrierId, viewer: Viewer) -> bool:
    """Whether the settings of `carrier` are laid before `viewer`, who may change them."""
    return viewer.role is Role.SECRETARIAT or viewer.carrier == carrier


def is_mail(address: str) -> bool:
    """Whether `address` has the shape of a mail address."""
    return len(address) <= _LONGEST_MAIL and _MAIL.fullmatch(address) is not None


def _refuse_unusable(
    carrier: CarrierId, settings: CarrierSettings, register: CarrierRegister
) -> None:
    for place, address in enumerate(settings.contacts, 1):
        if not is_mail(address):
            raise InputRefused("bad_mail", f"contacts[{place}]")
    if len(settings.contacts) > MOST_CONTACTS:
        raise InputRefused("too_many", "contacts", limit=MOST_CONTACTS)
    if len(set(settings.contacts)) < len(settings.contacts):
        raise InputRefused("twice", "contacts")
    if settings.channel is Channel.MAIL and not settings.contacts:
        raise InputRefused("no_contact", "channel")
    for seller in settings.buys_of:
        if seller not in register.carriers or seller == carrier:
            raise InputRefused("unknown_seller", "buys_of")


def _written(settings: CarrierSettings) -> str:
    return json.dumps(
        {
            "contacts": settings.contacts,
            "channel": settings.channel,
            "opted_out": settings.opted_out,
            "buys_of": settings.buys_of,
        }
    )


def _read(written: str) -> CarrierSettings:
    told: dict[str, Any] = json.loads(written)
    return CarrierSettings(
        contacts=tuple(told["contacts"]),
        channel=Channel(told["channel"]),
        opted_out=told["opted_out"],
        buys_of=tuple(map(CarrierId, told["buys_of"])),
    )
