"""All that a set marks, whatever its label: how much is found, and how much found is marked.

* ``recall``      marked spans of which at least half the characters lie in something found
* ``precision``   found spans of which at least half the characters lie in something marked
* ``exact_recall``, ``exact_precision``  the same where begin and end must both be right

`by_label` gives the recall of each label apart.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from corpus.identifiers.identifier import Identifier
from eval.figures import Estimate, Floats, draws, undefined
from eval.spans import Span, SpanRow

Find = Callable[[str], Iterable[Identifier]]

_SHARES = {
    "recall": (0, 2),
    "precision": (3, 5),
    "exact_recall": (1, 2),
    "exact_precision": (4, 5),
}


def marked_figures(rows: Sequence[SpanRow], find: Find) -> dict[str, Estimate]:
    """The figures of what `find` finds in `rows`, by name."""
    told = np.array([_counts(row, find) for row in rows], np.float64).reshape(-1, 6)
    sums = draws(len(rows)) @ told
    return {name: _share(told, sums, *columns) for name, columns in _SHARES.items()}


def by_label(rows: Sequence[SpanRow], find: Find) -> dict[str, tuple[int, int]]:
    """For each label, how many of its spans are found, and how many there are."""
    told: dict[str, tuple[int, int]] = {}
    for row in rows:
        inside = _characters((one.start, one.end) for one in find(row.text))
        for label, spans in row.spans.items():
            found, there = told.get(label, (0, 0))
            found += sum(_half(span, inside) for span in spans)
            told[label] = (found, there + len(spans))
    return told


def _counts(row: SpanRow, find: Find) -> tuple[int, ...]:
    found = [(one.start, one.end) for one in find(row.text)]
    wanted = row.all_spans
    inside, marks = _characters(found), _characters(wanted)
    return (
        sum(_half(span, inside) for span in wanted),
        sum(span in found for span in wanted),
        len(wanted),
        sum(_half(span, marks) for span in found),
        sum(span in wanted for span in found),
        len(found),
    )


def _half(span: Span, inside: frozenset[int]) -> bool:
    """Whether at least half of `span` lies `inside`."""
    return 2 * sum(place in inside for place in range(*span)) >= span[1] - span[0]


def _characters(spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(place for span in spans for place in range(*span))


def _share(
    told: Floats,
    sums: Floats,
    top: int,
    under: int,
) -> Estimate:
    """One column over another; undefined where there is nothing under it."""
    whole = told[:, under].sum()
    if whole == 0:
        return undefined("nothing to find" if under == _SHARES["recall"][1] else "nothing found")
    rounds = np.divide(
        sums[:, top], sums[:, under], out=np.full(len(sums), np.nan), where=sums[:, under] > 0
    )
    return Estimate(float(told[:, top].sum() / whole), rounds)
