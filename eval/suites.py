"""The suites, by name, and how one is run."""

from collections.abc import Callable, Iterator

from eval.cases import Cases
from eval.figures import ROUNDS, SEED
from eval.judge import Judge, Progress, silent
from eval.novelty import novelty
from eval.result import Group, Result
from eval.similar import similar

Suite = Callable[[Cases, Judge, Progress], Iterator[Group]]
"""Yields the figures on all rows, then on the focus where one is asked."""

SUITES: dict[str, Suite] = {"novelty": novelty, "similar": similar}


def run_suite(name: str, cases: Cases, judge: Judge, progress: Progress = silent) -> Result:
    """What the suite `name` (a key of SUITES) finds on `cases`; `judge` knows them by place."""
    groups = SUITES[name](cases, judge, progress)
    return Result(
        suite=name,
        digest=cases.digest,
        rows=len(cases.rows),
        undated=cases.undated,
        configuration=judge.configuration,
        rounds=ROUNDS,
        seed=SEED,
        all=next(groups),
        focus=next(groups, None),
    )
