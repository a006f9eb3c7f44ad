"""What makes a case rich in lessons: the criteria, read from ``criteria.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.account import Language
from corpus.service import Service
from triage.criteria import Steps
from triage.lessons.kinds import Patterns, patterns_of
from triage.lessons.source import Role

CRITERIA = Path(__file__).parent / "criteria.toml"


class Looks(StrEnum):
    """What a criterion looks at."""

    BASE = "base"
    IMPORTANCE = "importance"
    CONCEPTS = "concepts"
    MEASURES = "measures"
    BARRIER = "barrier"


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonCriterion:
    """One question asked of a source; `question` is how a model is asked it.

    `points` is the most it can give, `steps` how much for how many; `roles` the parts that count
    (none: all); a concept that is told by words of `unless` does not count. `concrete`, `vague`
    and `shortest` say which sentences are concrete measures.
    """

    id: str
    ja: str
    en: str
    question: str
    looks: Looks
    points: float
    steps: Steps = ()
    concepts: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    services: frozenset[Service] = frozenset()
    roles: frozenset[Role] = frozenset()
    concrete: Patterns = field(default_factory=dict, repr=False)
    vague: Patterns = field(default_factory=dict, repr=False)
    shortest: Mapping[Language, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonCriteria:
    """All criteria; `version` is a digest of the file they were read from."""

    version: str
    asked: tuple[LessonCriterion, ...]


@cache
def load_lesson_criteria(path: Path = CRITERIA) -> LessonCriteria:
    """The criteria in `path`."""
    written = path.read_bytes()
    tables = tomllib.loads(written.decode())
    return LessonCriteria(
        version=f"{tables['version']}-{sha256(written).hexdigest()[:8]}",
        asked=tuple(_criterion(table) for table in tables["criterion"]),
    )


def _criterion(table: Mapping[str, Any]) -> LessonCriterion:
    return LessonCriterion(
        id=table["id"],
        ja=table["ja"],
        en=table["en"],
        question=table["question"],
        looks=Looks(table["kind"]),
        points=table["points"],
        steps=tuple((line, points) for line, points in table.get("steps", ())),
        concepts=frozenset(table.get("concepts", ())),
        unless=frozenset(table.get("unless", ())),
        services=frozenset(Service(service) for service in table.get("services", ())),
        roles=frozenset(Role(role) for role in table.get("roles", ())),
        concrete=patterns_of(table.get("concrete", {})),
        vague=patterns_of(table.get("vague", {})),
        shortest={Language(one): least for one, least in table.get("shortest", {}).items()},
    )
