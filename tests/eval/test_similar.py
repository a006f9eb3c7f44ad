from functools import cache

import pytest

from eval.cases import gather
from eval.judge import silent
from eval.labels import left_out
from eval.result import Group
from eval.similar import similar
from tests.eval.worlds import WordJudge, a_row, cases_of

KIT = {  # what the neutral kit prints for its floors on the starter corpus
    "char-tf-idf ja": (0.406, 0.671, 0.769, 0.519),
    "char-tf-idf en": (0.399, 0.629, 0.741, 0.512),
    "word-tf-idf en": (0.448, 0.692, 0.762, 0.561),
}


@cache
def on_the_starter_corpus() -> Group:
    cases = gather()
    return next(similar(cases, WordJudge(cases.accounts), silent))


@pytest.mark.parametrize("floor", KIT)
def test_a_shared_baseline_has_the_figures_that_the_kit_prints(floor: str) -> None:
    figures = on_the_starter_corpus().baselines[floor].values()
    assert tuple(round(figure.value or 0, 3) for figure in figures) == KIT[floor]


def test_the_queries_of_the_starter_corpus_are_those_of_the_kit() -> None:
    assert on_the_starter_corpus().counted.n == 143


def test_a_query_may_not_name_itself_or_its_own_event() -> None:
    rows = [
        a_row(1),
        a_row(2),
        a_row(2, id="row-0002b", started_at="2000-03-03"),
        a_row(3, "flood"),
    ]
    cases = cases_of(rows)
    judge = WordJudge(cases.accounts)
    next(similar(cases, judge, silent, {}))
    assert {asked.place: set(asked.allowed.tolist()) for asked in judge.ranked} == {
        place: {0, 1, 2, 3} - left_out(rows, place) for place in range(3)
    }


def test_a_random_order_reaches_the_base_rate_at_one() -> None:
    rows = [a_row(1), a_row(2), a_row(3), a_row(4, "flood"), a_row(5, "quake")]
    cases = cases_of(rows)
    counted = next(similar(cases, WordJudge(cases.accounts), silent, {})).counted
    assert (counted.n, counted.positives, counted.ceiling) == (3, 6, None)
    assert counted.base_rate == pytest.approx(2 / 4)


def test_figures_of_the_focus_are_those_of_its_queries_among_all_rows() -> None:
    rows = [a_row(number, f"kind{number % 3}") for number in range(12)]
    cases = cases_of(rows, frozenset({"row-0004", "row-0005", "nowhere"}))
    everything, focused = similar(cases, WordJudge(cases.accounts), silent)
    assert (everything.counted.n, focused.counted.n) == (12, 2)
    assert (everything.counted.positives, focused.counted.positives) == (36, 6)
    assert focused.figures["recall_at_1"].value == 1.0


def test_without_a_like_pair_there_is_no_figure_and_the_reason_is_given() -> None:
    cases = cases_of([a_row(number, f"kind{number}") for number in range(5)], frozenset())
    everything, focused = similar(cases, WordJudge(cases.accounts), silent)
    for group in (everything, focused):
        assert {figure.why for figure in group.figures.values()} == {"no row has a like case"}
        assert group.counted.base_rate is None


def test_progress_is_told_up_to_the_last_query() -> None:
    cases = cases_of([a_row(1), a_row(2)])
    told: list[tuple[int, int]] = []
    next(similar(cases, WordJudge(cases.accounts), lambda *step: told.append(step)))
    assert told == [(done, 14) for done in range(2, 16, 2)]
