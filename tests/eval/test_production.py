from functools import cache

import numpy as np
import pytest

from eval.cases import gather
from eval.judge import Asked
from eval.production import RetrievalJudge
from eval.suites import run_suite
from tests.eval.worlds import a_row, cases_of
from triage.novelty import novelty_of

TOLD = [
    "The main power of the exchange failed and the batteries ran out.",
    "A digger cut the submarine cable near the landing station.",
    "The main power of the exchange failed and the batteries ran out.",
    "Power of an exchange failed; its batteries were empty.",
]


@cache
def judge() -> RetrievalJudge:
    return RetrievalJudge.over(
        cases_of([a_row(at, narrative_en=told) for at, told in enumerate(TOLD)]).accounts
    )


def test_a_case_is_as_new_as_the_nearest_allowed_case_leaves_it() -> None:
    told_before, not_yet, alone = judge().novelties(
        [
            Asked(2, np.array([0, 1])),
            Asked(2, np.array([1])),
            Asked(0, np.array([], dtype=np.int64)),
        ]
    )
    assert told_before == pytest.approx(0.0, abs=1e-6)
    assert told_before < not_yet < 1.0
    assert alone == 1.0


def test_novelty_is_that_of_production() -> None:
    nearest = judge().retrieval.nearest(judge().accounts[3].texts, 5, np.array([0, 1]))
    assert judge().novelties([Asked(3, np.array([0, 1]))]) == [novelty_of(nearest).value]


def test_every_allowed_case_is_ranked_and_no_other() -> None:
    [ranking] = judge().rankings([Asked(3, np.array([0, 1]))])
    assert ranking == [0, 1]


def test_what_the_judgement_rests_on_is_named() -> None:
    assert set(judge().configuration) == {"encoder", "reference"}
    assert all(judge().configuration.values())


@pytest.mark.parametrize("suite", ["novelty", "similar"])
def test_production_is_not_worse_than_the_best_baseline_on_the_starter_corpus(suite: str) -> None:
    cases = gather()
    result = run_suite(suite, cases, RetrievalJudge.over(cases.accounts))
    worse = {name: gain for name, gain in result.all.gain.items() if gain.value < 0}
    assert worse == {}
