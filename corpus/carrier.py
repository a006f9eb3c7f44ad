"""A carrier (事業者): what it is, under which names, since when, and from whom it buys.

These are facts of the world, written in ``carriers.toml``. What an operator sets for a carrier
(contacts, how it wants to be told) stands in the database: `corpus/carrier_settings.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain

from corpus.ids import CarrierId
from corpus.service import Service


class Kind(StrEnum):
    """What a carrier mainly is."""

    MNO = "mno"  # 移動(自網)
    MVNO = "mvno"  # 移動(借網)
    FIXED = "fixed"  # 固定
    ISP = "isp"  # インターネット接続
    CATV = "catv"  # ケーブルテレビ
    OTT = "ott"  # 上位レイヤー
    SATELLITE = "satellite"  # 衛星
    CLOUD = "cloud"  # クラウド・データセンター
    PUBLIC = "public"  # 公的機関
    OTHER = "other"


class Size(StrEnum):
    """How many users a carrier has, in its own country."""

    LARGE = "large"  # 1,000万以上
    MEDIUM = "medium"  # 100万以上1,000万未満
    SMALL = "small"  # 100万未満
    UNKNOWN = "unknown"


class Institution(StrEnum):
    """A carrier's class under the Basic Act on Disaster Management (災害対策基本法2条)."""

    NATIONAL = "national"  # 指定公共機関
    PREFECTURAL = "prefectural"  # 指定地方公共機関
    NONE = "none"


class ServiceClass(StrEnum):
    """The broad classes of service by which lessons are handed on."""

    MOBILE = "mobile"  # 移動
    FIXED = "fixed"  # 固定
    INTERNET = "internet"  # インターネット接続
    SATELLITE = "satellite"  # 衛星
    APPLICATION = "application"  # アプリケーション
    HOSTING = "hosting"  # クラウド・データセンター


CLASS_OF_KIND: Mapping[Kind, ServiceClass] = {
    Kind.MNO: ServiceClass.MOBILE,
    Kind.MVNO: ServiceClass.MOBILE,
    Kind.FIXED: ServiceClass.FIXED,
    Kind.CATV: ServiceClass.FIXED,
    Kind.ISP: ServiceClass.INTERNET,
    Kind.SATELLITE: ServiceClass.SATELLITE,
    Kind.OTT: ServiceClass.APPLICATION,
    Kind.CLOUD: ServiceClass.HOSTING,
}
"""The class of service of each kind; the others have none of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierName:
    """A company name, borne from `since` to `until` (both days included; None: open).

    `merged`: the name of a company that became part of this one.
    """

    ja: str
    en: str
    since: date | None = None
    until: date | None = None
    merged: bool = False
    verified: bool = True

    def held_on(self, day: date) -> bool:
        """Whether the name was borne on `day`."""
        return _holds(self.since, self.until, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """What a carrier buys wholesale (卸・接続) of `seller`, from `since` to `until` (as names)."""

    seller: CarrierId
    services: frozenset[Service]
    since: date | None = None
    until: date | None = None
    verified: bool = False

    def held_on(self, day: date) -> bool:
        """Whether it was bought on `day`."""
        return _holds(self.since, self.until, day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """One carrier.

    `kind` holds from `kind_since` on, `institution` from `institution_since` (None: as long as
    known). `also`: kinds it is beside. `services`: those it offers; a holding company has none.
    """

    id: CarrierId
    kind: Kind
    country: str
    names: tuple[CarrierName, ...]
    kind_since: date | None = None
    also: frozenset[Kind] = frozenset()
    size: Size = Size.UNKNOWN
    size_verified: bool = False
    services: frozenset[Service] = frozenset()
    buys: tuple[Purchase, ...] = ()
    aliases: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    common_words: frozenset[str] = frozenset()
    institution: Institution = Institution.NONE
    institution_since: date | None = None
    institution_verified: bool = True
    prefectures: tuple[str, ...] = ()
    parent: CarrierId | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way the register writes this carrier, brands too, each once."""
        named = chain.from_iterable((name.ja, name.en) for name in self.names)
        return tuple(dict.fromkeys(chain(named, self.aliases, self.brands)))

    @property
    def current_name(self) -> CarrierName:
        """The latest name of its own."""
        return [name for name in self.names if not name.merged][-1]

    @property
    def kinds(self) -> frozenset[Kind]:
        """All that it is."""
        return self.also | {self.kind}

    @property
    def service_classes(self) -> frozenset[ServiceClass]:
        """The classes of service it offers; none where it offers no service."""
        if not self.services:
            return frozenset()
        return frozenset(CLASS_OF_KIND[kind] for kind in self.kinds if kind in CLASS_OF_KIND)

    def kind_on(self, day: date) -> bool:
        """Whether it was of its `kind` on `day`."""
        return _holds(self.kind_since, None, day)

    def institution_on(self, day: date) -> Institution:
        """The carrier's class on `day`."""
        held = _holds(self.institution_since, None, day)
        return self.institution if held else Institution.NONE


def _holds(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)
