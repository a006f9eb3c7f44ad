from hypothesis import given
from hypothesis import strategies as st

from embeddings.search import Neighbour
from tests.triage.likeness.examples import WEIGHTS
from triage.likeness.weights import load_weights
from triage.novelty import novelty_of


def at(deviation: float, score: float = 0.5) -> Neighbour:
    return Neighbour(label=1, score=score, deviation=deviation)


def test_what_was_told_before_is_not_new() -> None:
    assert novelty_of([at(9.0, score=1.0)]).value == 0.0


def test_what_has_no_earlier_case_is_wholly_new() -> None:
    assert novelty_of([]).value == 1.0
    assert novelty_of([]).nearest == ()


def test_novelty_is_what_is_left_of_the_probability_of_a_precedent() -> None:
    nearest = [at(4.0), at(2.0)]
    found = novelty_of(nearest, WEIGHTS)
    assert found.value == 1 - WEIGHTS.shared.probability(3.0)
    assert found.nearest == tuple(nearest)


def test_without_weights_those_of_the_release_are_used() -> None:
    assert novelty_of([at(3.0)]) == novelty_of([at(3.0)], load_weights())


@given(st.lists(st.floats(-3, 12), max_size=5))
def test_novelty_never_falls_as_cases_grow_farther(deviations: list[float]) -> None:
    near = novelty_of([at(one) for one in deviations]).value
    far = novelty_of([at(one - 1) for one in deviations]).value
    assert 0.0 <= near <= far <= 1.0
