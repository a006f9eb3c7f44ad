import json
from pathlib import Path

import pytest

from api.schemas import SCHEMAS
from eval.judge import silent
from eval.render import render
from eval.result import Result, Skipped, as_json
from eval.sets import Sets
from eval.suites import ALL, SUITES, Setting, named, run_suite
from tests.eval.small_sets import all_sets
from tests.eval.worlds import JUDGING, WordJudges, a_row, a_setting, cases_of

NAMES = {
    "novelty": {"auroc", "average_precision", "found_at_10_percent"},
    "stream": {"auroc", "average_precision", "found_at_10_percent"},
    "similar": {"recall_at_1", "recall_at_5", "recall_at_10", "mrr"},
    "graded": {"ndcg_at_10", "top_1"},
    "pairs": {"precision_at_1", "mean_average_precision", "auroc"},
    "simja": {"spearman_jsts", "spearman_jsick"},
    "hostile": {
        "flag_flips",
        "score_change",
        "nearest_changed",
        "neighbours_changed",
        "summary_follows",
    },
    "calibration": {"ece", "ece_by_fifths", "brier"},
    "recurrence": {"precision", "precision_of_named", "recall"},
}
ON_CASES = ["novelty", "similar", "calibration", "recurrence"]
KINDS = [f"kind{number % 20 if number > 35 else number % 7}" for number in range(50)]
ROWS = [
    a_row(
        number,
        kind,
        narrative_en=f"Congestion: the {kind} stopped switch {number}.",
        lessons=["Test it first."],
    )
    for number, kind in enumerate(KINDS)
]
FOCUS = frozenset(row["id"] for row in ROWS[36:])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return all_sets(tmp_path_factory.mktemp("sets"))


@pytest.mark.parametrize("suite", JUDGING)
def test_the_json_has_the_shape_that_other_programs_read(suite: str, folder: Path) -> None:
    found = run_suite(suite, a_setting(cases_of(ROWS, FOCUS), folder))
    told = json.loads(json.dumps(as_json(found)))
    SCHEMAS["eval"].model_validate(told)
    assert told["suite"] == suite
    assert told["configuration"] == {"encoder": "words:test"}
    assert (told["seed"], told["rounds"]) == (0, 1000)
    assert "missing" not in told
    for group in filter(None, (told["all"], told.get("focus"))):
        assert {"n", "positives", "base_rate", "ceiling", "gain"} <= set(group)
        assert set(group["figures"]) == NAMES[suite]
        for figures in (group["figures"], *group["baselines"].values()):
            assert set(figures) == NAMES[suite]
        for figures in group["baselines"].values():
            assert all(figure.get("why") or _whole(figure) for figure in figures.values())
        assert all(map(_whole, group["figures"].values()))


def _whole(figure: dict[str, float]) -> bool:
    """Whether it has its value and its interval."""
    return set(figure) == {"value", "low", "high"} and figure["low"] <= figure["high"]


@pytest.mark.parametrize("suite", JUDGING)
def test_every_figure_is_rendered_with_a_title(suite: str, folder: Path) -> None:
    found = run_suite(suite, a_setting(cases_of(ROWS, FOCUS), folder))
    assert ("対象 / focus" in render(found)) == (suite in ON_CASES)


@pytest.mark.parametrize("suite", ON_CASES)
def test_without_a_focus_none_is_told(suite: str) -> None:
    found = run_suite(suite, a_setting(cases_of(ROWS)))
    assert "focus" not in as_json(found)
    assert "focus" not in render(found)


@pytest.mark.parametrize("suite", JUDGING)
def test_the_same_rows_give_the_same_document(suite: str, folder: Path) -> None:
    one, again = (as_json(run_suite(suite, a_setting(cases_of(ROWS), folder))) for _ in range(2))
    assert one == again


@pytest.mark.parametrize("suite", ON_CASES)
def test_no_rows_are_no_fault(suite: str) -> None:
    found = run_suite(suite, a_setting(cases_of([], frozenset())))
    told = as_json(found)["focus"]
    assert {figure["value"] for figure in told["figures"].values()} == {None}
    assert all(figure["why"] for figure in told["figures"].values())
    assert "- [" not in render(found)


@pytest.mark.parametrize("suite", ["stream", "graded", "pairs", "simja"])
@pytest.mark.parametrize("there", [True, False])
def test_a_suite_whose_set_is_not_there_is_skipped_and_says_so(
    suite: str, there: bool, tmp_path: Path
) -> None:
    found = run_suite(suite, a_setting(cases_of(ROWS), tmp_path if there else None))
    assert isinstance(found, Skipped)
    assert (str(tmp_path) if there else "--data DIR") in found.why
    assert as_json(found) == {"suite": suite, "skipped": found.why}
    SCHEMAS["eval"].model_validate(as_json(found))
    assert found.why in render(found)


def test_planted_instructions_of_our_own_need_no_set(tmp_path: Path) -> None:
    found = run_suite("hostile", a_setting(cases_of(ROWS), tmp_path))
    assert isinstance(found, Result)
    assert as_json(found)["missing"] == [
        "bipia*.jsonl",
        "purplellama_injection*.jsonl",
        "notinject*.jsonl",
    ]
    assert "bipia*.jsonl" in render(found)


def test_suites_on_the_cases_share_one_judge() -> None:
    judges = WordJudges()
    setting = Setting(cases=cases_of(ROWS), judges=judges, sets=Sets(None))
    for suite in ON_CASES:
        run_suite(suite, setting, silent)
    assert len(judges.made) == 1


def test_all_stands_for_every_suite() -> None:
    assert named(ALL) == list(SUITES)
    assert named("pairs") == ["pairs"]
