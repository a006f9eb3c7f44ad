"""Every bootstrap sample has the figures that scikit-learn gives for its rows written out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score

from eval.detection import NAMES, ceiling, detection
from eval.figures import draws

ROWS = st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=2, max_size=30)


@given(ROWS)
def test_each_draw_has_the_figures_of_its_rows_written_out(rows: list[tuple[bool, int]]) -> None:
    truth = np.array([new for new, _ in rows])
    scores = np.array([score / 5 for _, score in rows])
    drawn = draws(len(rows), rounds=5)
    estimates = detection(truth, scores, drawn)
    if truth.all() or not truth.any():
        assert all(estimates[name].why for name in NAMES)
        return
    for round_, times in enumerate(drawn):
        picked_truth, picked_scores = np.repeat(truth, times), np.repeat(scores, times)
        if picked_truth.any():
            expected = average_precision_score(picked_truth, picked_scores)
            assert estimates["average_precision"].rounds[round_] == pytest.approx(expected)
        if picked_truth.any() and not picked_truth.all():
            expected = roc_auc_score(picked_truth, picked_scores)
            assert estimates["auroc"].rounds[round_] == pytest.approx(expected)
        else:
            assert np.isnan(estimates["auroc"].rounds[round_])


def test_a_tenth_is_read_from_the_highest_scores() -> None:
    truth = np.array([True] * 4 + [False] * 16)
    scores = np.array([0.9, 0.1, 0.1, 0.1, 0.95, *[0.2] * 15])
    found = detection(truth, scores, draws(20, rounds=1))["found_at_10_percent"]
    assert found.value == pytest.approx(1 / 4)


def test_rows_of_equal_score_share_the_places_that_are_left() -> None:
    truth = np.array([True, False, False, False, True] * 4)
    found = detection(truth, np.zeros(20), draws(20, rounds=1))["found_at_10_percent"]
    assert found.value == pytest.approx(2 * (8 / 20) / 8)


def test_the_order_of_rows_changes_no_figure() -> None:
    truth = np.array([True, False, True, False, False, True])
    scores = np.array([0.5, 0.5, 0.5, 0.1, 0.9, 0.9])
    drawn = draws(6, rounds=2)
    one = detection(truth, scores, drawn)
    turned = detection(truth[::-1], scores[::-1], drawn)
    assert [one[name].value for name in NAMES] == [turned[name].value for name in NAMES]


@pytest.mark.parametrize(
    ("truth", "why"),
    [([], "no row to score"), ([False] * 3, "no row is new"), ([True] * 3, "every row is new")],
)
def test_figures_without_both_kinds_of_row_say_why(truth: list[bool], why: str) -> None:
    estimates = detection(np.array(truth, dtype=bool), np.zeros(len(truth)), draws(len(truth), 2))
    assert {estimate.why for estimate in estimates.values()} == {why}


@pytest.mark.parametrize(
    ("new", "old", "expected"), [(45, 94, 13 / 45), (1, 99, 1.0), (0, 5, None), (2, 1, 0.5)]
)
def test_the_ceiling_is_what_a_tenth_can_hold(new: int, old: int, expected: float | None) -> None:
    assert ceiling(np.array([True] * new + [False] * old)) == expected


def test_many_rows_are_reckoned_in_parts_without_a_difference() -> None:
    generator = np.random.default_rng(3)
    truth, scores = generator.random(30_000) < 0.1, generator.random(30_000)
    drawn = draws(30_000, rounds=70)
    whole = detection(truth, scores, drawn)["auroc"].rounds
    alone = detection(truth, scores, drawn[69:])["auroc"].rounds
    assert len(whole) == 70
    assert whole[69] == alone[0]
