"""What raises a filing in the queue: the criteria, read from ``criteria.toml``.

A criterion fires on a service that was hit, on users or minutes at or above a step (the highest
reached counts), or on a concept of a facet that the filing names; just one of the four.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.account import Language
from corpus.service import Service
from corpus.vocabulary import Facet

CRITERIA = Path(__file__).parent / "criteria.toml"

Steps = tuple[tuple[int, float], ...]
"""Lines and the points for reaching each, rising."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One question that is asked of every filing."""

    id: str
    ja: str
    en: str
    points: float = 0.0
    services: frozenset[Service] = frozenset()
    users: Steps = ()
    minutes: Steps = ()
    facet: Facet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """All that raises a filing. `version` is a digest of the file they were read from."""

    version: str
    novelty_points: float
    characters_to_judge: Mapping[Language, int]
    asked: tuple[Criterion, ...]


@cache
def load_criteria(path: Path = CRITERIA) -> Criteria:
    """The criteria in `path`."""
    written = path.read_bytes()
    tables = tomllib.loads(written.decode())
    return Criteria(
        version=f"{tables['version']}-{sha256(written).hexdigest()[:8]}",
        novelty_points=tables["novelty"]["points"],
        characters_to_judge={
            Language(language): characters
            for language, characters in tables["novelty"]["characters"].items()
        },
        asked=tuple(_criterion(table) for table in tables["criterion"]),
    )


def points_at(steps: Steps, number: int) -> float:
    """The points for the highest of `steps` that `number` reaches; 0 for none."""
    return max((points for line, points in steps if number >= line), default=0.0)


def _criterion(table: Mapping[str, Any]) -> Criterion:
    steps = {
        key: tuple((line, points) for line, points in table.get(key, ()))
        for key in ("users", "minutes")
    }
    services = frozenset(Service(service) for service in table.get("services", ()))
    facet = Facet(table["facet"]) if "facet" in table else None
    return Criterion(**{**table, **steps, "services": services, "facet": facet})
