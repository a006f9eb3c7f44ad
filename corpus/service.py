"""The services (電気通信役務) that accidents hit, and the words reports use for them.

The ids are those of the contract; ``services.toml`` holds the words: a new one touches it alone.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from corpus.shape import flat

WORDS = Path(__file__).parent / "services.toml"
_LOOKED_AT = 5_000
_SPACED = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")


class Service(StrEnum):
    """A service, as the duty to report and the contract distinguish them."""

    EMERGENCY_VOICE = "emergency_voice"
    VOICE = "voice"
    LPWA = "lpwa"
    INTERNET_ACCESS = "internet_access"
    INTERNET_CONNECTION = "internet_connection"
    MOBILE_DATA = "mobile_data"
    SMS = "sms"
    EMAIL = "email"
    MESSAGING = "messaging"
    SEARCH = "search"
    SNS = "sns"
    LEASED_LINE = "leased_line"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Words:
    """The vocabulary, compiled: one pattern, and the service of each of its groups."""

    pattern: re.Pattern[str]
    services: tuple[Service, ...]
    records: Mapping[str, Service]


def find_services(text: str) -> tuple[tuple[Service, str], ...]:
    """The services that `text` names, each once and in order, with the word that names it first.

    Only the first 5,000 characters are looked at: what names services is a field, not a narrative.
    """
    return _find(text[:_LOOKED_AT])


def service_of_record(kind: str) -> Service:
    """The service of one of a record's `service_kinds`; `Service.OTHER` for any other word."""
    return _words().records.get(kind, Service.OTHER)


@lru_cache(maxsize=4096)
def _find(text: str) -> tuple[tuple[Service, str], ...]:
    """What `find_services` gives."""
    words, named = _words(), dict[Service, str]()
    told = _SPACED.sub("", flat(text))
    for found in words.pattern.finditer(told):
        assert found.lastindex is not None  # every alternative is a group
        named.setdefault(words.services[found.lastindex - 1], found.group())
    return tuple(named.items())


@cache
def _words() -> _Words:
    """The words of ``services.toml``, the longest first."""
    told = tomllib.loads(WORDS.read_text("utf-8"))
    entries = [
        (Service(service), _written(word), len(word))
        for service, entry in told.items()
        for word in [service, *entry["words"]]
    ]
    entries.sort(key=lambda entry: -entry[2])
    patterns = [
        (Service(service), pattern, 0)
        for service, entry in told.items()
        for pattern in entry.get("patterns", ())
    ]
    return _Words(
        pattern=re.compile("|".join(f"({p})" for _, p, _ in patterns + entries), re.IGNORECASE),
        services=tuple(service for service, _, _ in patterns + entries),
        records={
            kind: Service(s) for s, entry in told.items() for kind in entry.get("records", ())
        },
    )


def _written(word: str) -> str:
    """A pattern for `word`: Latin letters do not run on into others, spaces may be wider."""
    pattern = r"\s+".join(re.escape(part) for part in flat(word).split())
    before = r"(?<![A-Za-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return before + pattern + after
