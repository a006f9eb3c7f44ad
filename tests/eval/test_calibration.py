import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.calibration import (
    BY_CHANCE,
    NAMES,
    SO_FAR,
    calibration,
    errors,
    fifths,
    fitted_elsewhere,
    reliability,
    share_so_far,
    stretches,
)
from eval.figures import draws
from eval.judge import silent
from tests.eval.worlds import WordJudge, a_row, cases_of

ROWS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30)


def told(rows: list[tuple[float, bool]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([p for p, _ in rows]), np.array([true for _, true in rows])


@given(ROWS)
def test_each_draw_has_the_errors_of_its_rows_written_out(rows: list[tuple[float, bool]]) -> None:
    said, true = told(rows)
    drawn = draws(len(rows), rounds=4)
    found = errors(said, true, drawn)
    for round_, times in enumerate(drawn):
        p, y, bins = (np.repeat(each, times) for each in (said, true, stretches(said)))
        apart = [abs((p - y)[bins == at].mean()) * (bins == at).mean() for at in set(bins)]
        assert found["ece"].rounds[round_] == pytest.approx(sum(apart), abs=1e-9)
        assert found["brier"].rounds[round_] == pytest.approx(((p - y) ** 2).mean())


def test_the_error_is_the_distance_of_what_was_said_from_what_came_true() -> None:
    said, true = told([(0.8, True)] * 6 + [(0.8, False)] * 4)
    found = errors(said, true, draws(10, 2))
    assert found["ece"].value == found["ece_by_fifths"].value == pytest.approx(0.2)
    assert found["brier"].value == pytest.approx(0.6 * 0.04 + 0.4 * 0.64)


def test_a_probability_of_one_lies_in_the_last_stretch() -> None:
    assert stretches(np.array([0.0, 0.09, 0.1, 0.99, 1.0])).tolist() == [0, 0, 1, 9, 9]


def test_fifths_hold_as_many_rows_and_equal_ones_together() -> None:
    assert np.bincount(fifths(np.linspace(0, 1, 50))).tolist() == [10] * 5
    assert len(set(fifths(np.full(20, 0.3)).tolist())) == 1


def test_the_table_has_a_row_for_each_stretch_that_holds_one() -> None:
    said, true = told([(0.15, False), (0.15, True), (0.95, True)])
    first, last = reliability(said, true)
    assert [first.low, first.high, first.n, first.expected, first.observed] == pytest.approx(
        [0.1, 0.2, 2, 0.15, 0.5]
    )
    assert (last.n, last.observed) == (1, 1.0)


def test_the_share_so_far_knows_nothing_of_its_own_row() -> None:
    share = share_so_far(np.array([True, True, False, True]))
    assert share.tolist() == pytest.approx([1 / 2, 2 / 3, 3 / 4, 3 / 5])
    assert share_so_far(np.array([], dtype=bool)).tolist() == []


def test_a_baseline_is_fitted_on_rows_of_other_mechanisms() -> None:
    scores = np.concatenate((np.linspace(0, 1, 20), [1.0, 0.0]))
    known = np.concatenate((scores[:20] > 0.5, [False, True]))
    mechanisms = [str(at) for at in range(20)] + ["odd", "odd"]
    fitted = fitted_elsewhere(scores, known, mechanisms)
    assert fitted[20] > 0.5 > fitted[21]  # its own two rows, which say the contrary, were not seen


@pytest.mark.parametrize("known", [[True] * 3, [False] * 3])
def test_where_nothing_can_be_learned_a_baseline_says_a_half(known: list[bool]) -> None:
    fitted = fitted_elsewhere(np.arange(3.0), np.array(known), ["a", "b", "c"])
    assert fitted.tolist() == [0.5] * 3


def a_world() -> list[dict[str, object]]:
    return [
        a_row(number, f"kind{number % 20 if number > 35 else number % 7}") for number in range(60)
    ]


def test_one_minus_the_novelty_is_the_probability() -> None:
    cases = cases_of(a_world())
    judge = WordJudge(cases.accounts)
    group = next(calibration(cases, judge, silent, {}))
    assert group.scored is not None
    asked = list(judge.asked)
    assert group.scored.ours.tolist() == [1 - one for one in judge.novelties(asked)]
    assert set(group.baselines) == {SO_FAR}
    assert group.counted.base_rate == pytest.approx(group.scored.truth.mean())


def test_what_chance_alone_would_give_stands_beside() -> None:
    cases = cases_of(a_world())
    group = next(calibration(cases, WordJudge(cases.accounts), silent))
    chance = group.parts[BY_CHANCE]
    assert set(chance.figures) == set(NAMES)
    assert 0 < (chance.figures["ece"].value or 0) < 0.3
    assert set(group.baselines) > {SO_FAR, "bm25 en, logistic"}


def test_the_focus_is_measured_on_its_rows() -> None:
    focus = frozenset(str(row["id"]) for row in a_world()[40:])
    cases = cases_of(a_world(), focus)
    everything, focused = calibration(cases, WordJudge(cases.accounts), silent, {})
    assert (everything.counted.n, focused.counted.n) == (30, 20)
