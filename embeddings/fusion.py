"""One score for a pair of accounts, out of what each view finds (formula: `Scales.scores`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement
from typing import Any

import numpy as np
from numpy.typing import NDArray

HALF = 3.0
"""A pair so many standard deviations more alike than unrelated ones scores about a half."""
LEAST_SPREAD = 1e-6
LANGUAGE_SETS = (1, 2, 3)
"""Japanese, English, both: the bits of `Told.languages`."""


@dataclass(frozen=True)  # no slots: the table of conditions is made when first used
class Scales:
    """How alike unrelated accounts are in each view, by the languages that both are told in.

    `weights` says how much each view counts, by its name, in the order in which they are added up.
    `conditions` has for each pair of language sets (``"1.3"``: one in Japanese, one in both) the
    `mean`, the `spread` (standard deviation) and the `correlation` of the views over all pairs of
    different reference texts; null where no such pair shares a view.
    """

    weights: Mapping[str, float]
    conditions: Mapping[str, Mapping[str, Any]]

    def scores(
        self, asked: int, languages: NDArray[np.uint8], similarities: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """The scores of `weigh` alone."""
        return self.weigh(asked, languages, similarities)[0]

    def weigh(
        self, asked: int, languages: NDArray[np.uint8], similarities: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The scores (0 to 1) of accounts told in `languages`, for one told in `asked`, and D.

        `similarities` has a row an account and a column a view, NaN where the two do not share it.
        D is NaN where they share no view.

        A similarity becomes z, its distance from the mean of unrelated pairs in spreads. The z of
        the shared views are summed by weight and divided by the spread that this sum has over
        unrelated pairs, which gives D. So D means the same whichever views two accounts share and
        whichever languages they are told in. The score is ``E(D) / (E(D) + HALF)``, where
        ``E(D)`` is ``log(1 + exp D)``, scaled so that the largest possible D, that of the same
        text, gives exactly 1.
        """
        scores, found = np.zeros(len(similarities)), np.full(len(similarities), np.nan)
        shared = ~np.isnan(similarities)
        kinds = languages.astype(np.int64) << len(self.weights)
        kinds += shared @ (1 << np.arange(len(self.weights)))
        for kind in np.unique(kinds):
            rows = np.flatnonzero(kinds == kind)
            if shared[rows[0]].any():
                condition = self._tables[frozenset({asked, int(languages[rows[0]])})]
                scores[rows], found[rows] = condition.weigh(similarities[rows], shared[rows[0]])
        return scores, found

    def weighed_by(self, weights: Mapping[str, float]) -> "Scales":
        """The same scales with other weights; a view not among `weights` keeps its own."""
        named = {view: weights.get(view, own) for view, own in self.weights.items()}
        key = tuple(named.values())
        if key not in self._others:
            self._others[key] = Scales(named, self.conditions)
        return self._others[key]

    def condition(self, asked: int, told: int) -> "Condition":
        """How unrelated accounts told in the language sets `asked` and `told` compare."""
        return self._tables[frozenset({asked, told})]

    @cached_property
    def _others(self) -> dict[tuple[float, ...], "Scales"]:
        return {}

    @cached_property
    def _tables(self) -> dict[frozenset[int], "Condition"]:
        return {
            frozenset(map(int, key.split("."))): Condition.read(written, self.weights)
            for key, written in self.conditions.items()
        }


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """The views' `weights`, and `mean`, `spread` and `correlation` of unrelated pairs (see above).

    NaN where no unrelated pair shares a view.
    """

    weights: NDArray[np.float64]
    mean: NDArray[np.float64]
    spread: NDArray[np.float64]
    correlation: NDArray[np.float64]

    @classmethod
    def read(cls, written: Mapping[str, Any], weights: Mapping[str, float]) -> "Condition":
        """The condition as it is `written`."""
        found = (np.array(written[key], np.float64) for key in ("mean", "spread", "correlation"))
        return cls(np.array(list(weights.values())), *found)

    def weigh(
        self, similarities: NDArray[np.float64], shared: NDArray[np.bool_]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Scores and D of rows of `similarities` that all share the views `shared`."""
        told = np.flatnonzero(shared & ~np.isnan(self.mean))
        if not len(told):
            return np.zeros(len(similarities)), np.full(len(similarities), np.nan)
        weights = self.weights[told]
        among = self.correlation[np.ix_(told, told)] * np.outer(weights, weights)
        spread = np.sqrt(max(float(among.sum()), LEAST_SPREAD))
        deviations = self._sums(similarities, told) / spread
        excess = _excess(deviations)
        most = _excess(self._sums(np.ones((1, len(shared))), told) / spread)
        return excess * (most + HALF) / ((excess + HALF) * most), deviations

    def _sums(
        self, similarities: NDArray[np.float64], told: NDArray[np.intp]
    ) -> NDArray[np.float64]:
        total = np.zeros(len(similarities))
        for view in told:  # one after another: the same sum for a pair, whatever stands beside it
            z = (similarities[:, view] - self.mean[view]) / self.spread[view]
            total += self.weights[view] * z
        return total


def _excess(deviations: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.logaddexp(0.0, deviations)


def measure_scales(
    weights: Mapping[str, float], pairs: Mapping[tuple[int, int], NDArray[np.float64]]
) -> Scales:
    """The scales over `pairs`: by two language sets, the similarities of unrelated pairs.

    Each array has a row a pair and a column a view, NaN where the pair does not share it.
    """
    return Scales(weights, {f"{a}.{b}": _measured(pairs[a, b]) for a, b in pairs})


def language_pairs() -> Iterable[tuple[int, int]]:
    """Every two sets of languages, in either order once."""
    return combinations_with_replacement(LANGUAGE_SETS, 2)


def _measured(similarities: NDArray[np.float64]) -> dict[str, Any]:
    told = ~np.isnan(similarities)
    usual = np.flatnonzero(told.mean(axis=0) > 1 / 2)
    whole = similarities[told[:, usual].all(axis=1)][:, usual]
    mean, spread = whole.mean(axis=0), np.maximum(whole.std(axis=0), LEAST_SPREAD)
    standard = (whole - mean) / spread
    views = similarities.shape[1]
    found = np.full((2 + views, views), np.nan)
    found[0, usual], found[1, usual] = mean, spread
    found[np.ix_(2 + usual, usual)] = standard.T @ standard / len(whole)
    written = np.where(np.isnan(found), None, found.round(9)).tolist()  # type: ignore[call-overload]
    return {"mean": written[0], "spread": written[1], "correlation": written[2:]}
