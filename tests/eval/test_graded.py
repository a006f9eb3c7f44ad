from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import RecordRefused
from eval.baselines import BASELINES
from eval.graded import Grades, by_chance, graded, measured
from eval.judge import silent
from eval.sets import Sets, usual_folder
from tests.eval.small_sets import accidents, an_accident
from tests.eval.test_stream import NoJudges
from tests.eval.worlds import WordJudges, written


def grades_of(*kinds: str, folder: Path) -> Grades:
    rows = [an_accident(at, f"2020-{at + 1:02}", kind) for at, kind in enumerate(kinds)]
    written(folder / "mhlw.jsonl", *rows)
    return Grades.of(Sets(folder).read("mhlw").entries)


def test_grades_fall_from_the_same_industry_over_the_same_cause_to_its_group(
    tmp_path: Path,
) -> None:
    # Causes 2 and 3 are of one group; the last is the one that is asked about.
    kinds = ("1|2|9", "1|2|8", "1|3|9", "1|4|9", "2|2|9", "1|2|9")
    assert grades_of(*kinds, folder=tmp_path).gains(5, 5).tolist() == [7, 3, 1, 0, 0]


def test_only_earlier_entries_are_worth_anything(tmp_path: Path) -> None:
    assert grades_of("1|2|9", "1|2|9", folder=tmp_path).gains(1, 0).tolist() == []


def test_the_measures_are_those_of_their_definitions() -> None:
    gains = np.array([7, 0, 3, 1])
    discounts = 1 / np.log2([2, 3, 4])
    [ndcg, top] = measured(gains, [3, 2, 0])
    assert ndcg == pytest.approx((np.array([1, 3, 7]) @ discounts) / ([7, 3, 1] @ discounts))
    assert top == 0.0
    assert measured(gains, [2])[1] == 1.0
    assert measured(gains, [0, 2, 3, 1]) == [1.0, 1.0]
    assert measured(gains, []) == [0.0, 0.0]


def test_by_chance_is_the_mean_over_all_orders() -> None:
    gains = np.array([7, 0, 3, 1])
    orders = [measured(gains, order)[0] for order in permutations(range(4))]
    assert by_chance(gains) == pytest.approx(np.mean(orders))


def test_a_query_sees_the_earlier_months_alone_and_has_a_like_report(tmp_path: Path) -> None:
    written(tmp_path / "mhlw_accidents.jsonl", *accidents())
    judges = WordJudges()
    found = graded(Sets(tmp_path), judges, silent)
    asked = judges.made[0].ranked
    assert found.group.counted.n == len(asked) > 0
    assert all(len(case.allowed) == case.place // 2 * 2 for case in asked)
    assert set(found.group.baselines) == {"char-tf-idf ja", "word-tf-idf ja", "bm25 ja"}


def test_where_nothing_is_alike_there_is_no_figure(tmp_path: Path) -> None:
    rows = [an_accident(at, f"{2019 + at}-01", f"{at}|{10 * at}|1") for at in range(3)]
    written(tmp_path / "mhlw_accidents.jsonl", *rows)
    group = graded(Sets(tmp_path), WordJudges(), silent).group
    assert {figure.why for figure in group.figures.values()} == {
        "no report is like an earlier one"
    }
    assert group.counted.base_rate is None


def test_an_entry_without_industry_or_causes_is_refused(tmp_path: Path) -> None:
    row = an_accident(1, "2020-01", "1|2|3", meta={"cause_med": "m1"})
    written(tmp_path / "mhlw_accidents.jsonl", row)
    with pytest.raises(RecordRefused, match="2020-01-001: missing_field"):
        graded(Sets(tmp_path), WordJudges(), silent)


@pytest.mark.skipif(usual_folder() is None, reason="the benchmark sets are not beside us")
def test_the_floor_is_that_of_the_data_page() -> None:
    folder = usual_folder()
    if folder is None or not list(folder.glob("mhlw_accidents*.jsonl")):
        pytest.skip("the accidents are not there")
    baselines = {"char-tf-idf ja": BASELINES["char-tf-idf ja"]}
    group = graded(Sets(folder), NoJudges(), silent, baselines).group
    figures = group.baselines["char-tf-idf ja"]
    assert figures["ndcg_at_10"].value == pytest.approx(0.267, abs=5e-4)
    assert figures["top_1"].value == pytest.approx(0.362, abs=3e-3)
