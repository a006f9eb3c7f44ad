import numpy as np
import pytest

from eval.figures import draws
from eval.ranking import MEASURES, first_hits, measured


@pytest.mark.parametrize(
    ("ranking", "wanted", "expected"),
    [
        ([7, 2, 3], {7}, [1, 1, 1, 1]),
        ([1, 2, 7, 8], {7, 8}, [0, 1, 1, 1 / 3]),
        ([*range(6), 7], {7}, [0, 0, 1, 1 / 7]),
        ([*range(100, 111), 7], {7}, [0, 0, 0, 1 / 12]),
        ([1, 2], {7}, [0, 0, 0, 0]),
        ([], {7}, [0, 0, 0, 0]),
    ],
    ids=["first", "third", "seventh", "twelfth", "not named", "nothing named"],
)
def test_a_query_is_measured_by_its_first_hit(
    ranking: list[int], wanted: set[int], expected: list[float]
) -> None:
    assert measured(ranking, wanted) == pytest.approx(expected)


def test_a_hit_deep_in_a_long_ranking_keeps_its_place() -> None:
    assert measured(list(range(5000)), {4999})[-1] == pytest.approx(1 / 5000)


def test_figures_are_means_over_queries_and_over_each_draw_of_them() -> None:
    by_query = np.array([[1.0, 1.0, 1.0, 1.0], [0.0, 0.0, 1.0, 0.125]])
    drawn = draws(2, rounds=20)
    estimates = first_hits(by_query, drawn)
    assert [estimates[name].value for name in MEASURES] == [0.5, 0.5, 1.0, 0.5625]
    for round_, times in enumerate(drawn):
        expected = np.repeat(by_query, times, axis=0).mean(axis=0)
        got = [estimates[name].rounds[round_] for name in MEASURES]
        assert got == pytest.approx(expected.tolist())


def test_no_queries_give_no_figure_and_say_why() -> None:
    estimates = first_hits(np.empty((0, 4)), draws(0, rounds=2))
    assert {estimate.why for estimate in estimates.values()} == {"no row has a like case"}
