from pathlib import Path

import pytest

from eval.baselines import BASELINES
from eval.errors import MissingSet
from eval.judge import silent
from eval.months import Months
from eval.sets import Sets, usual_folder
from eval.stream import first_of_kind, stream
from tests.eval.small_sets import accidents, an_accident
from tests.eval.worlds import WordJudges, written

FLOOR = {"auroc": 0.71, "average_precision": 0.214, "found_at_10_percent": 0.316}
"""Char tf-idf fitted on the earlier months, as it was reckoned by scikit-learn alone."""


def a_folder(folder: Path, rows: list[dict[str, object]]) -> Sets:
    written(folder / "mhlw_accidents.jsonl", *rows)
    return Sets(folder)


def test_new_is_what_no_earlier_month_has(tmp_path: Path) -> None:
    told = [("2019-01", "1|1|1"), ("2020-01", "1|2|1"), ("2020-01", "1|2|2"), ("2020-02", "1|2|1")]
    rows = [an_accident(at, month, kind) for at, (month, kind) in enumerate(told)]
    months = Months.of(a_folder(tmp_path, rows).read("mhlw").entries)
    assert first_of_kind(months).tolist() == [True, True, True, False]


def test_a_report_is_judged_from_the_earlier_months_alone(tmp_path: Path) -> None:
    judges = WordJudges()
    found = stream(a_folder(tmp_path, accidents()), judges, silent, {})
    assert found.rows == 72
    assert found.group.counted.n == 48
    for asked in judges.made[0].asked:
        assert len(asked.allowed) == asked.place // 2 * 2


def test_the_worst_misses_of_both_kinds_are_named(tmp_path: Path) -> None:
    group = stream(a_folder(tmp_path, accidents()), WordJudges(), silent).group
    assert {miss.wanted for miss in group.misses} == {"new", "known"}
    assert set(group.baselines) == {"date alone", "char-tf-idf ja", "word-tf-idf ja", "bm25 ja"}


def test_progress_ends_at_its_total(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    stream(a_folder(tmp_path, accidents()), WordJudges(), lambda *step: told.append(step))
    assert told[-1] == (48 * 4, 48 * 4)


def test_one_year_alone_gives_no_figure(tmp_path: Path) -> None:
    group = stream(a_folder(tmp_path, accidents()[:20]), WordJudges(), silent).group
    assert {figure.why for figure in group.figures.values()} == {"no row to score"}


@pytest.mark.skipif(usual_folder() is None, reason="the benchmark sets are not beside us")
def test_the_floor_is_that_of_the_data_page() -> None:
    try:
        baselines = {"char-tf-idf ja": BASELINES["char-tf-idf ja"]}
        group = stream(Sets(usual_folder()), NoJudges(), silent, baselines).group
    except MissingSet:
        pytest.skip("the accidents are not there")
    assert (group.counted.n, group.counted.positives) == (1628, 117)
    for name, expected in FLOOR.items():
        value = group.baselines["char-tf-idf ja"][name].value
        assert value == pytest.approx(expected, abs=5e-4)


class NoJudges(WordJudges):
    """Judges that say nothing, quickly."""

    def over(self, accounts):  # type: ignore[no-untyped-def]
        made = super().over(accounts)
        made.novelties = lambda asked: [0.5] * len(asked)  # type: ignore[method-assign]
        made.rankings = lambda asked, first=None: [[] for _ in asked]  # type: ignore[method-assign]
        return made
