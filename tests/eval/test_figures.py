import numpy as np
import pytest

from eval.figures import Estimate, best_of, draws, figure_of, gain_of, undefined


def test_the_draws_are_those_of_the_neutral_kit() -> None:
    generator = np.random.default_rng(0)
    kit = [np.bincount(generator.integers(7, size=7), minlength=7) for _ in range(50)]
    assert np.array_equal(draws(7, rounds=50), kit)


def test_no_rows_are_drawn_from_none() -> None:
    assert draws(0, rounds=3).shape == (3, 0)


def test_an_interval_is_the_middle_of_the_rounds_on_which_the_figure_is_defined() -> None:
    rounds = np.concatenate((np.arange(1001.0), [np.nan] * 100))
    figure = figure_of(Estimate(500.0, rounds))
    assert (figure.low, figure.value, figure.high) == (25.0, 500.0, 975.0)


def test_an_undefined_figure_says_why() -> None:
    figure = figure_of(undefined("no row is new"))
    assert (figure.value, figure.low, figure.high, figure.why) == (
        None,
        None,
        None,
        "no row is new",
    )


def test_the_best_baseline_is_the_one_with_the_highest_defined_figure() -> None:
    rounds = np.zeros(1)
    baselines = {
        "low": {"auroc": Estimate(0.4, rounds), "mrr": undefined("none")},
        "high": {"auroc": Estimate(0.6, rounds), "mrr": undefined("none")},
        "undefined": {"auroc": undefined("none"), "mrr": undefined("none")},
    }
    assert best_of(baselines, "auroc") == "high"
    assert best_of(baselines, "mrr") is None


def test_a_gain_is_paired() -> None:
    rounds = np.random.default_rng(1).normal(size=500)
    gain = gain_of(Estimate(0.7, rounds + 0.1), "bm25", Estimate(0.6, rounds))
    assert gain.against == "bm25"
    assert (gain.value, gain.low, gain.high) == pytest.approx((0.1, 0.1, 0.1))
