import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.likeness.budget import budgets


def test_reading_further_finds_what_was_expected_there() -> None:
    first, second, third = budgets([0.9, 0.6, 0.5])
    assert (first.cases, second.cases, third.cases) == (1, 2, 3)
    assert first.found == 0.9
    assert second.share == pytest.approx(0.75)
    assert third.share == pytest.approx(1.0)


def test_the_order_is_that_in_which_cases_are_read() -> None:
    assert budgets([0.1, 0.9])[0].share == pytest.approx(0.1)


def test_where_nothing_novel_is_expected_nothing_is_left_to_find() -> None:
    assert budgets([0.0, 0.0])[0].share == 1.0
    assert budgets([]) == ()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_reading_more_never_finds_less(novelties: list[float]) -> None:
    shares = [budget.share for budget in budgets(novelties)]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)
