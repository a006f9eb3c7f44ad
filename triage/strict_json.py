"""Read JSON that people write: each key is asked for by name, each fault told by its path.

A fault does not stop the reading, so that one answer lists them all. A key that is null is a key
that is absent.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from math import isfinite
from typing import TypeVar

from triage.errors import FactsRefused, Fault

Choice = TypeVar("Choice", bound=StrEnum)

LARGEST = 10**12
"""No count of users and no number of minutes is larger."""
YEARS = range(1950, 3000)


class _Repeated(dict[str, object]):
    """An object of which some key was written twice."""

    keys_repeated: tuple[str, ...] = ()


def parse_object(text: str | bytes, faults: list[Fault]) -> "JsonObject":
    """The JSON object that `text` holds, ready to be read.

    Raises:
        FactsRefused: it is not JSON, or not an object.
    """
    try:
        told = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        written = json.loads(told, object_pairs_hook=_object_of)
    except (ValueError, RecursionError) as fault:
        raise FactsRefused([Fault("not_json", "$")]) from fault
    if not isinstance(written, dict):
        raise FactsRefused([Fault("wrong_type", "$", {"expected": "object"})])
    return JsonObject(written, "$", faults)


def _is_text(told: str) -> bool:
    """Whether it can be kept: half of a character, written as an escape, is none."""
    return not any("\ud800" <= each <= "\udfff" for each in told)


def _object_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
    written = _Repeated(pairs)
    names = [name for name, _ in pairs]
    written.keys_repeated = tuple(sorted({name for name in names if names.count(name) > 1}))
    return written


class JsonObject:
    """One object of the document, at `path`. Read what it may hold, then `close` it."""

    def __init__(self, written: dict[str, object], path: str, faults: list[Fault]) -> None:
        self.path = path
        self._written = written
        self._faults = faults
        self._asked: set[str] = set()
        for key in written.keys_repeated if isinstance(written, _Repeated) else ():
            self.fault("repeated_key", key)

    def fault(self, code: str, key: str = "", **details: str | int) -> None:
        """Note a fault of `key`, or of the object itself."""
        self._faults.append(Fault(code, f"{self.path}.{key}" if key else self.path, details))

    def close(self) -> None:
        """Note every key that was not asked for."""
        for key in self._written:
            if key not in self._asked:
                self.fault("unknown_key", key)

    def told(self, key: str) -> bool:
        """Whether `key` is there and not null."""
        return self._take(key) is not None

    def text(self, key: str) -> str | None:
        """The text at `key`; None when absent."""
        found = self._take(key)
        if found is None or (isinstance(found, str) and found.strip() and _is_text(found)):
            return found
        self.fault("wrong_type", key, expected="text")
        return None

    def texts(self, key: str) -> list[str] | None:
        """The list of texts at `key`; None when absent."""
        found = self._list(key)
        if found is None:
            return None
        for place, item in enumerate(found):
            if not isinstance(item, str):
                self.fault("wrong_type", f"{key}[{place}]", expected="text")
        return [item for item in found if isinstance(item, str)]

    def flag(self, key: str) -> bool | None:
        """The boolean at `key`; None when absent."""
        found = self._take(key)
        if found is None or isinstance(found, bool):
            return found
        self.fault("wrong_type", key, expected="boolean")
        return None

    def number(self, key: str, highest: float = LARGEST) -> float | None:
        """The number at `key`, 0 to `highest`; None when absent."""
        found = self._take(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float):
            self.fault("wrong_type", key, expected="number")
        elif isinstance(found, float) and not isfinite(found):
            self.fault("not_finite", key)
        elif found < 0:
            self.fault("negative", key)
        elif found > highest:
            self.fault("out_of_range", key, highest=str(highest))
        else:
            return found
        return None

    def whole(self, key: str) -> int | None:
        """The whole number at `key`, 0 or more; None when absent."""
        found = self.number(key)
        if found is None or found == int(found):
            return None if found is None else int(found)
        self.fault("wrong_type", key, expected="integer")
        return None

    def choice(self, key: str, choices: type[Choice]) -> Choice | None:
        """The one of `choices` at `key`; None when absent."""
        found = self._take(key)
        if found is None:
            return None
        if not isinstance(found, str):
            self.fault("wrong_type", key, expected="text")
        elif found not in set(choices):
            self.fault("unknown_value", key, known=", ".join(choices))
        else:
            return choices(found)
        return None

    def choices(self, key: str, choices: type[Choice]) -> frozenset[Choice] | None:
        """The list of `choices` at `key`; None when absent."""
        found = self._list(key)
        if found is None:
            return None
        for place, item in enumerate(found):
            if item not in [str(choice) for choice in choices]:
                self.fault("unknown_value", f"{key}[{place}]", known=", ".join(choices))
        return frozenset(choice for choice in choices if choice in found)

    def moment(self, key: str) -> datetime | None:
        """The time with an offset at `key`; None when absent."""
        found = self._take(key)
        if found is None:
            return None
        if not isinstance(found, str):
            self.fault("wrong_type", key, expected="ISO 8601 with an offset")
            return None
        try:
            at = datetime.fromisoformat(found)
        except ValueError:
            self.fault("not_a_time", key)
            return None
        if at.tzinfo is None:
            self.fault("no_offset", key)
        elif at.year not in YEARS:
            self.fault("out_of_range", key)
        else:
            return at
        return None

    def child(self, key: str) -> "JsonObject | None":
        """The object at `key`; None when absent."""
        found = self._take(key)
        if found is None or isinstance(found, dict):
            return None if found is None else JsonObject(found, f"{self.path}.{key}", self._faults)
        self.fault("wrong_type", key, expected="object")
        return None

    def children(self, key: str) -> Iterator["JsonObject"]:
        """The objects of the list at `key`; none when absent."""
        for place, item in enumerate(self._list(key) or []):
            if isinstance(item, dict):
                yield JsonObject(item, f"{self.path}.{key}[{place}]", self._faults)
            else:
                self.fault("wrong_type", f"{key}[{place}]", expected="object")

    def required(self, key: str) -> None:
        """Note a fault when `key` is absent."""
        if not self.told(key):
            self.fault("missing", key)

    def _take(self, key: str) -> object:
        self._asked.add(key)
        return self._written.get(key)

    def _list(self, key: str) -> list[object] | None:
        found = self._take(key)
        if found is None or isinstance(found, list):
            return found
        self.fault("wrong_type", key, expected="list")
        return None
