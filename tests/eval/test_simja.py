from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from eval.errors import MissingSet
from eval.figures import draws
from eval.judge import silent
from eval.sets import Sets, usual_folder
from eval.simja import rank_correlation, simja
from tests.eval.small_sets import sentences
from tests.eval.test_pairs import Zero
from tests.eval.worlds import WordJudges, written

ROWS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=3, max_size=25)


@given(ROWS)
def test_each_draw_has_the_correlation_of_its_rows_written_out(
    rows: list[tuple[int, int]],
) -> None:
    said, scores = (np.array(column, dtype=np.float64) for column in zip(*rows, strict=True))
    drawn = draws(len(rows), rounds=5)
    estimate = rank_correlation(said, scores, drawn)
    if len(set(said)) < 2 or len(set(scores)) < 2:
        assert estimate.why
        return
    for round_, times in enumerate(drawn):
        one, other = np.repeat(said, times), np.repeat(scores, times)
        if len(set(one)) > 1 and len(set(other)) > 1:
            assert estimate.rounds[round_] == pytest.approx(spearmanr(one, other).statistic)
        else:
            assert np.isnan(estimate.rounds[round_])


def test_the_validation_part_of_jsts_and_all_of_jsick_are_used(tmp_path: Path) -> None:
    written(tmp_path / "jsts.jsonl", *sentences("jsts/valid"), *sentences("jsts/train"))
    written(tmp_path / "jsick.jsonl", *sentences("test"))
    found = simja(Sets(tmp_path), WordJudges(), silent)
    assert found.group.counted.n == 21 + 21
    assert (found.rows, found.missing) == (63, ())
    for figure in found.group.figures.values():
        assert figure.value == pytest.approx(0.99, abs=0.01)


def test_one_set_does_where_the_other_is_not_there(tmp_path: Path) -> None:
    written(tmp_path / "jsick.jsonl", *sentences("test"))
    found = simja(Sets(tmp_path), WordJudges(), silent)
    assert list(found.group.figures) == ["spearman_jsick"]
    assert found.missing == ("jsts*.jsonl",)


def test_without_either_set_both_are_missed(tmp_path: Path) -> None:
    with pytest.raises(MissingSet, match=r"jsts\*\.jsonl, jsick\*\.jsonl"):
        simja(Sets(tmp_path), WordJudges(), silent)


@pytest.mark.skipif(usual_folder() is None, reason="the benchmark sets are not beside us")
def test_the_floors_are_those_of_the_data_page() -> None:
    folder = usual_folder()
    if folder is None or not all(list(folder.glob(f"{name}*")) for name in ("jsts", "jsick")):
        pytest.skip("the sentences are not there")
    judges = WordJudges()
    judges.over = lambda accounts: Zero(())  # type: ignore[method-assign]
    figures = simja(Sets(folder), judges, silent).group.baselines["char-tf-idf 1-3"].values()
    assert [round(figure.value or 0, 3) for figure in figures] == [0.709, 0.758]
