"""The carrier register (事業者台帳): who is who, under every name it bore.

``carriers.toml`` holds it; a new carrier touches that file alone. A company that became part of
another is a name of that other one (ソフトバンクテレコム is `softbank`), so a past accident stands
with the carrier that answers for it today. A name is found when it is spelled as in the register,
apart from width, case, spaces, points and the legal form (株式会社, Inc.): never by likeness.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path

from corpus.carrier import Carrier, Institution, Kind, Purchase, Size
from corpus.carrier_file import REGISTER, read_carriers
from corpus.errors import DamagedRegister, UnknownCarrier
from corpus.folding import fold
from corpus.ids import CarrierId

HOME = "JP"
_LEGAL_FORM = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|\((?:株|有|同)\)"
    r"|(?<=[a-z&. ,])[ ,]+"
    r"(?:incorporated|inc|corporation|corp|company|co|limited|ltd|plc|llc|kk|ag|sa|nv)\b\.?"
)
_IGNORED = re.compile(r"[\s,'’\"“”]+|(?<!\d)\.|\.(?!\d)")
_LONGEST_FIELD = 1_000
_SLASH = re.compile(r"\s+/\s+")
_SEPARATOR = re.compile(r"[/、,;\n]|\s+and\s+|\s+&\s+|及び|並びに|・")
_BRACKETED = re.compile(r"(?P<name>[^()]+)\((?P<inside>[^()]+)\)")
_AND_MORE = re.compile(
    r"\s*(?:\band (?:(?:many|several|other) )*(?:others|providers)"
    r"|(?:ほか|外|他)(?:\d+社)?|等|など)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierRegister:
    """All carriers, and the spellings that lead to them. Carriers are given in its order."""

    carriers: Mapping[CarrierId, Carrier]
    by_spelling: Mapping[str, CarrierId]

    @staticmethod
    def load(path: Path = REGISTER) -> "CarrierRegister":
        """The register written in `path`, read once.

        Raises:
            DamagedRegister: a carrier lacks something, or two carriers share a spelling.
        """
        return _load(path)

    def find(self, name: str) -> CarrierId | None:
        """The carrier called `name`; None when the register has no such spelling."""
        return self.by_spelling.get(spelling_of(name))

    def find_all(self, field: str) -> tuple[CarrierId, ...]:
        """The carriers that a field names, each once, in order: ``A / B``, ``A(B)``, ``A・B``."""
        found = (self._find_part(part) for part in self._parts(field))
        return tuple(dict.fromkeys(chain.from_iterable(found)))

    def get(self, carrier_id: CarrierId) -> Carrier:
        """The carrier with that id.

        Raises:
            UnknownCarrier: there is none.
        """
        if carrier_id not in self.carriers:
            raise UnknownCarrier(f"{carrier_id!r} is not registered")
        return self.carriers[carrier_id]

    def all(self) -> tuple[Carrier, ...]:
        """Every carrier, in the order of the register."""
        return tuple(self.carriers.values())

    def designated_on(self, day: date) -> tuple[CarrierId, ...]:
        """The designated public institutions (指定公共機関) of `day`."""
        return self._those(lambda one: one.institution_on(day) is Institution.NATIONAL)

    def mobile_network_operators(self, day: date) -> tuple[CarrierId, ...]:
        """The carriers in Japan that ran a mobile network of their own on `day`.

        Regional and group companies too: those with a network of the whole country are among
        the designated ones.
        """
        return self._those(
            lambda one: one.country == HOME and one.kind_on(day) and one.kind is Kind.MNO
        )

    def wholesale_customers_of(self, carrier_id: CarrierId, day: date) -> tuple[CarrierId, ...]:
        """Who bought of the carrier on `day`, itself; not who bought of those in turn.

        Raises:
            UnknownCarrier: there is no such carrier.
        """
        seller = self.get(carrier_id).id
        return self._those(
            lambda one: any(each.seller == seller and each.held_on(day) for each in one.buys)
        )

    def peers_of(self, carrier_id: CarrierId) -> tuple[CarrierId, ...]:
        """The carriers of its country that are of a kind and of a size with it, without it.

        None where its size is not known: then nobody is known to be like it.

        Raises:
            UnknownCarrier: there is no such carrier.
        """
        this = self.get(carrier_id)
        if this.size is Size.UNKNOWN:
            return ()
        return self._those(
            lambda one: (
                one.id != this.id
                and (one.country, one.size) == (this.country, this.size)
                and bool(one.kinds & this.kinds)
            )
        )

    def group_of(self, carrier_id: CarrierId) -> tuple[CarrierId, ...]:
        """The carrier and all that stand with it under one parent, the parent too.

        Raises:
            UnknownCarrier: there is no such carrier.
        """
        head = self._head_of(self.get(carrier_id))
        return self._those(lambda one: self._head_of(one) == head)

    def with_added(self, carriers: Iterable[Carrier]) -> "CarrierRegister":
        """This register with `carriers` in it; where it has an id or a spelling, its own stays."""
        added = {one.id: one for one in carriers if one.id not in self.carriers}
        spelled = {
            spelling_of(spelling): one.id for one in added.values() for spelling in one.spellings
        }
        return CarrierRegister(
            carriers={**self.carriers, **added}, by_spelling={**spelled, **self.by_spelling}
        )

    def with_purchases(self, bought: Mapping[CarrierId, Iterable[Purchase]]) -> "CarrierRegister":
        """This register with what each carrier is known to buy besides."""
        changed = {
            one.id: replace(one, buys=(*one.buys, *bought.get(one.id, ()))) for one in self.all()
        }
        return replace(self, carriers=changed)

    def _those(self, meant: Callable[[Carrier], bool]) -> tuple[CarrierId, ...]:
        return tuple(one.id for one in self.carriers.values() if meant(one))

    def _head_of(self, carrier: Carrier) -> CarrierId:
        while carrier.parent is not None and carrier.parent in self.carriers:
            carrier = self.carriers[carrier.parent]
        return carrier.id

    def _parts(self, field: str) -> list[str]:
        """The names in `field`; what is a name as a whole (``A・B``) is not taken apart."""
        if self.find(field) is not None:
            return [field.strip()]
        written = unicodedata.normalize("NFKC", field[:_LONGEST_FIELD])
        named = (_AND_MORE.sub("", part.strip()) for part in _SLASH.split(written))
        parts = chain.from_iterable(self._pieces(part) for part in named)
        return [part for part in parts if part]

    def _pieces(self, part: str) -> list[str]:
        if self._find_part(part) or _BRACKETED.fullmatch(part):
            return [part]
        return [piece.strip() for piece in _SEPARATOR.split(part)]

    def _find_part(self, part: str) -> list[CarrierId]:
        whole = self.find(part)
        if whole is not None:
            return [whole]
        bracketed = _BRACKETED.fullmatch(part.strip())
        if bracketed is None:
            return []
        inside = (self.find(bracketed["name"]), self.find(bracketed["inside"]))
        return [one for one in inside if one is not None]


@cache
def _load(path: Path) -> CarrierRegister:
    carriers = read_carriers(path)
    for carrier in carriers.values():
        _refuse_strangers(carrier, carriers)
    return CarrierRegister(carriers=carriers, by_spelling=_spelled(carriers.values()))


def _refuse_strangers(carrier: Carrier, carriers: Mapping[CarrierId, Carrier]) -> None:
    """Raise where `carrier` names one that is not registered, or is a parent of itself."""
    for purchase in carrier.buys:
        if purchase.seller not in carriers:
            raise DamagedRegister(f"{carrier.id}: seller {purchase.seller} is not registered")
    passed = {carrier.id}
    above = carrier.parent
    while above is not None:
        if above not in carriers:
            raise DamagedRegister(f"{carrier.id}: parent {above} is not registered")
        if above in passed:
            raise DamagedRegister(f"{carrier.id}: parent {above} is below it")
        passed.add(above)
        above = carriers[above].parent


def spelling_of(name: str) -> str:
    """`name` without what never tells carriers apart: width, case, spaces, points, legal form."""
    folded = fold(name).text.strip()
    bare = _LEGAL_FORM.sub("", folded) or folded
    return _IGNORED.sub("", bare)


def _spelled(carriers: Iterable[Carrier]) -> dict[str, CarrierId]:
    spelled: dict[str, CarrierId] = {}
    for carrier in carriers:
        for spelling in carrier.spellings:
            holder = spelled.setdefault(spelling_of(spelling), carrier.id)
            if holder != carrier.id:
                raise DamagedRegister(f"{holder} and {carrier.id} are both spelled {spelling}")
    return spelled
