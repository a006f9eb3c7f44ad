import numpy as np

from eval.figures import means
from eval.kinds import FEWEST, kinds_of, parts_of
from tests.eval.worlds import a_row, cases_of


def test_a_kind_has_the_figures_of_its_rows_and_small_kinds_have_none() -> None:
    rows = FEWEST + 5
    kinds = [frozenset({"all"} | ({"some"} if at < FEWEST else {"few"})) for at in range(rows)]
    values, positives = np.arange(float(rows))[:, None], np.arange(rows) % 2
    parts = parts_of(kinds, positives, lambda at, drawn: means(["a"], values[at], drawn, "none"))
    assert list(parts) == ["all", "some"]
    assert (parts["some"].n, parts["some"].positives) == (FEWEST, FEWEST // 2)
    assert parts["some"].figures["a"].value == (FEWEST - 1) / 2


def test_no_rows_have_no_kinds() -> None:
    assert parts_of([], np.empty(0, np.int64), lambda at, drawn: {}) == {}


def test_a_case_is_of_the_kinds_that_its_facets_tell_of() -> None:
    cases = cases_of(
        [
            a_row(1, narrative_en="A submarine cable was cut by an anchor.", country="JP"),
            a_row(2, narrative_en="Nothing is said here.", cause_class=["human"]),
        ]
    )
    cut, silent = kinds_of(cases)
    assert {"country: JP", "trigger: told"} <= cut
    assert len([kind for kind in cut if kind.startswith("trigger: ")]) == 2
    assert {"cause class: human", "trigger: not told"} <= silent


def test_of_a_sort_of_kinds_the_largest_stands_first() -> None:
    kinds = [frozenset({"b: x" if at % 3 else "b: y", "a: z"}) for at in range(60)]
    parts = parts_of(kinds, np.zeros(60, np.int64), lambda at, drawn: {})
    assert list(parts) == ["a: z", "b: x", "b: y"]
