"""The novelty suite: is a row the first of its mechanism, judged from the rows before it?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from eval.baselines import BASELINES, Baseline
from eval.cases import Cases
from eval.detection import ceiling, detection
from eval.figures import Floats, draws
from eval.judge import Asked, Judge, Progress, together
from eval.kinds import kinds_of, parts_of
from eval.labels import novelty_labels
from eval.misses import worst_misses
from eval.result import Counted, Group, Scored, group_of

DATE_ALONE = "date alone"
"""The baseline that reads nothing: the more cases came before, the less likely a new one is."""


def novelty(
    cases: Cases,
    judge: Judge,
    progress: Progress,
    baselines: Mapping[str, Baseline] = BASELINES,
) -> Iterator[Group]:
    """The figures on all rows, then (where asked) on the focus; both judged against all rows.

    A row is judged from the rows at earlier places: of rows of one day, those with a lower id.
    """
    labels = novelty_labels(cases.rows)
    places = np.fromiter(labels, dtype=np.int64)
    truth = np.fromiter(labels.values(), dtype=np.bool_)
    total = len(places) * (1 + len(baselines))
    ours = novelties(places, judge, lambda done: progress(done, total))
    theirs: dict[str, Floats] = {}
    for name, baseline in baselines.items():
        theirs[name] = -nearest_of(cases, places, baseline)
        progress(len(places) * (1 + len(theirs)), total)
    theirs[DATE_ALONE] = -places.astype(np.float64)
    scored = Scored(truth, ours, theirs)
    yield _group(cases, judge, places, scored)
    if cases.focus is not None:
        asked = novelty_labels(cases.rows, focus=set(cases.focus))
        kept = np.isin(places, np.fromiter(asked, dtype=np.int64))
        yield _group(cases, judge, places[kept], scored.of(kept))


def novelties(places: NDArray[np.int64], judge: Judge, told: Callable[[int], None]) -> Floats:
    """How new the rows at `places` are, each judged from the rows before it."""
    scores: list[float] = []
    for batch in together(_asked(place) for place in places.tolist()):
        scores.extend(judge.novelties(batch))
        told(len(scores))
    return np.array(scores, dtype=np.float64)


def _asked(place: int) -> Asked:
    return Asked(place, np.arange(place))


def nearest_of(cases: Cases, places: NDArray[np.int64], baseline: Baseline) -> Floats:
    """How like each of the rows at `places` the nearest row before it is, by a baseline."""
    if not len(places):
        return np.empty(0)
    lexical = baseline.over(cases.narratives[baseline.language])
    nearest = [lexical.fitted_on(place).similarities(place).max() for place in places.tolist()]
    return np.array(nearest)


def detected(scored: Scored) -> Group:
    """How well the scores find what is new, the baselines' beside ours."""
    truth, drawn = scored.truth, draws(len(scored.truth))
    group = group_of(
        Counted(
            n=len(truth),
            positives=int(truth.sum()),
            base_rate=float(truth.mean()) if len(truth) else None,
            ceiling=ceiling(truth),
        ),
        detection(truth, scored.ours, drawn),
        {name: detection(truth, scores, drawn) for name, scores in scored.baselines.items()},
    )
    return replace(group, scored=scored)


def _group(cases: Cases, judge: Judge, places: NDArray[np.int64], scored: Scored) -> Group:
    truth, ours = scored.truth, scored.ours
    listed = places.tolist()
    kinds = kinds_of(cases)
    return replace(
        detected(scored),
        parts=parts_of(
            [kinds[place] for place in listed],
            truth.astype(np.int64),
            lambda picked, times: detection(truth[picked], ours[picked], times),
        ),
        misses=worst_misses(
            [row["id"] for row in cases.rows], list(map(_asked, listed)), truth, ours, judge
        ),
    )
