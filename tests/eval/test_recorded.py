from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from eval.cases import gather
from eval.figures import Figure
from eval.production import RetrievalJudges
from eval.recorded import (
    FILE,
    KEPT,
    RECORDED,
    Standing,
    check,
    load_recorded,
    record,
    write_recorded,
)
from eval.result import Group, Result, Skipped
from eval.sets import Sets
from eval.suites import Setting, run_suite
from tests.eval.worlds import a_row, a_setting, cases_of

KINDS = [f"kind{number % 20 if number > 35 else number % 7}" for number in range(60)]
ROWS = [
    a_row(
        number,
        kind,
        narrative_en=f"Congestion: the {kind} stopped switch {number}.",
        lessons=["Test it first."],
    )
    for number, kind in enumerate(KINDS)
]


@cache
def setting() -> Setting:
    return Setting(cases=gather(), judges=RetrievalJudges(), sets=Sets(None))


@pytest.mark.parametrize("suite", RECORDED)
def test_no_figure_is_worse_than_the_recorded_one(suite: str) -> None:
    fallen = [
        each
        for each in check(run_suite(suite, setting()), load_recorded())
        if each.standing.failed
    ]
    assert fallen == []


def test_what_was_recorded_is_of_the_starter_corpus() -> None:
    recorded = load_recorded()
    assert set(recorded) == set(RECORDED)
    assert {suite["digest"] for suite in recorded.values()} == {gather().digest}
    assert FILE.stat().st_size < 50_000


@cache
def found() -> Result:
    result = run_suite("novelty", a_setting(cases_of(ROWS)))
    assert isinstance(result, Result)
    return result


def with_figure(name: str, shift: float, noise: float = 0.0) -> Result:
    """The result with one figure moved, its rounds as well, and with them some `noise`."""
    group = found().all
    was = group.figures[name]
    assert was.value is not None
    figure = replace(was, value=was.value + shift)
    moved = group.rounds[name] + shift
    moved = moved + np.random.default_rng(1).normal(scale=noise, size=len(moved))
    changed = replace(
        group,
        figures={**group.figures, name: figure},
        rounds={**group.rounds, name: moved},
    )
    return replace(found(), all=changed)


def standing(result: Result, name: str = "auroc") -> Standing:
    checked = check(result, {"novelty": record(found())})
    return next(each.standing for each in checked if each.figure == name)


def test_what_is_written_is_read_again_and_stands_as_it_was(tmp_path: Path) -> None:
    again = a_setting(cases_of(ROWS))
    write_recorded(again, tmp_path / "recorded.json")
    recorded = load_recorded(tmp_path / "recorded.json")
    for suite in RECORDED:
        assert {one.standing for one in check(run_suite(suite, again), recorded)} == {
            Standing.SAME
        }


def test_the_same_figures_are_the_same() -> None:
    assert {each.standing for each in check(found(), {"novelty": record(found())})} == {
        Standing.SAME
    }


@pytest.mark.parametrize(
    ("shift", "noise", "expected"),
    [
        (0.02, 0.0, Standing.CHANGED),
        (-0.02, 0.0, Standing.FALLEN),  # every round fell: it is no chance
        (-0.02, 0.05, Standing.CHANGED),  # some rounds fell, some rose
        (-0.2, 5.0, Standing.FALLEN),  # below the interval, whatever the rounds say
    ],
)
def test_a_fall_counts_when_chance_does_not_explain_it(
    shift: float, noise: float, expected: Standing
) -> None:
    name = "found_at_10_percent"
    assert standing(with_figure(name, shift, noise), name) is expected


@pytest.mark.parametrize(("shift", "expected"), [(0.05, "fallen"), (-0.02, "changed")])
def test_where_less_is_better_a_rise_is_a_fall(shift: float, expected: str) -> None:
    result = run_suite("calibration", a_setting(cases_of(ROWS)))
    assert isinstance(result, Result)
    recorded = {"calibration": record(result)}
    value = result.all.figures["brier"].value or 0.0
    moved = replace(
        result,
        all=replace(
            result.all,
            figures={**result.all.figures, "brier": Figure(value=value + shift, low=0, high=1)},
            rounds={**result.all.rounds, "brier": result.all.rounds["brier"] + shift},
        ),
    )
    told = {each.figure: each.standing for each in check(moved, recorded)}
    assert told["brier"] == expected
    assert told["ece"] == "same"


def test_a_figure_that_is_no_longer_there_has_fallen() -> None:
    group = found().all
    gone = {**group.figures, "auroc": Figure(value=None, low=None, high=None, why="no row")}
    assert standing(replace(found(), all=replace(group, figures=gone))) is Standing.FALLEN


def test_other_rows_cannot_be_compared() -> None:
    [checked] = check(replace(found(), digest="other"), {"novelty": record(found())})
    assert checked.standing is Standing.OTHER_ROWS
    assert checked.standing.failed


@pytest.mark.parametrize("skipped", [True, False])
def test_what_was_not_measured_or_not_recorded_fails(skipped: bool) -> None:
    told = Skipped("novelty", "not there") if skipped else found()
    [checked] = check(told, {"novelty": record(found())} if skipped else {})
    assert checked.standing is Standing.NOT_RECORDED
    assert checked.standing.failed


def test_rounds_are_kept_as_far_as_the_comparison_needs() -> None:
    rounds = record(found())["figures"]["auroc"]["rounds"].split()
    assert len(rounds) == KEPT
    group: Group = found().all
    assert float(rounds[0]) == pytest.approx(group.rounds["auroc"][0], abs=1e-6)
