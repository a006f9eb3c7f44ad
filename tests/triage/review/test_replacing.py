import numpy as np
import pytest

from corpus.ids import AccountId
from triage.review.examples import Example
from triage.review.replacing import Floats, Trial, trial


def examples(count: int = 40, cases: int = 1000) -> list[Example]:
    return [
        Example(at=0.0, shared=n % 2 == 0, cases=frozenset({AccountId(f"a{n % cases}")}))
        for n in range(count)
    ]


def says(right: float, told: list[Example]) -> Floats:
    """What a line says that is as sure as `right` of what is so."""
    return np.array([right if one.shared else 1.0 - right for one in told])


def tried(old: float, new: float, told: list[Example] | None = None) -> Trial:
    told = examples() if told is None else told
    return trial(says(old, told), says(new, told), told)


def test_a_better_line_may_take_the_place() -> None:
    assert tried(0.6, 0.9).may_replace


def test_a_worse_one_may_not() -> None:
    assert not tried(0.9, 0.6).may_replace


def test_one_that_is_the_same_may() -> None:
    assert tried(0.7, 0.7).may_replace


@pytest.mark.parametrize("count", [0, 19])
def test_too_few_examples_say_nothing(count: int) -> None:
    found = tried(0.6, 0.9, examples(count))

    assert found.may_replace is False
    assert (found.examples, found.worse, found.old) == (count, None, None)


def test_examples_of_one_kind_alone_say_nothing() -> None:
    assert not tried(0.6, 0.9, [one for one in examples(200) if one.shared]).may_replace


def lucky(told: list[Example]) -> Floats:
    """A line that is sure, and right in most cases."""
    right = np.array([place % 20 not in {0, 7, 12} for place in range(len(told))])
    shared = np.array([one.shared for one in told])
    return np.where(right == shared, 0.98, 0.02)


def test_one_that_is_better_by_luck_of_a_few_may_not() -> None:
    told = examples(20)
    found = trial(says(0.55, told), lucky(told), told)
    often = trial(says(0.55, told * 20), lucky(told * 20), examples(400))

    assert found.worse is not None
    assert found.worse < 0
    assert not found.may_replace
    assert often.may_replace


def test_examples_of_one_case_are_no_more_than_one() -> None:
    told, tangled = examples(400), examples(400, cases=4)
    new = lucky(told)

    apart, together = (trial(says(0.55, one), new, one) for one in (told, tangled))

    assert apart.worse == together.worse
    assert apart.may_replace
    assert not together.may_replace


def test_the_trial_tells_both_errors_and_their_paired_difference() -> None:
    found = tried(0.5, 0.9)

    assert found.old == pytest.approx(0.25)
    assert found.new == pytest.approx(0.01)
    assert found.worse == pytest.approx(-0.24)
    assert found.worse_at_most == pytest.approx(-0.24)
    assert found.examples == 40
