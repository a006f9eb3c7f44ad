"""A carrier's own equipment profile: what it runs, in a file that it keeps to itself."""

import csv
import io
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from corpus.errors import InputRefused
from corpus.service import Service
from triage.facts import EquipmentKind, Function

LARGEST = 1 << 20
"""Bytes of a profile."""
_MOST = 5_000
_LONGEST = 200
_SHORTEST = 2
"""Characters of a name: a single one stands in every text."""


class Key(StrEnum):
    """What a profile tells."""

    SERVICES = "services"  # 役務
    EQUIPMENT = "equipment"  # 設備の種類
    FUNCTIONS = "functions"  # 機能
    MAKERS = "makers"  # 製造者
    PRODUCTS = "products"  # 製品
    SOFTWARE = "software"  # ソフトウェア


NAMED = (Key.MAKERS, Key.PRODUCTS, Key.SOFTWARE)
"""What is told by names, and not by ids of ours."""
_KNOWN: Mapping[Key, type[StrEnum]] = {
    Key.SERVICES: Service,
    Key.EQUIPMENT: EquipmentKind,
    Key.FUNCTIONS: Function,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a carrier runs. It is never shown whole, written or sent."""

    told: Mapping[Key, tuple[str, ...]] = field(repr=False)

    def of(self, key: Key) -> tuple[str, ...]:
        """What it tells under `key`, each once."""
        return self.told.get(key, ())


def read_profile(content: bytes, name: str) -> Profile:
    """The profile in a file called `name` (TOML, JSON or CSV, by its ending).

    Raises:
        InputRefused: it is none; says where.
    """
    ending = name.rpartition(".")[2].lower()
    if ending not in READERS:
        raise InputRefused("profile_format", name, known=", ".join(READERS))
    try:
        told = READERS[ending](content)
    except (ValueError, RecursionError, csv.Error) as fault:
        raise InputRefused("profile_unreadable", name) from fault
    if not isinstance(told, dict):
        raise InputRefused("profile_unreadable", name)
    found = dict(_lists(told))
    if not any(found.values()):
        raise InputRefused("profile_empty", name)
    return Profile(told=found)


def _lists(told: Mapping[str, Any]) -> Iterator[tuple[Key, tuple[str, ...]]]:
    for name, values in told.items():
        if name not in set(Key):
            raise InputRefused("unknown_field", f"$.{name}"[:_LONGEST])
        key = Key(name)
        if not isinstance(values, list) or len(values) > _MOST:
            raise InputRefused("wrong_type", f"$.{key}", expected="list")
        for place, value in enumerate(values):
            _check(key, value, f"$.{key}[{place}]")
        yield key, tuple(dict.fromkeys(value.strip() for value in values))


def _check(key: Key, value: object, where: str) -> None:
    if not isinstance(value, str):
        raise InputRefused("wrong_type", where, expected="string")
    told = value.strip()
    if not _SHORTEST <= len(told) <= _LONGEST:
        raise InputRefused("profile_name", where, least=_SHORTEST, most=_LONGEST)
    known = _KNOWN.get(key)
    if known is not None and told not in set(known):
        raise InputRefused("profile_unknown", where, known=", ".join(known))


def _toml(content: bytes) -> Any:
    return tomllib.loads(content.decode("utf-8-sig"))


def _json(content: bytes) -> Any:
    return json.loads(content.decode("utf-8-sig"))


def _csv(content: bytes) -> Any:
    """Rows of a key and a value, as spreadsheets write them; the first row may be a heading."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp932")
    told: dict[str, list[str]] = {}
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    for number, row in enumerate(rows):
        cells = [cell.strip() for cell in row]
        if not any(cells) or (number == 0 and cells[:2] == ["key", "value"]):
            continue
        if len(cells) < 2 or any(cells[2:]):  # noqa: PLR2004 - a key and a value
            raise ValueError("cells")
        told.setdefault(cells[0], []).append(cells[1])
    return told


READERS: Mapping[str, Callable[[bytes], Any]] = {"toml": _toml, "json": _json, "csv": _csv}
