"""The carrier register (事業者台帳): who is who, under every name it bore.

``carriers.toml`` holds it; a new carrier touches that file alone. A company that became part of
another is a name of that other one (ソフトバンクテレコム is `softbank`), so a past accident stands
with the carrier that answers for it today. A name is found when it is spelled as in the register,
apart from width, case, spaces, points and the legal form (株式会社, Inc.): never by likeness.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from corpus.account import Language
from corpus.errors import DamagedRegister, UnknownCarrier
from corpus.folding import fold
from corpus.ids import CarrierId

REGISTER = Path(__file__).parent / "carriers.toml"
_NAMING_KEYS = frozenset(("names", "aliases", "brands", "common"))
_CLASS_KEYS = frozenset(("class", "class_from", "class_verified", "prefecture"))
_KEYS = frozenset(("kind", "country", "parent")) | _NAMING_KEYS | _CLASS_KEYS
_NAME_KEYS = frozenset(("ja", "en", "from", "until", "merged", "verified"))
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


class Institution(StrEnum):
    """A carrier's class under the Basic Act on Disaster Management (災害対策基本法2条)."""

    NATIONAL = "national"  # 指定公共機関
    PREFECTURAL = "prefectural"  # 指定地方公共機関
    NONE = "none"


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
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def written(self, language: Language) -> str:
        """The name in `language`."""
        return self.ja if language is Language.JA else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """One carrier; `institution` holds from `institution_since` on (None: as long as known)."""

    id: CarrierId
    kind: Kind
    country: str
    names: tuple[CarrierName, ...]
    aliases: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    common_words: frozenset[str] = frozenset()
    institution: Institution = Institution.NONE
    institution_since: date | None = None
    institution_verified: bool = True
    prefecture: str | None = None
    parent: CarrierId | None = None

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way the register writes this carrier, brands too, each once."""
        named = chain.from_iterable((name.ja, name.en) for name in self.names)
        return tuple(dict.fromkeys(chain(named, self.aliases, self.brands)))

    def institution_on(self, day: date) -> Institution:
        """The carrier's class on `day`."""
        late = self.institution_since is not None and day < self.institution_since
        return Institution.NONE if late else self.institution


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierRegister:
    """All carriers, and the spellings that lead to them."""

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

    def unknown_in(self, field: str) -> tuple[str, ...]:
        """The parts of a field that name nobody the register knows."""
        return tuple(part for part in self._parts(field) if not self._find_part(part))

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

    def names_on(self, carrier_id: CarrierId, day: date) -> tuple[CarrierName, ...]:
        """The names a carrier, and the companies it took in, bore on `day`, oldest first.

        Raises:
            UnknownCarrier: there is no such carrier.
        """
        return tuple(name for name in self.get(carrier_id).names if name.held_on(day))

    def current_name(self, carrier_id: CarrierId, language: Language = Language.JA) -> str:
        """A carrier's latest own name.

        Raises:
            UnknownCarrier: there is no such carrier.
        """
        return [name for name in self.get(carrier_id).names if not name.merged][-1].written(
            language
        )

    def subsidiaries(self, carrier_id: CarrierId) -> tuple[CarrierId, ...]:
        """The registered carriers whose parent is `carrier_id`."""
        return tuple(one.id for one in self.carriers.values() if one.parent == carrier_id)

    def common_word(self, name: str) -> bool:
        """Whether `name` names a carrier and is an ordinary word as well (au, LINE, Slack)."""
        carrier_id = self.find(name)
        if carrier_id is None:
            return False
        common = self.carriers[carrier_id].common_words
        return spelling_of(name) in {spelling_of(word) for word in common}

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
    written = tomllib.loads(path.read_text("utf-8"))
    carriers = {CarrierId(name): _read_carrier(name, table) for name, table in written.items()}
    for carrier in carriers.values():
        if carrier.parent is not None and carrier.parent not in carriers:
            raise DamagedRegister(f"{carrier.id}: parent {carrier.parent} is not registered")
    return CarrierRegister(carriers=carriers, by_spelling=_spelled(carriers.values()))


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


def _read_carrier(name: str, table: Mapping[str, Any]) -> Carrier:
    names = table.get("names", ())
    unknown = sorted((table.keys() - _KEYS).union(*(each.keys() - _NAME_KEYS for each in names)))
    if unknown:
        raise DamagedRegister(f"{name} has unknown keys {', '.join(unknown)}")
    try:
        carrier = Carrier(
            id=CarrierId(name),
            kind=Kind(table["kind"]),
            country=table["country"],
            names=tuple(_read_name(each) for each in names),
            aliases=tuple(table.get("aliases", ())),
            brands=tuple(table.get("brands", ())),
            common_words=frozenset(table.get("common", ())),
            institution=Institution(table.get("class", Institution.NONE)),
            institution_since=table.get("class_from"),
            institution_verified=table.get("class_verified", True),
            prefecture=table.get("prefecture"),
            parent=table.get("parent"),
        )
    except KeyError as missing:
        raise DamagedRegister(f"{name} lacks {missing}") from missing
    except ValueError as fault:
        raise DamagedRegister(f"{name}: {fault}") from fault
    if all(each.merged for each in carrier.names):
        raise DamagedRegister(f"{name} has no name of its own")
    if stray := carrier.common_words - set(carrier.spellings):
        raise DamagedRegister(
            f"{name}: common words that are no spelling: {', '.join(sorted(stray))}"
        )
    return carrier


def _read_name(table: Mapping[str, Any]) -> CarrierName:
    return CarrierName(
        ja=table["ja"],
        en=table["en"],
        since=table.get("from"),
        until=table.get("until"),
        merged=table.get("merged", False),
        verified=table.get("verified", True),
    )
