from sharing.famous import LEAST_USE, best_of, is_famous
from sharing.lattice import Candidate, Step

LIMIT = 0.25


def told(named: float, kept: float, text: str = "文") -> Candidate:
    return Candidate(step=Step.CODES, text=text, named=named, kept=kept)


def test_what_keeps_most_is_best() -> None:
    assert best_of([told(0.2, 0.5), told(0.2, 0.9), told(0.2, 0.7)], LIMIT) == told(0.2, 0.9)


def test_what_names_too_surely_is_never_best() -> None:
    assert best_of([told(0.26, 1.0), told(0.25, 0.5)], LIMIT) == told(0.25, 0.5)


def test_what_is_of_no_use_is_never_best() -> None:
    assert best_of([told(0.0, LEAST_USE - 0.01)], LIMIT) is None


def test_of_those_as_good_the_longer_is_best() -> None:
    assert best_of([told(0.1, 0.9), told(0.1, 0.9, "長い文")], LIMIT) == told(0.1, 0.9, "長い文")


def test_a_case_is_famous_when_every_part_of_its_facts_names_it() -> None:
    facts = told(0.9, 1.0)

    assert is_famous(facts, [facts, told(0.5, 0.9), told(0.1, 0.0)], LIMIT)


def test_a_case_is_not_famous_when_a_part_of_use_does_not_name_it() -> None:
    facts = told(0.9, 1.0)

    assert not is_famous(facts, [facts, told(0.1, 0.8)], LIMIT)


def test_a_case_is_not_famous_when_its_facts_do_not_name_it() -> None:
    facts = told(0.2, 0.1)

    assert not is_famous(facts, [facts], LIMIT)
