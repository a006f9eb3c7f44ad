"""Statistics for publication (統計): counts by cells that tell nothing of fewer than k carriers.

A count is withheld when fewer than k carriers stand behind it or one has too much of it, and so
are as many others as it takes that no subtraction of margins, or of earlier editions, tells more
(`sharing/exposure.py`). A count that could not be told anew without telling what changed stays as
an earlier edition told it. Why is for the secretariat: the public sees numbers and gaps.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product

import numpy as np

from corpus.ids import CarrierId
from sharing.exposure import Rule, Sums, find_exposures

Cell = tuple[tuple[str, str], ...]
"""What a count counts: a value for each of some dimensions; ``()`` counts all."""


class Why(StrEnum):
    """Why a count is withheld, or stands as an earlier edition told it."""

    FEW = "few"  # 事業者が少ない
    DOMINATED = "dominated"  # 一社が多くを占める
    SUBTRACTION = "subtraction"  # 差し引きで分かる
    DIFFERENCE = "difference"  # 前の版との差で分かる


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """An incident as it is counted: whose, and its values in each dimension (several: in each).

    An incident of unknown carriers counts, but nobody stands behind it.
    """

    id: str
    carriers: frozenset[CarrierId]
    values: Mapping[str, frozenset[str]]

    def is_in(self, cell: Cell) -> bool:
        """Whether `cell` counts it."""
        return all(value in self.values.get(dimension, ()) for dimension, value in cell)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Which counts there are: for each grouping, every combination of the values it groups by.

    ``groupings=((), ("year",), ("year", "service"))`` counts all, by year, by year and service.
    """

    values: Mapping[str, tuple[str, ...]]
    groupings: tuple[tuple[str, ...], ...]

    def cells(self) -> Iterator[Cell]:
        """Every cell, each once, in order."""
        for grouping in dict.fromkeys(self.groupings):
            for chosen in product(*(self.values[dimension] for dimension in grouping)):
                yield tuple(zip(grouping, chosen, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told of a cell: `value`, or None where it is withheld.

    `since`: the edition that told it, where this one keeps that.
    """

    value: int | None
    why: Why | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What was published at one time, and from which incidents; these stay inside."""

    id: str
    counted: tuple[Counted, ...] = field(repr=False)
    told: Mapping[Cell, Told]

    def public(self) -> dict[Cell, int | None]:
        """The numbers as they are published, and nothing else."""
        return {cell: told.value for cell, told in self.told.items()}

    def fresh(self) -> Iterator[Cell]:
        """The cells that this edition tells anew."""
        return (
            cell
            for cell, told in self.told.items()
            if told.value is not None and told.since is None
        )


def publish(
    edition: str,
    counted: Iterable[Counted],
    layout: Layout,
    rule: Rule,
    earlier: Sequence[Edition] = (),
) -> Edition:
    """The edition of that id: what may be told of `counted`, beside all `earlier` ones."""
    those = tuple(counted)
    whys: dict[Cell, Why | None] = {cell: _alone(cell, those, rule) for cell in layout.cells()}
    _mend(whys, Why.SUBTRACTION, those, rule)
    _mend(whys, Why.DIFFERENCE, those, rule, earlier)
    told = {cell: _told(cell, why, those, earlier) for cell, why in whys.items()}
    return Edition(id=edition, counted=those, told=told)


def _alone(cell: Cell, counted: Sequence[Counted], rule: Rule) -> Why | None:
    """Why `cell` may not be told whatever else is."""
    behind = [each.carriers for each in counted if each.is_in(cell)]
    if rule.too_few(behind):
        return Why.FEW
    return Why.DOMINATED if rule.dominated(behind) else None


def _mend(
    whys: dict[Cell, Why | None],
    why: Why,
    counted: Sequence[Counted],
    rule: Rule,
    earlier: Sequence[Edition] = (),
) -> None:
    """Withhold what it takes, because of `why`, that the rest exposes nobody."""
    while True:
        open_cells = [cell for cell, reason in whys.items() if reason is None]
        withheld: set[Cell] = set()
        for exposing in _exposing(open_cells, counted, rule, earlier):
            if withheld.isdisjoint(exposing):
                withheld.add(_least(exposing, counted))
        if not withheld:
            return
        whys.update(dict.fromkeys(withheld, why))


def _exposing(
    cells: Sequence[Cell],
    counted: Sequence[Counted],
    rule: Rule,
    earlier: Sequence[Edition],
) -> Iterator[list[Cell]]:
    """Those of `cells` that take part in an exposure, with the rest and what was told earlier."""
    known = [(edition.counted, cell) for edition in earlier for cell in edition.fresh()]
    numbers = [*known, *((counted, cell) for cell in cells)]
    versions = [*(edition.counted for edition in earlier), counted]
    ids = {name: place for place, name in enumerate(_ids(versions))}
    carriers = [frozenset[CarrierId]()] * len(ids)
    for each in (one for version in versions for one in version):
        carriers[ids[each.id]] |= each.carriers
    fresh = range(len(known), len(numbers))
    for found in find_exposures(_sums(numbers, ids), fresh, carriers, rule):
        yield [cells[each - len(known)] for each in found]


def _ids(versions: Iterable[Iterable[Counted]]) -> dict[str, None]:
    return dict.fromkeys(each.id for version in versions for each in version)


def _sums(numbers: Sequence[tuple[Sequence[Counted], Cell]], ids: Mapping[str, int]) -> Sums:
    told = np.zeros((len(numbers), len(ids)), dtype=np.bool_)
    for row, (counted, cell) in enumerate(numbers):
        told[row, [ids[each.id] for each in counted if each.is_in(cell)]] = True
    return told


def _least(cells: Iterable[Cell], counted: Sequence[Counted]) -> Cell:
    """The one that is missed least: the finest, then the smallest."""
    return min(cells, key=lambda cell: (-len(cell), _count(cell, counted), cell))


def _told(
    cell: Cell, why: Why | None, counted: Sequence[Counted], earlier: Sequence[Edition]
) -> Told:
    if why is None:
        return Told(value=_count(cell, counted))
    for edition in reversed(earlier):
        before = edition.told.get(cell)
        if before is not None and before.value is not None:
            return Told(value=before.value, why=why, since=before.since or edition.id)
    return Told(value=None, why=why)


def _count(cell: Cell, counted: Iterable[Counted]) -> int:
    return sum(each.is_in(cell) for each in counted)
