import json
from datetime import date

import numpy as np
import pytest

from corpus.account import Account
from embeddings.reference import CURRENT
from embeddings.retrieval import Retrieval
from tests.embeddings.examples import an_account
from triage.freeze import PAST, POINTS, frozen, measure, starter_accounts
from triage.novelty import REFERENCE, load_distances


@pytest.fixture(scope="module")
def again() -> str:
    accounts = starter_accounts()
    return frozen(accounts, Retrieval.in_memory(accounts))


def test_the_reference_is_of_the_statistics_in_use() -> None:
    told = json.loads(REFERENCE.read_text("utf-8"))

    # Where this fails: python -m triage.freeze
    assert told["reference"] == CURRENT.read_text("utf-8").strip()


def test_the_reference_is_what_is_measured_again(again: str) -> None:
    kept, measured = json.loads(REFERENCE.read_text("utf-8")), json.loads(again)

    assert measured["encoder"] == kept["encoder"]
    assert measured["distances"] == pytest.approx(kept["distances"], abs=2e-6)


def test_distances_rise_from_none() -> None:
    distances = load_distances()

    assert len(distances) == POINTS
    assert distances[0] == 0.0
    assert np.all(np.diff(distances) >= 0)
    assert distances[-1] < 1.0


def test_the_starter_accounts_are_dated_and_in_order() -> None:
    days = [account.day for account in starter_accounts()]

    assert len(days) > 3 * PAST
    assert all(isinstance(day, date) for day in days)
    assert days == sorted(days, key=str)


def test_only_what_stands_before_a_case_is_its_past() -> None:
    past = [an_account(f"a{place}", ja="停電した。") for place in range(PAST)]
    cut, again = an_account("b", ja="海底ケーブルの切断。"), an_account("c", ja="停電した。")

    def farthest(*accounts: Account) -> float:
        return measure(accounts, Retrieval.in_memory(accounts))[-1]

    assert farthest(*past, cut) > 0.0
    assert farthest(*past, cut, cut) == farthest(*past, cut)
    assert farthest(*past, again) == 0.0  # told before, word for word
    assert farthest(cut, *past) == 0.0  # it came first, and is no case that is counted


def test_a_past_too_short_is_not_measured() -> None:
    told = [an_account("a", ja="停電"), an_account("b", ja="停電")]

    assert measure(told, Retrieval.in_memory(told)) == [0.0] * POINTS
