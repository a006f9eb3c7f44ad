"""Read carriers as ``carriers.toml`` writes them."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from corpus.carrier import Carrier, CarrierName, Institution, Kind, Purchase, Size
from corpus.errors import DamagedRegister
from corpus.ids import CarrierId
from corpus.service import Service

REGISTER = Path(__file__).parent / "carriers.toml"
_SPELLED_KEYS = frozenset(("names", "aliases", "brands", "common"))
_CLASS_KEYS = frozenset(("class", "class_from", "class_verified", "prefectures"))
_WHAT_KEYS = frozenset(("kind", "kind_from", "also", "country", "parent", "size", "size_verified"))
_KEYS = _SPELLED_KEYS | _CLASS_KEYS | _WHAT_KEYS | {"services", "buys"}
_NAME_KEYS = frozenset(("ja", "en", "from", "until", "merged", "verified"))
_PURCHASE_KEYS = frozenset(("of", "services", "from", "until", "verified"))
_MOBILE = {Service.VOICE, Service.SMS, Service.MOBILE_DATA}
_TELEPHONE = {Service.EMERGENCY_VOICE, Service.VOICE}

SERVICES_OF_KIND: Mapping[Kind, frozenset[Service]] = MappingProxyType(
    {
        Kind.MNO: frozenset(_MOBILE | {Service.EMERGENCY_VOICE}),
        Kind.MVNO: frozenset(_MOBILE),
        Kind.FIXED: frozenset(_TELEPHONE | {Service.INTERNET_ACCESS, Service.LEASED_LINE}),
        Kind.ISP: frozenset((Service.INTERNET_CONNECTION, Service.EMAIL)),
        Kind.CATV: frozenset(_TELEPHONE | {Service.INTERNET_ACCESS, Service.INTERNET_CONNECTION}),
        Kind.OTT: frozenset((Service.OTHER,)),
        Kind.SATELLITE: frozenset((Service.LEASED_LINE, Service.OTHER)),
        Kind.CLOUD: frozenset((Service.OTHER,)),
    }
)
"""What a carrier of each kind offers, where its entry does not say; the others offer nothing."""


def read_carriers(path: Path) -> Mapping[CarrierId, Carrier]:
    """The carriers written in `path`, in its order.

    Raises:
        DamagedRegister: one lacks something, or says what cannot be.
    """
    try:
        written = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise DamagedRegister(f"{path.name}: {fault}") from fault
    return {CarrierId(name): read_carrier(name, table) for name, table in written.items()}


def read_carrier(name: str, table: Mapping[str, Any]) -> Carrier:
    """The carrier with the id `name`, as one table of the file tells it.

    Raises:
        DamagedRegister: it lacks something, or says what cannot be.
    """
    try:
        _refuse_unknown_keys(name, table)
        carrier = _read(name, table)
    except KeyError as missing:
        raise DamagedRegister(f"{name} lacks {missing}") from missing
    except (TypeError, ValueError, AttributeError) as fault:
        raise DamagedRegister(f"{name}: {fault}") from fault
    if all(each.merged for each in carrier.names):
        raise DamagedRegister(f"{name} has no name of its own")
    if stray := carrier.common_words - set(carrier.spellings):
        raise DamagedRegister(
            f"{name}: common words that are no spelling: {', '.join(sorted(stray))}"
        )
    return carrier


def _read(name: str, table: Mapping[str, Any]) -> Carrier:
    kinds = [Kind(table["kind"]), *map(Kind, _texts(table, "also"))]
    return Carrier(
        id=CarrierId(name),
        kind=kinds[0],
        kind_since=_day(table, "kind_from"),
        also=frozenset(kinds[1:]),
        country=_text(table, "country"),
        size=Size(table.get("size", Size.UNKNOWN)),
        size_verified=table.get("size_verified", False),
        services=_services(table, kinds),
        buys=tuple(_read_purchase(each) for each in table.get("buys", ())),
        names=tuple(_read_name(each) for each in table.get("names", ())),
        aliases=_texts(table, "aliases"),
        brands=_texts(table, "brands"),
        common_words=frozenset(_texts(table, "common")),
        institution=Institution(table.get("class", Institution.NONE)),
        institution_since=_day(table, "class_from"),
        institution_verified=table.get("class_verified", True),
        prefectures=_texts(table, "prefectures"),
        parent=CarrierId(_text(table, "parent")) if "parent" in table else None,
    )


def _refuse_unknown_keys(name: str, table: Mapping[str, Any]) -> None:
    unknown = table.keys() - _KEYS
    for key, known in (("names", _NAME_KEYS), ("buys", _PURCHASE_KEYS)):
        unknown |= set().union(*(each.keys() - known for each in table.get(key, ())))
    if unknown:
        raise DamagedRegister(f"{name} has unknown keys {', '.join(sorted(unknown))}")


def _services(table: Mapping[str, Any], kinds: list[Kind]) -> frozenset[Service]:
    if "services" in table:
        return frozenset(map(Service, _texts(table, "services")))
    return frozenset[Service]().union(*(SERVICES_OF_KIND.get(kind, ()) for kind in kinds))


def _read_name(table: Mapping[str, Any]) -> CarrierName:
    return CarrierName(
        ja=_text(table, "ja"),
        en=_text(table, "en"),
        since=_day(table, "from"),
        until=_day(table, "until"),
        merged=table.get("merged", False),
        verified=table.get("verified", True),
    )


def _read_purchase(table: Mapping[str, Any]) -> Purchase:
    return Purchase(
        seller=CarrierId(_text(table, "of")),
        services=frozenset(map(Service, _texts(table, "services"))),
        since=_day(table, "from"),
        until=_day(table, "until"),
        verified=table.get("verified", False),
    )


def _text(table: Mapping[str, Any], key: str) -> str:
    """The text under `key`; a carrier without one is refused by whoever reads it."""
    text = table[key]
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"{key} is no text")
    return text


def _texts(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    texts = table.get(key, [])
    if not isinstance(texts, list) or not all(isinstance(t, str) and t.strip() for t in texts):
        raise ValueError(f"{key} is no list of texts")
    return tuple(texts)


def _day(table: Mapping[str, Any], key: str) -> date | None:
    day = table.get(key)
    if isinstance(day, str):  # what is kept as JSON has no days
        day = date.fromisoformat(day)
    if day is not None and type(day) is not date:
        raise ValueError(f"{key} is no day")
    return day
