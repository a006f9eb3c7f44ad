"""Figures on some of the rows alone: where a score does better, and where worse."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.account import Account
from corpus.vocabulary import Facet, load_vocabulary
from eval.cases import Cases
from eval.figures import Estimate, draws, figure_of
from eval.result import Part
from triage.facets.coder import code_by_rules
from triage.facets.coding import FacetCoding

TOLD, NOT_TOLD = "told", "not told"
FEWEST = 15
"""A kind with fewer rows than this has no figure of its own: its interval would say nothing."""

Measure = Callable[[NDArray[np.int64], NDArray[np.int64]], Mapping[str, Estimate]]
"""Gives the figures of the rows picked (places in the list of rows), and on each draw of them."""


def kinds_of(cases: Cases) -> list[frozenset[str]]:
    """Of which kinds each case is: country, class of cause, and what its coded facets tell."""
    return [
        its | coded for its, coded in zip(cases.kinds, facet_kinds(cases.accounts), strict=True)
    ]


def facet_kinds(accounts: Sequence[Account]) -> list[frozenset[str]]:
    """By account: for each facet whether it is told of, and what happened there."""
    vocabulary = load_vocabulary()
    return [frozenset(_coded(code_by_rules(account, vocabulary))) for account in accounts]


def _coded(coding: FacetCoding) -> Iterator[str]:
    for facet in Facet:
        main = coding.main(facet)
        yield f"{facet}: {NOT_TOLD if main is None else TOLD}"
        if main is not None:
            yield f"{facet}: {main.concept}"


def parts_of(
    kinds: Sequence[frozenset[str]], positives: NDArray[np.int64], measure: Measure
) -> dict[str, Part]:
    """The figures on the rows of each kind; of a sort of kinds those with most rows first.

    `kinds` and `positives` stand by row: of which kinds it is, and how many count in it.
    """
    rows = {
        kind: np.array([at for at, its in enumerate(kinds) if kind in its], dtype=np.int64)
        for kind in sorted(frozenset().union(*kinds))
    }
    large = {kind: picked for kind, picked in rows.items() if len(picked) >= FEWEST}
    return {
        kind: Part(
            len(picked),
            int(positives[picked].sum()),
            {
                name: figure_of(estimate)
                for name, estimate in measure(picked, draws(len(picked))).items()
            },
        )
        for kind, picked in sorted(large.items(), key=_place)
    }


def _place(kind: tuple[str, NDArray[np.int64]]) -> tuple[str, int, str]:
    name, rows = kind
    return name.partition(":")[0], -len(rows), name
