import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ids import AccountId
from triage.likeness.weights import Line
from triage.review.examples import Example
from triage.review.refit import held_out, refitted

LINE = Line(1.0, -3.0)


def examples(count: int, boundary: float) -> list[Example]:
    """`count` likenesses from 0 to 6, held to share the mechanism from `boundary` on."""
    return [
        Example(at=float(at), shared=bool(at > boundary), cases=frozenset({AccountId(f"a{n}")}))
        for n, at in enumerate(np.linspace(0, 6, count))
    ]


def test_without_examples_a_line_stays_as_it_is() -> None:
    assert refitted(LINE, []) == LINE


@pytest.mark.parametrize("boundary", [1.0, 5.0])
def test_a_line_moves_to_where_people_draw_it(boundary: float) -> None:
    found = refitted(LINE, examples(200, boundary))

    crosses = -found.intercept / found.slope
    assert crosses == pytest.approx(boundary, abs=0.5)


def test_few_examples_move_it_less_than_many() -> None:
    few, many = (refitted(LINE, examples(count, 1.0)) for count in (6, 600))

    assert LINE.probability(2.0) < few.probability(2.0) < many.probability(2.0)


@given(st.lists(st.tuples(st.floats(-2, 12), st.booleans()), max_size=30))
def test_a_line_always_rises(told: list[tuple[float, bool]]) -> None:
    found = refitted(
        LINE,
        [
            Example(at=at, shared=shared, cases=frozenset({AccountId(f"a{n}")}))
            for n, (at, shared) in enumerate(told)
        ],
    )

    assert found.slope > 0


def test_an_example_does_not_make_the_line_that_judges_it() -> None:
    told = examples(60, 3.0)
    before = held_out(LINE, told)
    turned = [Example(at=told[0].at, shared=not told[0].shared, cases=told[0].cases), *told[1:]]

    after = held_out(LINE, turned)

    assert after[0] == before[0]
    assert (after != before).any()
