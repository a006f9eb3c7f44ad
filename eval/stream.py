"""The stream suite: is a report the first of its kind of accident, judged by earlier months?

Industrial accidents of Japan in time order. New is what has a pair of accident type and cause that
no report of an earlier month has.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from eval.baselines import JAPANESE, Baseline
from eval.judge import Judge, Judges, Progress, together
from eval.measured import Measured
from eval.misses import worst_misses
from eval.months import NEEDED, SET, Months
from eval.novelty import DATE_ALONE, detected
from eval.result import Group, Scored
from eval.sets import Sets


def stream(
    sets: Sets,
    judges: Judges,
    progress: Progress,
    baselines: Mapping[str, Baseline] = JAPANESE,
) -> Measured:
    """The figures on all reports behind the warm-up.

    Raises:
        MissingSet: the reports are not in the folder.
        RecordRefused: a row of them lacks what it needs.
    """
    read = sets.read(SET, NEEDED)
    months = Months.of(read.entries)
    places = months.judged()
    judge = judges.over(months.accounts)
    truth = first_of_kind(months)[places]
    total = len(places) * (1 + len(baselines))
    ours: list[float] = []
    for batch in together(months.asked(places)):
        ours += judge.novelties(batch)
        progress(len(ours), total)
    theirs = {DATE_ALONE: -np.array(places, dtype=np.float64)}
    for name, baseline in baselines.items():
        theirs[name] = np.array([-alike.max() for alike in months.lexical(places, baseline)])
        progress(len(places) * len(theirs), total)
    scored = Scored(truth, np.array(ours, dtype=np.float64), theirs)
    return Measured.of(judge, [read], _group(months, places, scored, judge))


def first_of_kind(months: Months) -> NDArray[np.bool_]:
    """For each entry: whether no entry of an earlier month is of its group."""
    firsts: dict[str, str] = {}
    for entry in months.entries:
        firsts.setdefault(entry.group, entry.time)
    return np.array([firsts[entry.group] == entry.time for entry in months.entries], np.bool_)


def _group(months: Months, places: Sequence[int], scored: Scored, judge: Judge) -> Group:
    asked, ids = list(months.asked(places)), [entry.id for entry in months.entries]
    misses = worst_misses(ids, asked, scored.truth, scored.ours, judge)
    return replace(detected(scored), misses=misses)
