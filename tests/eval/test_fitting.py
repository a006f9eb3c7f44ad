import numpy as np
import pytest
from scipy.optimize import check_grad

from eval.fitting import LEAST, Block, _loss, fit_line, fit_views

RANDOM = np.random.default_rng(0)
ALIKE = np.arange(600) < 60


def drawn(told_by: tuple[float, ...]) -> Block:
    """Pairs of which the alike ones are more alike, in each view by so much."""
    standard = RANDOM.normal(size=(len(ALIKE), len(told_by))) + np.outer(ALIKE, told_by)
    return Block(standard, np.eye(len(told_by)), 1.0)


def test_a_view_that_tells_alike_pairs_counts_more() -> None:
    fitted = fit_views([drawn((2.0, 0.0))], ALIKE, np.ones(2), firmness=1.0)
    assert fitted.views[0] > 3 * fitted.views[1]
    assert fitted.slope > 0


def test_no_view_counts_less_than_the_least() -> None:
    fitted = fit_views([drawn((2.0, -2.0))], ALIKE, np.ones(2), firmness=1.0)
    assert fitted.views[1] == LEAST


def test_firmly_held_weights_stay_where_they_were() -> None:
    fitted = fit_views([drawn((2.0, 0.0))], ALIKE, np.array([0.5, 1.0]), firmness=1e9)
    assert np.allclose(fitted.views, [0.5, 1.0], atol=1e-3)


def test_pairs_that_are_left_out_teach_nothing() -> None:
    block, kept = drawn((2.0, 0.0)), RANDOM.random(len(ALIKE)) < 0.5
    spoilt = Block(np.where(kept[:, None], block.standard, 99.0), block.among, 1.0)
    one, other = (
        fit_views([each.of(kept)], ALIKE[kept], np.ones(2), 1.0) for each in (block, spoilt)
    )
    assert np.array_equal(one.views, other.views)


def test_deviations_do_not_hang_on_how_large_the_weights_are() -> None:
    block = drawn((1.0, 1.0))
    small, large = block.deviations(np.array([1.0, 2.0])), block.deviations(np.array([5.0, 10.0]))
    assert np.allclose(small, large)


def test_the_slopes_of_the_loss_are_its_slopes() -> None:
    block = Block(drawn((1.0, 0.5)).standard, np.array([[1.0, 0.4], [0.4, 1.0]]), 0.5)
    at = np.array([0.7, 1.2, 1.5, -4.0])
    wrong = check_grad(
        lambda x: _loss(block, ALIKE, x)[0], lambda x: _loss(block, ALIKE, x)[1], at
    )
    assert wrong < 1e-3


def test_a_line_tells_how_often_it_came_true() -> None:
    values = RANDOM.normal(size=4000) * 2 + 3
    truth = RANDOM.random(len(values)) < 1 / (1 + np.exp(-(1.5 * values - 4)))
    assert fit_line(values, truth) == pytest.approx((1.5, -4), abs=0.3)
