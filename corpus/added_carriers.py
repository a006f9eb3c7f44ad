"""Carriers that an operator adds to the register of a workspace, beside those it comes with."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.carrier import Carrier
from corpus.carrier_file import read_carrier
from corpus.carrier_settings import CarrierSettingsStore
from corpus.carriers import CarrierRegister
from corpus.database import transaction
from corpus.errors import DamagedRegister, InputRefused, MayNotSet
from corpus.ids import CarrierId
from corpus.viewer import Role, Viewer

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_LONGEST_ID = 60


class AddedCarriers:
    """The carriers added in one database; `register` is the one they are added to."""

    def __init__(self, db: Database, register: CarrierRegister) -> None:
        self._db = db
        self._register = register

    def add(
        self, carrier: CarrierId, entry: Mapping[str, Any], by: Viewer, now: datetime
    ) -> Carrier:
        """Add `carrier`, told as a table of ``carriers.toml``; a later entry replaces one.

        Days are told as text in ISO 8601; purchases stand in the settings, not in the entry.

        Raises:
            MayNotSet: `by` is not the secretariat.
            InputRefused: the id is none or stands in the register itself, the entry is not as it
                must be, a spelling leads to another carrier, or its parent is not registered.
        """
        if by.role is not Role.SECRETARIAT:
            raise MayNotSet(str(by))
        if not _ID.fullmatch(carrier) or len(carrier) > _LONGEST_ID:
            raise InputRefused("bad_id", "id")
        if carrier in self._register.carriers:
            raise InputRefused("registered", "id")
        added = _understood(carrier, entry)
        with transaction(self._db):
            self._refuse_clash(added)
            told = json.dumps(dict(entry), ensure_ascii=False)
            self._db.table("added_carriers").insert(
                {"carrier": carrier, "entry": told, "by": str(by), "at": now.isoformat()}
            )
        return added

    def all(self) -> tuple[Carrier, ...]:
        """The carriers added, each as it was told last, in the order they first came."""
        rows = self._db.query("SELECT carrier, entry FROM added_carriers ORDER BY id")
        latest = {CarrierId(row["carrier"]): row["entry"] for row in rows}
        return tuple(read_carrier(name, json.loads(told)) for name, told in latest.items())

    def _refuse_clash(self, added: Carrier) -> None:
        others = self._register.with_added(one for one in self.all() if one.id != added.id)
        if any(others.find(spelling) is not None for spelling in added.spellings):
            raise InputRefused("spelling_taken", "names")
        above = added.parent
        while above is not None:
            # It is not among the others itself: a parent below it is refused too.
            if above not in others.carriers:
                raise InputRefused("unknown_parent", "parent")
            above = others.carriers[above].parent


def register_of(db: Database, register: CarrierRegister) -> CarrierRegister:
    """`register` with the carriers that the workspace of `db` adds: anyone may see it."""
    return register.with_added(AddedCarriers(db, register).all())


def register_with_purchases(db: Database, register: CarrierRegister) -> CarrierRegister:
    """`register_of`, with what carriers are set to buy: not for the eyes of other carriers."""
    whole = register_of(db, register)
    return whole.with_purchases(CarrierSettingsStore(db, whole).purchases())


def _understood(carrier: CarrierId, entry: Mapping[str, Any]) -> Carrier:
    try:
        return read_carrier(carrier, entry)
    except DamagedRegister as fault:
        raise InputRefused("bad_entry", carrier, why=str(fault)) from fault
