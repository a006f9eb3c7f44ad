import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.likeness.budget import budgets, expected_share


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
    assert expected_share([], 3) == expected_share([0.0], 0) == 1.0
    assert budgets([]) == ()


@pytest.mark.parametrize(("read", "share"), [(-1, 0.0), (0, 0.0), (1, 0.6), (2, 0.9), (9, 1.0)])
def test_the_most_novel_are_expected_first(read: int, share: float) -> None:
    assert expected_share([0.1, 0.6, 0.3], read) == pytest.approx(share)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_reading_more_never_finds_less(novelties: list[float]) -> None:
    shares = [expected_share(novelties, read) for read in range(len(novelties) + 1)]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)
