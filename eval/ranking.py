"""How early the first like case stands in a ranking: recall at 1, 5 and 10, and reciprocal rank.

As in the neutral kit, recall at k is the share of queries with at least one like case among the
first k (trec_eval calls it success at k). Each query is measured by trec_eval.
"""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from eval.figures import Estimate, Floats, means

MEASURES = {
    "recall_at_1": "success_1",
    "recall_at_5": "success_5",
    "recall_at_10": "success_10",
    "mrr": "recip_rank",
}
"""Our names, and trec_eval's."""


def measured(ranking: Sequence[int], wanted: Collection[int]) -> list[float]:
    """Each of MEASURES for one query: `ranking` holds places, best first; `wanted` are like it."""
    from pytrec_eval import RelevanceEvaluator

    relevant = {"query": {str(place): 1 for place in wanted}}
    run = {"query": {str(place): float(-rank) for rank, place in enumerate(ranking)}}
    if not ranking:
        return [0.0] * len(MEASURES)
    got = RelevanceEvaluator(relevant, {"success.1,5,10", "recip_rank"}).evaluate(run)["query"]
    return [float(got[theirs]) for theirs in MEASURES.values()]


def first_hits(by_query: Floats, drawn: NDArray[np.int64]) -> dict[str, Estimate]:
    """The mean of each measure over the queries (rows of `by_query`), and on each draw of them."""
    return means(list(MEASURES), by_query, drawn, "no row has a like case")
