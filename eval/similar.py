"""The suite of similar cases: how early does a row of the same mechanism stand in the ranking?"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from eval.baselines import BASELINES, Baseline
from eval.cases import Cases
from eval.figures import Floats, draws
from eval.judge import Asked, Judge, Places, Progress, together
from eval.kinds import kinds_of, parts_of
from eval.labels import left_out, similar_labels
from eval.ranking import MEASURES, first_hits, measured
from eval.result import Counted, Group, group_of

_Known = tuple[NDArray[np.int64], Floats]
"""Of each query: how many rows are like it, and what share of its candidates they are."""


@dataclass(frozen=True, slots=True)
class _Query:
    """A row that has like cases (`hits`), and the rows that may not be named for it (`barred`)."""

    place: int
    hits: set[int]
    barred: set[int]

    def allowed(self, rows: int) -> Places:
        """All other places of `rows` rows."""
        return np.delete(np.arange(rows), sorted(self.barred))


def similar(
    cases: Cases,
    judge: Judge,
    progress: Progress,
    baselines: Mapping[str, Baseline] = BASELINES,
) -> Iterator[Group]:
    """The figures on all queries, then (where asked) on the focus; all rows are candidates.

    A query may name rows of any date, but itself and the other rows of its event.
    """
    wanted = similar_labels(cases.rows)
    asked = [_Query(query, hits, left_out(cases.rows, query)) for query, hits in wanted.items()]
    total = len(asked) * (1 + len(baselines))
    ours = _ours(asked, len(cases.rows), judge, lambda done: progress(done, total))
    theirs: dict[str, Floats] = {}
    for name, baseline in baselines.items():
        theirs[name] = _theirs(asked, cases, baseline)
        progress(len(asked) * (1 + len(theirs)), total)
    known = _known(asked, len(cases.rows))
    whole = _group(np.arange(len(asked)), known, ours, theirs)
    kinds = kinds_of(cases)
    yield replace(
        whole,
        parts=parts_of(
            [kinds[query.place] for query in asked],
            known[0],
            lambda picked, drawn: first_hits(ours[picked], drawn),
        ),
    )
    if cases.focus is not None:
        focused = similar_labels(cases.rows, focus=set(cases.focus))
        kept = np.flatnonzero(np.isin(list(wanted), list(focused)))
        yield _group(kept, known, ours, theirs)


def _ours(
    queries: Sequence[_Query], rows: int, judge: Judge, told: Callable[[int], None]
) -> Floats:
    hits = {query.place: query.hits for query in queries}
    measures: list[list[float]] = []
    for batch in together(Asked(query.place, query.allowed(rows)) for query in queries):
        for asked, ranking in zip(batch, judge.rankings(batch), strict=True):
            measures.append(measured(ranking, hits[asked.place]))
        told(len(measures))
    return _matrix(measures)


def _theirs(queries: Sequence[_Query], cases: Cases, baseline: Baseline) -> Floats:
    if not queries:
        return _matrix([])
    lexical = baseline.over(cases.narratives[baseline.language]).fitted_on(len(cases.rows))
    measures = []
    for query in queries:
        allowed = query.allowed(len(cases.rows))
        order = np.argsort(-lexical.similarities(query.place)[allowed], kind="stable")
        measures.append(measured(allowed[order].tolist(), query.hits))
    return _matrix(measures)


def _known(queries: Sequence[_Query], rows: int) -> _Known:
    pairs = np.array([len(query.hits) for query in queries], dtype=np.int64)
    candidates = np.array([rows - len(query.barred) for query in queries], dtype=np.int64)
    return pairs, pairs / candidates


def _matrix(rows: list[list[float]]) -> Floats:
    return np.array(rows, dtype=np.float64).reshape(-1, len(MEASURES))


def _group(
    kept: NDArray[np.int64],
    known: _Known,
    ours: Floats,
    theirs: Mapping[str, Floats],
) -> Group:
    pairs, chances = known
    drawn = draws(len(kept))
    return group_of(
        Counted(
            n=len(kept),
            positives=int(pairs[kept].sum()),
            base_rate=float(chances[kept].mean()) if len(kept) else None,
            ceiling=None,
        ),
        first_hits(ours[kept], drawn),
        {name: first_hits(measures[kept], drawn) for name, measures in theirs.items()},
    )
