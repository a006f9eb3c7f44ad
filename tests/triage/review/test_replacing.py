import pytest

from corpus.ids import AccountId
from triage.review.pairs import LabelledPair
from triage.review.replacing import Calibrated, may_replace, trial


def pairs(count: int = 40) -> list[LabelledPair]:
    return [
        LabelledPair(one=AccountId(f"a{n}"), other=AccountId(f"b{n}"), same=n % 2 == 0, decision=n)
        for n in range(count)
    ]


def says(right: float) -> Calibrated:
    """A calibration that is as sure as `right` of what is so."""

    def probability(pair: LabelledPair) -> float:
        return right if pair.same else 1.0 - right

    return probability


def test_a_better_calibration_may_take_the_place() -> None:
    assert may_replace(says(0.6), says(0.9), pairs())


def test_a_worse_one_may_not() -> None:
    assert not may_replace(says(0.9), says(0.6), pairs())


def test_one_that_is_the_same_may() -> None:
    assert may_replace(says(0.7), says(0.7), pairs())


def test_too_few_pairs_say_nothing() -> None:
    found = trial(says(0.6), says(0.9), pairs(19))

    assert found.may_replace is False
    assert found.worse is None


def test_pairs_of_one_kind_alone_say_nothing() -> None:
    told = [pair for pair in pairs(200) if pair.same]

    assert not may_replace(says(0.6), says(0.9), told)


def test_one_that_is_better_by_luck_of_a_few_pairs_may_not() -> None:
    def lucky(pair: LabelledPair) -> float:
        return says(1.0 if pair.decision % 10 < 6 else 0.2)(pair)

    found = trial(says(0.6), lucky, pairs(20))
    assert found.worse is not None
    assert found.worse > 0 or found.worse_at_most is not None
    assert found.may_replace is False


def test_the_trial_tells_both_errors_and_their_paired_difference() -> None:
    found = trial(says(0.5), says(0.9), pairs())

    assert found.old == pytest.approx(0.25)
    assert found.new == pytest.approx(0.01)
    assert found.worse == pytest.approx(-0.24)
    assert found.worse_at_most == pytest.approx(-0.24)
    assert found.pairs == 40
