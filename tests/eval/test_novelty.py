from functools import cache

import pytest

from eval.baselines import BASELINES
from eval.cases import gather
from eval.judge import silent
from eval.labels import novelty_labels
from eval.novelty import DATE_ALONE, novelty
from eval.result import Group
from tests.eval.worlds import UNPUBLISHED, WordJudge, a_row, cases_of

KIT = {  # what the neutral kit prints for its floors on the starter corpus
    "char-tf-idf ja": {
        "auroc": (0.556, 0.46, 0.656),
        "average_precision": (0.361,),
        "found_at_10_percent": (0.089,),
    },
    "char-tf-idf en": {
        "auroc": (0.609, 0.514, 0.703),
        "average_precision": (0.414,),
        "found_at_10_percent": (0.133,),
    },
    "word-tf-idf en": {
        "auroc": (0.626, 0.532, 0.724),
        "average_precision": (0.461,),
        "found_at_10_percent": (0.133,),
    },
}


@cache
def on_the_starter_corpus() -> Group:
    cases = gather()
    return next(novelty(cases, WordJudge(cases.accounts), silent))


@pytest.mark.parametrize("floor", KIT)
def test_a_shared_baseline_has_the_figures_that_the_kit_prints(floor: str) -> None:
    figures = on_the_starter_corpus().baselines[floor]
    for name, expected in KIT[floor].items():
        figure = figures[name]
        got = (figure.value, figure.low, figure.high)[: len(expected)]
        assert [round(part, 3) for part in got if part is not None] == list(expected)


def test_the_rows_of_the_starter_corpus_are_counted_as_the_kit_counts_them() -> None:
    counted = on_the_starter_corpus().counted
    assert (counted.n, counted.positives) == (139, 45)
    assert counted.base_rate == pytest.approx(45 / 139)
    assert counted.ceiling == pytest.approx(0.289, abs=5e-4)


def test_every_figure_stands_beside_every_baseline_and_its_gain_over_the_best() -> None:
    group = on_the_starter_corpus()
    assert set(group.baselines) == {*BASELINES, DATE_ALONE}
    for name, gain in group.gain.items():
        best = max(figures[name].value or 0 for figures in group.baselines.values())
        assert group.baselines[gain.against][name].value == best
        assert gain.value == pytest.approx((group.figures[name].value or 0) - best)
        assert gain.low <= gain.value <= gain.high


def a_world(rows: int = 50) -> list[dict[str, object]]:
    return [
        a_row(number, f"kind{number % 20 if number > 35 else number % 7}")
        for number in range(rows)
    ]


def test_a_row_is_judged_from_the_rows_before_it_alone() -> None:
    cases = cases_of(a_world())
    judge = WordJudge(cases.accounts)
    next(novelty(cases, judge, silent, {}))
    assert [asked.place for asked in judge.asked] == list(novelty_labels(cases.rows))
    assert all(asked.allowed.tolist() == list(range(asked.place)) for asked in judge.asked)


def test_figures_of_the_focus_are_those_of_its_rows_judged_against_all() -> None:
    rows = a_world()
    focus = frozenset(str(row["id"]) for row in rows[40:])
    cases = cases_of(rows, focus)
    judge = WordJudge(cases.accounts)
    everything, focused = novelty(cases, judge, silent)
    assert (everything.counted.n, focused.counted.n) == (20, 10)
    assert focused.counted.positives == sum(novelty_labels(rows, focus=set(focus)).values())
    assert len(judge.asked) == 20


def test_what_the_labels_say_changes_no_question_and_no_score() -> None:
    cases = cases_of(a_world())
    other = cases_of([{**row, "mechanism": "fire", "similar_to": ["x"]} for row in a_world()])
    assert cases.accounts == other.accounts


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "no row to score"),
        (a_world(30), "no row to score"),
        ([a_row(number) for number in range(40)], "no row is new"),
        ([a_row(number, f"kind{number}") for number in range(40)], "every row is new"),
        ([a_row(number, UNPUBLISHED) for number in range(40)], "no row to score"),
    ],
    ids=["no rows", "warm-up only", "nothing new", "all new", "nothing published"],
)
def test_where_a_figure_is_undefined_the_reason_is_given(
    rows: list[dict[str, object]], why: str
) -> None:
    cases = cases_of(rows)
    group = next(novelty(cases, WordJudge(cases.accounts), silent))
    assert {figure.why for figure in group.figures.values()} == {why}
    assert group.gain == {}


def test_progress_is_told_up_to_the_last_row() -> None:
    cases = cases_of(a_world())
    told: list[tuple[int, int]] = []
    next(novelty(cases, WordJudge(cases.accounts), lambda *step: told.append(step)))
    assert told == [(done, 140) for done in range(20, 160, 20)]
