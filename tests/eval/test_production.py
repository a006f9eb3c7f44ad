from functools import cache

import numpy as np
import pytest

from embeddings.search import Query
from eval.cases import gather
from eval.judge import Asked
from eval.production import RetrievalJudge, RetrievalJudges
from eval.result import Result
from eval.sets import Sets
from eval.suites import Setting, run_suite
from tests.eval.worlds import a_row, cases_of
from triage.likeness.probability import failed_alike
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
    weights = judge().weights[3]
    query = Query(judge().accounts[3].texts, np.array([0, 1]), weights.views)
    [nearest] = judge().retrieval.nearest_to_many([query], 5)
    expected = novelty_of(nearest, weights).value
    assert judge().novelties([Asked(3, np.array([0, 1]))]) == [expected]


def test_every_allowed_case_is_ranked_and_no_other() -> None:
    [ranking] = judge().rankings([Asked(3, np.array([0, 1]))])
    assert ranking == [0, 1]


def test_what_the_judgement_rests_on_is_named() -> None:
    assert set(judge().configuration) == {"encoder", "reference", "weights"}
    assert all(judge().configuration.values())


@pytest.mark.parametrize("suite", ["novelty", "similar"])
def test_production_is_not_worse_than_the_best_baseline_on_the_starter_corpus(suite: str) -> None:
    setting = Setting(cases=gather(), judges=RetrievalJudges(), sets=Sets(None))
    result = run_suite(suite, setting)
    assert isinstance(result, Result)
    worse = {name: gain for name, gain in result.all.gain.items() if gain.value < 0}
    assert worse == {}


def test_the_first_so_many_of_a_ranking_are_its_beginning() -> None:
    asked = [Asked(3, np.array([0, 1, 2]))]
    [whole], [begun] = judge().rankings(asked), judge().rankings(asked, 1)
    assert (len(whole), begun) == (3, whole[:1])


def test_likenesses_stand_in_the_order_of_the_allowed_cases() -> None:
    [alike] = judge().likenesses([Asked(2, np.array([1, 0, 3]))])
    assert alike[1] == pytest.approx(1.0)
    assert alike[1] > alike[2] > alike[0] >= 0.0


def test_cases_that_share_no_view_are_not_alike() -> None:
    told = [a_row(0, narrative_en="!!"), a_row(1, narrative_en="The power failed.")]
    [alike] = RetrievalJudge.over(cases_of(told).accounts).likenesses([Asked(0, np.array([1]))])
    assert alike.tolist() == [0.0]


def test_judges_encode_nothing_twice() -> None:
    judges = RetrievalJudges()
    accounts = cases_of([a_row(at, narrative_en=told) for at, told in enumerate(TOLD)]).accounts
    first, second = judges.over(accounts), judges.over(accounts)
    assert sum(first.retrieval.encoded.made.values()) > 0
    assert second.retrieval.encoded.made == {}


def test_what_the_alarm_goes_by_is_the_probability_of_the_pair() -> None:
    [found] = judge().sharing([Asked(3, np.array([0, 1]))])
    weights = judge().weights[3]
    query = Query(judge().accounts[3].texts, np.array([0, 1]), weights.views)
    [nearest] = judge().retrieval.nearest_to_many([query], 5)
    assert found == {one.label: failed_alike(one, weights) for one in nearest}
    assert found[0] > found[1]
