from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, roc_auc_score

from eval.baselines import BASELINES
from eval.judge import silent
from eval.pairs import pairs
from eval.sets import Sets, account_of_text, usual_folder
from tests.eval.small_sets import news
from tests.eval.test_stream import NoJudges
from tests.eval.worlds import WordJudge, WordJudges, written

ROWS = news()


def a_folder(folder: Path, rows: list[dict[str, object]]) -> Sets:
    written(folder / "ecbplus.jsonl", *rows)
    return Sets(folder)


def alike() -> np.ndarray:
    judge = WordJudge([account_of_text(row["id"], row["text"], "en") for row in ROWS])
    return np.array([[judge._alike(a, b) for b in range(len(ROWS))] for a in range(len(ROWS))])


def test_the_auroc_is_over_pairs_on_one_topic(tmp_path: Path) -> None:
    group = pairs(a_folder(tmp_path, ROWS), WordJudges(), silent).group
    one, other = np.triu_indices(len(ROWS), 1)
    topics, events = (np.array([row[key] for row in ROWS]) for key in ("label", "group"))
    kept = topics[one] == topics[other]
    same = (events[one] == events[other])[kept]
    assert group.counted.positives == same.sum() == 4 * 6
    expected = roc_auc_score(same, alike()[one, other][kept])
    assert group.figures["auroc"].value == pytest.approx(expected)


def test_each_report_ranks_all_others(tmp_path: Path) -> None:
    judges = WordJudges()
    group = pairs(a_folder(tmp_path, ROWS), judges, silent, {}).group
    events = np.array([row["group"] for row in ROWS])
    expected = [
        average_precision_score(np.delete(events == events[at], at), np.delete(alike()[at], at))
        for at in range(len(ROWS))
    ]
    value = group.figures["mean_average_precision"].value
    assert value == pytest.approx(np.mean(expected), abs=0.05)  # ties are ordered, not averaged
    assert group.figures["precision_at_1"].value == 1.0
    assert group.gain == {}


def test_an_event_told_once_is_not_asked_about(tmp_path: Path) -> None:
    rows = [row for row in ROWS if row["group"] != "00"] + ROWS[:1]
    group = pairs(a_folder(tmp_path, rows), WordJudges(), silent).group
    assert group.counted.n == len(rows) - 1


def test_where_no_event_is_told_twice_there_is_no_figure(tmp_path: Path) -> None:
    rows = [{**row, "group": row["id"]} for row in ROWS]
    group = pairs(a_folder(tmp_path, rows), WordJudges(), silent).group
    assert {figure.why for figure in group.figures.values()} == {
        "no event is told twice",
        "no row is new",
    }


def test_an_empty_set_gives_no_figure(tmp_path: Path) -> None:
    (tmp_path / "ecbplus.jsonl").write_text("")
    group = pairs(Sets(tmp_path), WordJudges(), silent, {}).group
    assert {figure.value for figure in group.figures.values()} == {None}


@pytest.mark.skipif(usual_folder() is None, reason="the benchmark sets are not beside us")
def test_the_floor_is_near_that_of_the_data_page() -> None:
    folder = usual_folder()
    if folder is None or not list(folder.glob("ecbplus*.jsonl")):
        pytest.skip("the news are not there")
    judges = NoJudges()
    judges.over = Zero  # type: ignore[method-assign]
    baselines = {"word-tf-idf en": BASELINES["word-tf-idf en"]}
    figures = pairs(Sets(folder), judges, silent, baselines).group.baselines["word-tf-idf en"]
    told = [figure.value for figure in figures.values()]
    assert told == pytest.approx([0.952, 0.876, 0.856], abs=6e-3)


class Zero(WordJudge):
    """Finds no likeness anywhere."""

    def likenesses(self, asked):  # type: ignore[no-untyped-def]
        return [np.zeros(len(case.allowed)) for case in asked]
