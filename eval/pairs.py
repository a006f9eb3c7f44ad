"""The pairs suite: are two reports of one event told from two events of one kind?

News of events (ECB+), two events a topic. Each report ranks all others: the same event should
stand first. And over all pairs of reports on one topic, pairs of one event should score higher.
Whole topics are drawn for the intervals: what is told of one event hangs together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from eval.baselines import ENGLISH, Baseline
from eval.detection import detection
from eval.figures import Estimate, Floats, clustered_draws, means
from eval.judge import Asked, Judge, Judges, Progress, together
from eval.measured import Measured
from eval.result import Counted, Group, Scored, group_of
from eval.sets import Entry, Sets, account_of_text

SET = "ecbplus"
NAMES = ("precision_at_1", "mean_average_precision", "auroc")
_MEASURES = ("P_1", "map")
OURS = ""
"""Our place among the systems; no baseline is called so."""


def pairs(
    sets: Sets,
    judges: Judges,
    progress: Progress,
    baselines: Mapping[str, Baseline] = ENGLISH,
) -> Measured:
    """The figures on all reports of events that are told more than once.

    Raises:
        MissingSet: the reports are not in the folder.
        RecordRefused: a row of them lacks what it needs.
    """
    read = sets.read(SET, ("group", "label"))
    entries = read.entries
    judge = judges.over([account_of_text(one.id, one.text, one.lang) for one in entries])
    matrices = {OURS: _ours(len(entries), judge, progress)}
    for name, baseline in baselines.items():
        lexical = baseline.over([entry.text for entry in entries]).fitted_on(len(entries))
        matrices[name] = np.array([lexical.similarities(at) for at in range(len(entries))])
    return Measured.of(judge, [read], _group(entries, matrices))


def _ours(reports: int, judge: Judge, progress: Progress) -> Floats:
    places = np.arange(reports)
    alike = np.zeros((reports, reports))
    for batch in together(Asked(place, np.delete(places, place)) for place in range(reports)):
        for asked, scores in zip(batch, judge.likenesses(batch), strict=True):
            alike[asked.place, asked.allowed] = scores
        progress(batch[-1].place + 1, reports)
    return alike


def _group(entries: Sequence[Entry], matrices: Mapping[str, Floats]) -> Group:
    events, topics = (_numbered([key(entry) for entry in entries]) for key in (_event, _topic))
    told = np.flatnonzero(np.bincount(events, minlength=1)[events] > 1) if entries else events
    one, other = np.triu_indices(len(entries), 1)
    on_one_topic = topics[one] == topics[other]
    one, other = one[on_one_topic], other[on_one_topic]
    same = events[one] == events[other]
    found: dict[str, dict[str, Estimate]] = {}
    for name, alike in matrices.items():
        rows = _ranked(events, told, alike)
        drawn = clustered_draws(topics)
        found[name] = means(NAMES[:2], rows, drawn[:, told], "no event is told twice")
        found[name]["auroc"] = detection(same, alike[one, other], drawn[:, one])["auroc"]
    group = group_of(
        Counted(
            n=len(told),
            positives=int(same.sum()),
            base_rate=float(same.mean()) if len(same) else None,
            ceiling=None,
        ),
        found.pop(OURS),
        found,
    )
    theirs = {name: matrices[name][one, other] for name in found}
    return replace(group, scored=Scored(same, matrices[OURS][one, other], theirs))


def _ranked(events: NDArray[np.int64], told: NDArray[np.int64], alike: Floats) -> Floats:
    """Precision at 1 and average precision of the ranking of each report in `told`."""
    from pytrec_eval import RelevanceEvaluator

    names = [str(place) for place in range(len(events))]
    relevant, run = {}, {}
    for place in told.tolist():
        same = np.flatnonzero(events == events[place]).tolist()
        relevant[names[place]] = {names[other]: 1 for other in same if other != place}
        scores = dict(zip(names, alike[place].tolist(), strict=True))
        del scores[names[place]]
        run[names[place]] = scores
    got = RelevanceEvaluator(relevant, set(_MEASURES)).evaluate(run)
    rows = [[got[query][measure] for measure in _MEASURES] for query in relevant]
    return np.array(rows, dtype=np.float64).reshape(-1, len(_MEASURES))


def _numbered(names: Sequence[str]) -> NDArray[np.int64]:
    return np.unique(names, return_inverse=True)[1].astype(np.int64)


def _event(entry: Entry) -> str:
    return entry.group


def _topic(entry: Entry) -> str:
    return entry.label
