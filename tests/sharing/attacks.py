"""Attackers of published statistics. They share no code with what is attacked."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product

import numpy as np
from scipy.optimize import linprog

from sharing.statistics import Cell, Counted, Edition

Vector = tuple[int, ...]


def equations(editions: Sequence[Edition]) -> tuple[list[str], list[Vector], list[int]]:
    """All incidents, and of every published number whom it counts and what it says.

    A number that an edition repeats from an earlier one stands once, with the earlier one.
    """
    ids = sorted({each.id for edition in editions for each in edition.counted})
    rows, says = [], []
    for edition in editions:
        for cell, told in edition.told.items():
            if told.value is not None and told.since is None:
                counted = {each.id for each in edition.counted if each.is_in(cell)}
                rows.append(tuple(int(one in counted) for one in ids))
                says.append(told.value)
    return ids, rows, says


def rank(rows: Iterable[Sequence[int]]) -> int:
    """Exact rank, by elimination in fractions."""
    left = [[Fraction(number) for number in row] for row in rows]
    found = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((n for n in range(found, len(left)) if left[n][column]), None)
        if pivot is None:
            continue
        left[found], left[pivot] = left[pivot], left[found]
        for n in range(found + 1, len(left)):
            factor = left[n][column] / left[found][column]
            if factor:
                left[n] = [a - factor * b for a, b in zip(left[n], left[found], strict=True)]
        found += 1
    return found


def subtract(editions: Sequence[Edition], k: int) -> Iterator[frozenset[str]]:
    """Every coalition of fewer than k carriers of which some combination of numbers tells alone.

    Numbers tell of a coalition alone when taking its incidents out of all of them loses rank.
    """
    ids, rows, _ = equations(editions)
    whose: dict[str, frozenset[str]] = {one: frozenset() for one in ids}
    for each in (one for edition in editions for one in edition.counted):
        whose[each.id] |= each.carriers
    whole = rank(rows)
    everyone = sorted(frozenset().union(*whose.values()))
    for coalition in combinations(everyone, min(k - 1, len(everyone))):
        others = [n for n, one in enumerate(ids) if not whose[one] <= set(coalition)]
        if rank([[row[n] for n in others] for row in rows]) < whole:
            yield frozenset(coalition)


def _patterns(editions: Sequence[Edition], base: Sequence[Cell]) -> list[tuple[Cell | None, ...]]:
    """Every way in which an incident may lie in a base cell, or not at all, edition by edition."""
    return [each for each in product([None, *base], repeat=len(editions)) if any(each)]


def _system(
    editions: Sequence[Edition], base: Sequence[Cell]
) -> tuple[list[tuple[Cell | None, ...]], list[list[int]], list[int]]:
    """What somebody knows who sees numbers alone, and not which incidents or empty cells."""
    patterns = _patterns(editions, base)
    rows, says = [], []
    for n, edition in enumerate(editions):
        for cell, told in edition.told.items():
            if told.value is not None and told.since is None:
                rows.append([int(_within(pattern[n], cell)) for pattern in patterns])
                says.append(told.value)
    return patterns, rows, says


def _within(base: Cell | None, cell: Cell) -> bool:
    return base is not None and set(cell) <= set(base)


def bounds(editions: Sequence[Edition], base: Sequence[Cell], cell: Cell) -> tuple[float, float]:
    """The least and the most that the last edition's `cell` can count, by linear programming."""
    patterns, rows, says = _system(editions, base)
    aim = np.array([float(_within(pattern[-1], cell)) for pattern in patterns])
    equal = {"A_eq": np.array(rows), "b_eq": np.array(says)} if rows else {}
    least = linprog(aim, **equal, bounds=(0, None), method="highs")
    most = linprog(-aim, **equal, bounds=(0, None), method="highs")
    return float(least.fun), float("inf") if most.status == 3 else -float(most.fun)


def tables(rows: Sequence[Sequence[int]], says: Sequence[int], most: int) -> Iterator[Vector]:
    """Every table of whole numbers up to `most` that fits what is published."""
    for table in product(range(most + 1), repeat=len(rows[0])):
        if all(
            sum(a * b for a, b in zip(row, table, strict=True)) == said
            for row, said in zip(rows, says, strict=True)
        ):
            yield table


def behind(counted: Iterable[Counted], cell: Cell) -> frozenset[str]:
    """The carriers behind a cell."""
    return frozenset().union(*(each.carriers for each in counted if each.is_in(cell)))
