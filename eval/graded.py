"""The graded suite: do the most alike of the earlier reports stand first, by how alike they are?

A report of an earlier month counts 3 when accident type, cause and industry are the same, 2 when
type and cause are, 1 when type and group of causes are. The measures are those of trec_eval:
nDCG@10 over gains of ``2 ** grade - 1``, and whether the first has the same type and cause.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpus.errors import RecordRefused
from eval.baselines import JAPANESE, Baseline
from eval.figures import Floats, draws, means
from eval.judge import Judges, Progress, together
from eval.measured import Measured
from eval.months import NEEDED, SET, Months
from eval.result import Counted, Group, group_of
from eval.sets import Entry, Sets

DEPTH = 10
NAMES = ("ndcg_at_10", "top_1")
_SAME_KIND = 2
_MEASURES = ("ndcg_cut_10", "success_1")


def graded(
    sets: Sets,
    judges: Judges,
    progress: Progress,
    baselines: Mapping[str, Baseline] = JAPANESE,
) -> Measured:
    """The figures on all reports behind the warm-up that an earlier report is like.

    Raises:
        MissingSet: the reports are not in the folder.
        RecordRefused: a row of them lacks what it needs.
    """
    read = sets.read(SET, NEEDED)
    months = Months.of(read.entries)
    grades = Grades.of(months.entries)
    gains = {place: grades.gains(place, int(months.starts[place])) for place in months.judged()}
    places = [place for place, earlier in gains.items() if earlier.any()]
    judge = judges.over(months.accounts)
    total = len(places) * (1 + len(baselines))
    ours: list[list[float]] = []
    for batch in together(months.asked(places)):
        rankings = judge.rankings(batch, DEPTH)
        pairs = zip(batch, rankings, strict=True)
        ours += [measured(gains[case.place], ranking) for case, ranking in pairs]
        progress(len(ours), total)
    theirs: dict[str, Floats] = {}
    for name, baseline in baselines.items():
        rows = zip(places, months.lexical(places, baseline), strict=True)
        theirs[name] = _matrix([measured(gains[at], _first(alike)) for at, alike in rows])
        progress(len(places) * (1 + len(theirs)), total)
    asked = [gains[place] for place in places]
    return Measured.of(judge, [read], _group(asked, _matrix(ours), theirs))


@dataclass(frozen=True, slots=True)
class Grades:
    """The codes that entries are compared by, as numbers: a row a code, a column an entry."""

    codes: NDArray[np.int64] = field(repr=False)

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> "Grades":
        """The codes of `entries`, the closest likeness first.

        Raises:
            RecordRefused: an entry does not tell its industry or group of causes.
        """
        told = [_codes(entry) for entry in entries]
        columns = [np.unique(code, return_inverse=True)[1] for code in zip(*told, strict=True)]
        return cls(np.array(columns, dtype=np.int64).reshape(3, -1))

    def gains(self, place: int, earlier: int) -> NDArray[np.int64]:
        """What each of the first `earlier` entries is worth to the one at `place`: 7, 3, 1, 0."""
        same = self.codes[:, :earlier] == self.codes[:, place : place + 1]
        grades = np.select(list(same), [3, 2, 1], default=0)
        return 2**grades - 1


def measured(gains: NDArray[np.int64], ranking: Sequence[int]) -> list[float]:
    """Each of NAMES for one report: `ranking` holds places of earlier ones, best first."""
    from pytrec_eval import RelevanceEvaluator

    if not ranking:
        return [0.0] * len(NAMES)
    relevant = {"query": {str(at): int(gains[at]) for at in np.flatnonzero(gains).tolist()}}
    run = {"query": {str(place): float(-rank) for rank, place in enumerate(ranking)}}
    asked = {"ndcg_cut.10", "success.1"}
    evaluator = RelevanceEvaluator(relevant, asked, relevance_level=2**_SAME_KIND - 1)
    got = evaluator.evaluate(run)["query"]
    return [float(got[name]) for name in _MEASURES]


def _codes(entry: Entry) -> tuple[str, str, str]:
    of_industry, group_of_causes = entry.meta.get("group3"), entry.meta.get("cause_med")
    if not isinstance(of_industry, str) or not isinstance(group_of_causes, str):
        raise RecordRefused("missing_field", entry.id, field="meta.group3, meta.cause_med")
    accident_type = entry.group.split("|")[0]
    return of_industry, entry.group, f"{accident_type}|{group_of_causes}"


def _first(alike: Floats) -> list[int]:
    """The places of the DEPTH most alike, best first."""
    first: list[int] = np.argsort(-alike, kind="stable")[:DEPTH].tolist()
    return first


def _matrix(rows: list[list[float]]) -> Floats:
    return np.array(rows, dtype=np.float64).reshape(-1, len(NAMES))


def _group(
    gains: Sequence[NDArray[np.int64]], ours: Floats, theirs: Mapping[str, Floats]
) -> Group:
    drawn = draws(len(gains))
    why = "no report is like an earlier one"
    return group_of(
        Counted(
            n=len(gains),
            positives=sum(int(np.count_nonzero(each)) for each in gains),
            base_rate=float(np.mean([by_chance(each) for each in gains])) if gains else None,
            ceiling=None,
        ),
        means(NAMES, ours, drawn, why),
        {name: means(NAMES, rows, drawn, why) for name, rows in theirs.items()},
    )


def by_chance(gains: NDArray[np.int64]) -> float:
    """The nDCG@10 that a random order of the earlier reports reaches on average."""
    discounts = 1 / np.log2(np.arange(2, 2 + min(DEPTH, len(gains))))
    best = -np.sort(-gains)[: len(discounts)] @ discounts
    return float(gains.mean() * discounts.sum() / best)
