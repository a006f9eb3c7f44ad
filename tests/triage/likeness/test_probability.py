from math import nan

from hypothesis import given
from hypothesis import strategies as st

from tests.triage.likeness.examples import WEIGHTS, Case
from triage.likeness.probability import failed_alike, told_before

DEVIATIONS = st.floats(-5, 15)


def test_the_same_text_was_told_before() -> None:
    assert told_before([Case(9.0, 1.0), Case(0.0)], WEIGHTS) == 1.0
    assert failed_alike(Case(9.0, 1.0), WEIGHTS) == 1.0


def test_nothing_came_before() -> None:
    assert told_before([], WEIGHTS) == 0.0
    assert told_before([Case(nan)], WEIGHTS) == 0.0
    assert failed_alike(Case(nan), WEIGHTS) == 0.0


def test_the_two_most_alike_count() -> None:
    whole = told_before([Case(1.0), Case(4.0), Case(2.0)], WEIGHTS)
    assert whole == told_before([Case(4.0), Case(2.0)], WEIGHTS)
    assert whole == WEIGHTS.shared.probability(3.0)


def test_one_alone_counts_with_one_that_is_unrelated() -> None:
    assert told_before([Case(4.0)], WEIGHTS) == told_before([Case(4.0), Case(0.0)], WEIGHTS)


@given(st.lists(DEVIATIONS, min_size=1, max_size=6), DEVIATIONS)
def test_another_case_never_lowers_the_probability(before: list[float], more: float) -> None:
    cases = [Case(one) for one in before]
    assert told_before([*cases, Case(more)], WEIGHTS) >= told_before(cases, WEIGHTS)


@given(DEVIATIONS, st.floats(0.01, 3), DEVIATIONS)
def test_a_nearer_case_never_lowers_it(deviation: float, nearer: float, other: float) -> None:
    low, high = ([Case(at), Case(other)] for at in (deviation, deviation + nearer))
    assert told_before(low, WEIGHTS) <= told_before(high, WEIGHTS)
    assert failed_alike(low[0], WEIGHTS) < failed_alike(high[0], WEIGHTS)


@given(st.permutations([Case(1.0), Case(3.0), Case(nan), Case(2.0)]))
def test_the_order_of_the_cases_does_not_matter(cases: list[Case]) -> None:
    assert told_before(cases, WEIGHTS) == WEIGHTS.shared.probability(2.5)
