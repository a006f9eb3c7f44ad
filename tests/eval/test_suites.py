import json

import pytest

from eval.render import render
from eval.result import as_json
from eval.suites import SUITES, run_suite
from tests.eval.worlds import WordJudge, a_row, cases_of

NAMES = {
    "novelty": {"auroc", "average_precision", "found_at_10_percent"},
    "similar": {"recall_at_1", "recall_at_5", "recall_at_10", "mrr"},
}
ROWS = [a_row(number, f"kind{number % 20 if number > 35 else number % 7}") for number in range(50)]
FOCUS = frozenset(row["id"] for row in ROWS[36:])


@pytest.mark.parametrize("suite", SUITES)
def test_the_json_has_the_shape_that_other_programs_read(suite: str) -> None:
    cases = cases_of(ROWS, FOCUS)
    told = json.loads(json.dumps(as_json(run_suite(suite, cases, WordJudge(cases.accounts)))))
    assert told["suite"] == suite
    assert told["configuration"] == {"encoder": "words:test"}
    assert (told["seed"], told["rounds"], told["rows"], told["undated"]) == (0, 1000, 50, 0)
    for group in (told["all"], told["focus"]):
        assert {"n", "positives", "base_rate", "ceiling", "gain"} <= set(group)
        assert set(group["figures"]) == NAMES[suite]
        for figures in (group["figures"], *group["baselines"].values()):
            for figure in figures.values():
                assert set(figure) == {"value", "low", "high"}
                assert figure["low"] <= figure["value"] <= figure["high"]


@pytest.mark.parametrize("suite", SUITES)
def test_without_a_focus_none_is_told(suite: str) -> None:
    cases = cases_of(ROWS)
    result = run_suite(suite, cases, WordJudge(cases.accounts))
    assert "focus" not in as_json(result)
    assert "focus" not in render(result)


@pytest.mark.parametrize("suite", SUITES)
def test_the_same_rows_give_the_same_document(suite: str) -> None:
    cases = cases_of(ROWS)
    one, again = (as_json(run_suite(suite, cases, WordJudge(cases.accounts))) for _ in range(2))
    assert one == again


@pytest.mark.parametrize("suite", SUITES)
def test_no_rows_are_no_fault(suite: str) -> None:
    cases = cases_of([], frozenset())
    result = run_suite(suite, cases, WordJudge([]))
    told = as_json(result)["focus"]
    assert {figure["value"] for figure in told["figures"].values()} == {None}
    assert all(figure["why"] for figure in told["figures"].values())
    assert "- [" not in render(result)
