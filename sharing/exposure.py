"""What published counts tell when they are added and subtracted, over all editions at once.

Every published count is a sum over incidents. Whoever has the counts can form any combination of
them; one that depends on the incidents of fewer than k carriers alone is an *exposure*: some
subtraction of margins, cells and editions tells of those carriers. Where there is none, bounds do
not help either: a combination that pins a cell to its value needs the cell and empty ones only,
and would be an exposure itself (the duality of linear programs).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

import numpy as np
from numpy.typing import NDArray

from corpus.ids import CarrierId

Sums = NDArray[np.bool_]
"""Counts by incidents: whether the count counts the incident."""
Matrix = NDArray[np.float64]
_EXACT = 1e-7  # of numbers that are 0 or 1 apart from rounding
_TAKES_PART = 1e-6
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What may be told: of `k` carriers or more, of which none has more than `share` of it."""

    k: int = 4
    share: float = 0.8

    def too_few(self, carriers: Sequence[frozenset[CarrierId]]) -> bool:
        """Whether fewer than k carriers stand behind it."""
        return len(frozenset[CarrierId]().union(*carriers)) < self.k

    def dominated(self, carriers: Sequence[frozenset[CarrierId]]) -> bool:
        """Whether one carrier has too much of it."""
        held = Counter(one for each in carriers for one in each)
        return max(held.values(), default=0) > self.share * len(carriers)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Atoms:
    """Incidents that the same counts count, together: no combination tells them apart."""

    sums: Matrix
    carriers: tuple[frozenset[CarrierId], ...]
    dominated_by: tuple[frozenset[CarrierId], ...]


def find_exposures(
    told: Sums, fresh: Sequence[int], carriers: Sequence[frozenset[CarrierId]], rule: Rule
) -> Iterator[tuple[int, ...]]:
    """For each exposure found, the `fresh` counts (rows of `told`) that take part in it.

    `carriers` are those of each incident. What the other counts expose without the fresh ones is
    known already, and is not found. Where nothing is found there is no exposure; where something
    is, there may be more when that is mended.
    """
    atoms = _atoms(told, carriers, rule)
    known = _projection(atoms.sums)
    before = _projection(np.delete(atoms.sums, list(fresh), axis=0))
    found: list[frozenset[int]] = []
    for small in _small(known, atoms, rule):
        if any(each.issubset(small) for each in found):
            continue
        combination = _exposed(known, before, small)
        if combination is not None:
            found.append(frozenset(np.flatnonzero(np.abs(combination) > _TAKES_PART).tolist()))
            weights = np.linalg.lstsq(atoms.sums.T, combination, rcond=None)[0]
            yield tuple(each for each in fresh if abs(weights[each]) > _TAKES_PART)


def _atoms(told: Sums, carriers: Sequence[frozenset[CarrierId]], rule: Rule) -> _Atoms:
    columns: dict[bytes, list[int]] = {}
    for place in np.flatnonzero(told.any(axis=0)):
        columns.setdefault(told[:, place].tobytes(), []).append(int(place))
    groups = [[carriers[place] for place in places] for places in columns.values()]
    firsts = [places[0] for places in columns.values()]
    return _Atoms(
        sums=told[:, firsts].astype(np.float64),
        carriers=tuple(frozenset[CarrierId]().union(*group) for group in groups),
        dominated_by=tuple(_dominating(group, rule) for group in groups),
    )


def _dominating(group: Sequence[frozenset[CarrierId]], rule: Rule) -> frozenset[CarrierId]:
    held = Counter(one for each in group for one in each)
    return frozenset(one for one, count in held.items() if count > rule.share * len(group))


def _projection(sums: Matrix) -> Matrix:
    """The projection onto all combinations of the rows."""
    if not sums.size:
        return np.zeros((sums.shape[1], sums.shape[1]))
    _, sizes, rows = np.linalg.svd(sums, full_matrices=False)
    basis = rows[sizes > _EXACT * max(sums.shape)]
    return np.asarray(basis.T @ basis)


def _small(known: Matrix, atoms: _Atoms, rule: Rule) -> Iterator[list[int]]:
    """The sets of atoms of which nothing may be told, as far as something might be.

    Those that one carrier dominates, and those of every coalition of fewer than k carriers.
    """
    for carrier in sorted(frozenset[CarrierId]().union(*atoms.dominated_by)):
        yield [n for n, those in enumerate(atoms.dominated_by) if carrier in those]
    few = [n for n, those in enumerate(atoms.carriers) if len(those) < rule.k]
    # All that can be told of those atoms alone: whatever a coalition exposes is a part of it.
    directions = _whole(known[np.ix_(few, few)])
    combined = directions @ directions.T
    kept = [int(n) for n in np.flatnonzero(combined.diagonal() > _EXACT)]
    behind = [atoms.carriers[few[n]] for n in kept]
    for within in _coalitions(behind, combined[np.ix_(kept, kept)], rule.k):
        yield [few[kept[n]] for n in within]


def _coalitions(
    behind: Sequence[frozenset[CarrierId]], combined: Matrix, k: int
) -> Iterator[list[int]]:
    """What each coalition of k - 1 carriers stands behind alone, where that tells something."""
    names = sorted(frozenset[CarrierId]().union(*behind))
    member = np.array([[name in those for those in behind] for name in names], dtype=np.int64)
    member = member.reshape(len(names), len(behind))
    chosen = combinations(range(len(names)), min(k - 1, len(names)))
    while chunk := list(islice(chosen, _AT_ONCE)):
        coalitions = np.array(chunk, dtype=np.int64).reshape(len(chunk), -1)
        joined = member[coalitions].sum(axis=1)
        parts = np.unique(joined == member.sum(axis=0), axis=0)
        for part in parts[_tells(parts, combined)]:
            yield [int(n) for n in np.flatnonzero(part)]


def _tells(parts: Sums, combined: Matrix) -> Sums:
    """Of each part of the atoms, whether some direction lies in it."""
    widest = int(parts.sum(axis=1).max())
    # The atoms of a part first; all others are put in as one that nothing tells of.
    places = np.argsort(~parts, axis=1, kind="stable")[:, :widest]
    places = np.where(np.take_along_axis(parts, places, axis=1), places, len(combined))
    padded = np.pad(combined, (0, 1))
    blocks = padded[places[:, :, None], places[:, None, :]]
    # Where a direction lies in it, an eigenvalue is 1: the squares add up to 1 or more.
    found: Sums = np.greater((blocks**2).sum(axis=(1, 2)), 1 - _EXACT)
    found[found] = np.linalg.eigvalsh(blocks[found]).max(axis=1, initial=0) > 1 - _EXACT
    return found


def _exposed(known: Matrix, before: Matrix, small: list[int]) -> NDArray[np.float64] | None:
    """A combination over the atoms of `small` alone that is known, and was not before."""
    here = known[np.ix_(small, small)]
    if np.trace(here) < 1 - _EXACT:  # no eigenvalue can then be 1
        return None
    mine = _whole(here)
    theirs = _whole(before[np.ix_(small, small)])
    left = mine - theirs @ (theirs.T @ mine)
    sizes = np.linalg.norm(left, axis=0)
    if not sizes.size or sizes.max() < _TAKES_PART:
        return None
    combination = np.zeros(len(known))
    combination[small] = left[:, int(sizes.argmax())]
    return combination


def _whole(projection: Matrix) -> Matrix:
    """The directions that a part of a projection leaves as they are: they lie in the part."""
    values, vectors = np.linalg.eigh(projection)
    return np.asarray(vectors[:, values > 1 - _EXACT])
