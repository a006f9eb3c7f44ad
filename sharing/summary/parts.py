"""What goes into which part of a summary (``parts.toml``)."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.account import Language
from corpus.vocabulary import Facet
from sharing.summary.summary import Part
from triage.lessons.source import Role

PARTS = Path(__file__).parent / "parts.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRule:
    """What gives a sentence points for one part; at most `most` are taken."""

    most: int
    roles: Mapping[Role, float]
    facets: Mapping[Facet, float]
    phrase: float
    phrases: Mapping[Language, re.Pattern[str]] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How sentences are weighed and taken; `version` changes with every change of the file."""

    version: str
    least: float
    longest: int
    alike: float
    mention: float
    mentions: int
    early: float
    failing: frozenset[Facet]
    parts: Mapping[Part, PartRule]


@cache
def load_rules(path: Path = PARTS) -> Rules:
    """The rules written in `path`."""
    written = path.read_bytes()
    told = tomllib.loads(written.decode())
    return Rules(
        version=sha256(written).hexdigest()[:8],
        least=told["least"],
        longest=told["longest"],
        alike=told["alike"],
        mention=told["mention"],
        mentions=told["mentions"],
        early=told["early"],
        failing=frozenset(map(Facet, told["failing"])),
        parts={part: _part(told[part], told["most"][part]) for part in Part},
    )


def _part(told: Mapping[str, Any], most: int) -> PartRule:
    return PartRule(
        most=most,
        roles={Role(role): points for role, points in told["roles"].items()},
        facets={Facet(facet): points for facet, points in told["facets"].items()},
        phrase=told["phrase"],
        phrases={language: re.compile("|".join(told[language])) for language in Language},
    )
