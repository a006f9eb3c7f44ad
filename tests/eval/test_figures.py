import numpy as np
import pytest

from eval.figures import (
    Estimate,
    best_of,
    clustered_draws,
    draws,
    figure_of,
    gain_of,
    means,
    undefined,
)


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
    gain = gain_of("auroc", Estimate(0.7, rounds + 0.1), "bm25", Estimate(0.6, rounds))
    assert gain.against == "bm25"
    assert (gain.value, gain.low, gain.high) == pytest.approx((0.1, 0.1, 0.1))


def test_where_less_is_better_the_lowest_baseline_is_the_best_and_a_fall_is_a_gain() -> None:
    rounds = np.full(10, 0.1)
    baselines = {"low": {"ece": Estimate(0.1, rounds)}, "high": {"ece": Estimate(0.3, rounds)}}
    assert best_of(baselines, "ece") == "low"
    gain = gain_of("ece", Estimate(0.05, rounds / 2), "low", baselines["low"]["ece"])
    assert (gain.value, gain.low, gain.high) == pytest.approx((0.05, 0.05, 0.05))


def test_a_cluster_is_drawn_whole() -> None:
    clusters = np.array([0, 1, 0, 2, 1])
    drawn = clustered_draws(clusters, rounds=40)
    assert np.array_equal(drawn, draws(3, rounds=40)[:, clusters])
    assert clustered_draws(np.empty(0, np.int64), rounds=4).shape == (4, 0)


def test_means_on_each_draw_are_those_of_its_rows_written_out() -> None:
    rows = np.random.default_rng(2).random((6, 2))
    drawn = draws(6, rounds=5)
    found = means(["a", "b"], rows, drawn, "none")
    assert found["b"].value == pytest.approx(rows[:, 1].mean())
    for round_, times in enumerate(drawn):
        expected = np.repeat(rows[:, 0], times).mean()
        assert found["a"].rounds[round_] == pytest.approx(expected)


def test_means_of_no_rows_say_why() -> None:
    found = means(["a"], np.empty((0, 1)), draws(0, 3), "nothing there")
    assert found["a"].why == "nothing there"
