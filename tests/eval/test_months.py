import numpy as np
import pytest

from eval.baselines import BASELINES
from eval.months import Months
from eval.sets import Entry


def months() -> Months:
    told = [("b", "2020-02"), ("a", "2019-12"), ("c", "2020-02"), ("d", "2020-01")]
    return Months.of([Entry(id=name, text=f"text {name}", time=time) for name, time in told])


def test_entries_stand_by_time_and_the_first_year_is_not_judged() -> None:
    assert [entry.id for entry in months().entries] == ["a", "d", "b", "c"]
    assert months().judged() == [1, 2, 3]


def test_an_entry_may_look_at_earlier_months_and_not_at_its_own() -> None:
    asked = {case.place: case.allowed.tolist() for case in months().asked([1, 2, 3])}
    assert asked == {1: [0], 2: [0, 1], 3: [0, 1]}


def test_a_baseline_is_fitted_on_the_earlier_months_alone() -> None:
    baseline = BASELINES["char-tf-idf ja"]
    found = list(months().lexical([1, 2, 3], baseline))
    assert [len(alike) for alike in found] == [1, 2, 2]
    whole = baseline.over([entry.text for entry in months().entries])
    assert np.array_equal(found[2], whole.fitted_on(2).similarities(3))


def test_an_account_is_made_of_each_entry() -> None:
    assert [account.id for account in months().accounts] == ["a", "d", "b", "c"]


def test_no_entries_are_no_fault() -> None:
    assert Months.of([]).judged() == []
    assert list(Months.of([]).asked([])) == []


@pytest.mark.parametrize("shuffled", range(3))
def test_the_order_in_the_file_changes_nothing(shuffled: int) -> None:
    entries = list(months().entries)
    np.random.default_rng(shuffled).shuffle(entries)
    assert Months.of(entries).entries == months().entries
