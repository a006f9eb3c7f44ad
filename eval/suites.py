"""The suites, by name, and how one is run."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from eval.calibration import calibration
from eval.cases import Cases
from eval.errors import MissingSet
from eval.figures import ROUNDS, SEED
from eval.graded import graded
from eval.hostile import hostile
from eval.identifiers import anonymise
from eval.judge import Judge, Judges, Progress, silent
from eval.leak import attacker, loss
from eval.measured import Measured
from eval.novelty import novelty
from eval.pairs import pairs
from eval.recurrence import recurrence
from eval.result import Group, Result, Skipped
from eval.sets import Sets
from eval.similar import similar
from eval.simja import simja
from eval.stream import stream


@dataclass(frozen=True, kw_only=True)  # no slots: the judge of the cases is made when first asked
class Setting:
    """What suites are run on, and what is judged there: one configuration for all of them."""

    cases: Cases
    judges: Judges
    sets: Sets

    @cached_property
    def judge(self) -> Judge:
        """The judge of the cases; the suites on them share it."""
        return self.judges.over_cases(self.cases)


Suite = Callable[[Setting, Progress], Result]


def _on_cases(name: str, groups: Callable[[Cases, Judge, Progress], Iterator[Group]]) -> Suite:
    def run(setting: Setting, progress: Progress) -> Result:
        found = groups(setting.cases, setting.judge, progress)
        return Result(
            suite=name,
            digest=setting.cases.digest,
            rows=len(setting.cases.rows),
            undated=setting.cases.undated,
            configuration=setting.judge.configuration,
            rounds=ROUNDS,
            seed=SEED,
            all=next(found),
            focus=next(found, None),
        )

    return run


def _on_sets(name: str, measure: Callable[[Setting, Progress], Measured]) -> Suite:
    def run(setting: Setting, progress: Progress) -> Result:
        found = measure(setting, progress)
        return Result(
            suite=name,
            digest=found.digest,
            rows=found.rows,
            undated=0,
            configuration=found.configuration,
            rounds=ROUNDS,
            seed=SEED,
            all=found.group,
            focus=None,
            missing=found.missing,
        )

    return run


def _of_sets(measure: Callable[[Sets, Judges, Progress], Measured]) -> Suite:
    return _on_sets(
        measure.__name__,
        lambda setting, progress: measure(setting.sets, setting.judges, progress),
    )


SUITES: dict[str, Suite] = {
    "novelty": _on_cases("novelty", novelty),
    "stream": _of_sets(stream),
    "similar": _on_cases("similar", similar),
    "graded": _of_sets(graded),
    "pairs": _of_sets(pairs),
    "simja": _of_sets(simja),
    "hostile": _on_sets(
        "hostile",
        lambda setting, progress: hostile(setting.cases, setting.sets, setting.judges, progress),
    ),
    "calibration": _on_cases("calibration", calibration),
    "recurrence": _on_cases("recurrence", recurrence),
    "anonymise": _on_sets(
        "anonymise", lambda setting, progress: anonymise(setting.sets, progress)
    ),
    "attacker": _on_sets("attacker", lambda setting, progress: attacker(setting.cases, progress)),
    "loss": _on_sets(
        "loss", lambda setting, progress: loss(setting.cases, setting.judges, progress)
    ),
}
ALL = "all"
"""Stands for every suite, one after the other."""


def run_suite(name: str, setting: Setting, progress: Progress = silent) -> Result | Skipped:
    """What the suite `name` (a key of SUITES) finds in `setting`.

    Raises:
        RecordRefused: a set that it needs is there, but a row of it cannot be taken.
    """
    try:
        return SUITES[name](setting, progress)
    except MissingSet as fault:
        where = setting.sets.folder
        told = "no folder of benchmark sets (--data DIR)" if where is None else f"not in {where}"
        return Skipped(name, f"{fault}: {told}")


def named(name: str) -> list[str]:
    """The suites that `name` stands for: itself, or all."""
    return list(SUITES) if name == ALL else [name]
