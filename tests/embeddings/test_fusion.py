import numpy as np
import pytest
from numpy.typing import NDArray

from embeddings.fusion import Scales, language_pairs, measure_scales

NAN = np.nan
RANDOM = np.random.default_rng(0)


def drawn(pairs: int = 4000, together: float = 0.6) -> NDArray[np.float64]:
    """Similarities of unrelated pairs, the views correlated."""
    common = RANDOM.normal(size=(pairs, 1))
    own = RANDOM.normal(size=(pairs, 2))
    mixed = together * common + np.sqrt(1 - together**2) * own
    pairs_drawn: NDArray[np.float64] = np.array([0.1, 0.3]) + mixed * np.array([0.05, 0.1])
    return pairs_drawn


UNRELATED = drawn()


def a_scale(pairs: NDArray[np.float64] = UNRELATED) -> Scales:
    return measure_scales({"one": 1.0, "two": 1.0}, dict.fromkeys(language_pairs(), pairs))


def scores(*rows: list[float], scales: Scales | None = None) -> list[float]:
    languages = np.ones(len(rows), np.uint8)
    found = (scales or a_scale()).scores(1, languages, np.array(rows, np.float64))
    return list(map(float, found))


def test_the_same_text_scores_exactly_one() -> None:
    assert scores([1.0, 1.0], [1.0, NAN], [NAN, 1.0]) == [1.0, 1.0, 1.0]


def test_a_score_lies_between_nothing_and_one() -> None:
    found = scores([-1.0, -1.0], [0.0, 0.0], [0.5, 0.5], [0.99, 1.0])
    assert found == sorted(found)
    assert found[0] >= 0
    assert found[-1] < 1


@pytest.mark.parametrize("view", [0, 1])
def test_more_alike_in_one_view_is_a_higher_score(view: int) -> None:
    lower, higher = [0.2, 0.4], [0.2, 0.4]
    higher[view] += 0.01
    low, high = scores(lower, higher)
    assert low < high


def test_two_that_share_no_view_score_nothing() -> None:
    assert scores([NAN, NAN]) == [0.0]


def test_unrelated_pairs_score_alike_whichever_views_they_share() -> None:
    both = np.array(scores(*UNRELATED.tolist()))
    first = np.array(scores(*([row[0], NAN] for row in UNRELATED.tolist())))
    for share in (0.5, 0.9, 0.99):
        assert abs(np.quantile(both, share) - np.quantile(first, share)) < 0.02


def test_three_spreads_above_unrelated_is_about_a_half() -> None:
    [found] = scores([0.1 + 3 * 0.05, NAN])
    assert 0.45 < found < 0.6


def test_a_pair_scores_the_same_beside_any_others() -> None:
    rows = RANDOM.uniform(-0.2, 1, size=(200, 2))
    rows[RANDOM.uniform(size=rows.shape) < 0.2] = NAN
    together = scores(*rows.tolist())
    assert together == [scores(row)[0] for row in rows.tolist()]


def test_languages_have_scales_of_their_own() -> None:
    shifted = {pair: UNRELATED + (0.2 if pair == (1, 2) else 0) for pair in language_pairs()}
    scales = measure_scales({"one": 1.0, "two": 1.0}, shifted)
    same, other = scales.scores(1, np.array([1, 2], np.uint8), np.array([[0.3, 0.5]] * 2))
    assert other < same
    assert scales.scores(2, np.array([1], np.uint8), np.array([[0.3, 0.5]])) == [other]


def test_a_view_that_unrelated_pairs_hardly_share_is_not_compared() -> None:
    seldom = UNRELATED.copy()
    seldom[: len(seldom) * 3 // 4, 1] = NAN
    scales = a_scale(seldom)
    assert scales.conditions["1.1"]["mean"][1] is None
    assert scores([0.3, 0.9], scales=scales) == scores([0.3, NAN], scales=scales)
    assert scores([NAN, 0.9], scales=scales) == [0.0]


def test_a_view_in_which_all_pairs_are_equal_does_no_harm() -> None:
    flat = UNRELATED.copy()
    flat[:, 1] = 0.0
    assert np.isfinite(scores([0.3, 0.5], scales=a_scale(flat))).all()


def test_a_view_of_more_weight_counts_more() -> None:
    heavy = measure_scales({"one": 3.0, "two": 1.0}, dict.fromkeys(language_pairs(), UNRELATED))
    in_first, in_second = [0.1 + 4 * 0.05, 0.3], [0.1, 0.3 + 4 * 0.1]
    first, second = scores(in_first, in_second, scales=heavy)
    assert first > second
    first, second = scores(in_first, in_second)
    assert abs(first - second) < 0.05


def test_a_view_of_half_weight_alone_scores_as_one_of_full_weight() -> None:
    light = measure_scales({"one": 0.5, "two": 1.0}, dict.fromkeys(language_pairs(), UNRELATED))
    assert np.allclose(scores([0.4, NAN], scales=light), scores([0.4, NAN]))


def test_other_weights_leave_the_scales_as_they_are() -> None:
    scales = a_scale()
    heavy = scales.weighed_by({"one": 3.0, "three": 9.0})
    assert heavy.weights == {"one": 3.0, "two": 1.0}
    assert heavy.conditions is scales.conditions
    assert scales.weighed_by({"one": 3.0}) is heavy
    assert scales.weights == {"one": 1.0, "two": 1.0}


def test_a_deviation_is_in_spreads_of_unrelated_pairs() -> None:
    scales = a_scale()
    rows = np.array([[0.1, NAN], [0.1 + 2 * 0.05, NAN], [NAN, NAN]])
    _, found = scales.weigh(1, np.ones(3, np.uint8), rows)
    assert np.allclose(found[:2], [0.0, 2.0], atol=0.1)
    assert np.isnan(found[2])


def test_deviations_of_unrelated_pairs_have_a_spread_of_one() -> None:
    _, found = a_scale().weigh(1, np.ones(len(UNRELATED), np.uint8), UNRELATED)
    assert abs(found.std() - 1) < 0.01


def test_a_condition_is_the_same_from_either_side() -> None:
    scales = a_scale()
    assert scales.condition(1, 3) is scales.condition(3, 1)
    assert np.allclose(scales.condition(1, 3).mean, [0.1, 0.3], atol=0.01)
