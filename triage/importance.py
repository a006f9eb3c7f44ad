"""How much each service matters (役務の重要度): the ministry's matrix, and weights made from it.

The matrix holds words, not numbers. The numbers stand in ``importance.toml`` beside it, marked as
ours; of what triage judges by, one criterion of lessons reads them (`triage.lessons.richness`).
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.regime import Mark, Source, Wording
from corpus.service import Service

MATRIX = Path(__file__).parent / "importance.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What the matrix says of a service on one axis; `weight` is 0 to 1."""

    axis: str
    title: Wording
    level: str
    said: Wording
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Importance:
    """The matrix for one service; `derived` where it stands for the service only by likeness."""

    service: Service
    column: str
    title: Wording
    derived: bool
    cells: tuple[Cell, ...]
    weight: float
    source: Source


def importance_of(service: Service) -> Importance | None:
    """The matrix's column for `service`; None where it has none, not even a near one."""
    told = _matrix()
    named = told["services"].get(service)
    if named is None:
        return None
    column = named["column"]
    cells = tuple(_cell(axis, column, told) for axis in told["axes"])
    shares = [axis["share"] for axis in told["axes"]]
    return Importance(
        service=service,
        column=column,
        title=Wording(**told["columns"][column]),
        derived=named["derived"],
        cells=cells,
        weight=sum(share * cell.weight for share, cell in zip(shares, cells, strict=True)),
        source=Source(
            provision=told["source"]["provision"],
            mark=Mark.DERIVED if named["derived"] else Mark(told["source"]["mark"]),
        ),
    )


def weight_of(services: Iterable[Service]) -> float:
    """The weight (0 to 1) of the weightiest of `services` that the matrix knows; 0 for none."""
    found = (importance_of(service) for service in services)
    return max((each.weight for each in found if each), default=0.0)


def matrix() -> tuple[Importance, ...]:
    """The matrix for every service it speaks of, in the order of the services."""
    return tuple(found for service in Service if (found := importance_of(service)))


def _cell(axis: Mapping[str, Any], column: str, told: Mapping[str, Any]) -> Cell:
    level = axis["values"][column]
    weight = told["weights"][level]
    return Cell(
        axis=axis["id"],
        title=Wording(**axis["title"]),
        level=level,
        said=Wording(**told["levels"][level]),
        weight=1 - weight if axis.get("reversed") else weight,
    )


@cache
def _matrix() -> Mapping[str, Any]:
    return tomllib.loads(MATRIX.read_text("utf-8"))
