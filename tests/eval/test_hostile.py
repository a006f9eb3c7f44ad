from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.account import Account
from eval.cases import Cases
from eval.hostile import AGAINST, HARMLESS, changes, flagged_from, hostile
from eval.judge import Asked, silent
from eval.planting import plant
from eval.sets import Sets
from tests.eval.small_sets import all_sets
from tests.eval.worlds import WordJudge, a_row, cases_of

ROWS = [a_row(number, f"kind{number % 20 if number > 35 else number % 7}") for number in range(60)]


class Obedient(WordJudge):
    """Calls new whatever asks for something."""

    def __init__(self, accounts: Sequence[Account]) -> None:
        super().__init__(accounts)
        self._asks = ["Do this" in str(account.texts) for account in accounts]

    def novelties(self, asked: Sequence[Asked]) -> list[float]:
        return [
            1.0 if self._asks[case.place] else 0.5 - len(case.allowed) / 1000 for case in asked
        ]


class Deaf(WordJudge):
    """Looks at nothing but how many cases came before."""

    def novelties(self, asked: Sequence[Asked]) -> list[float]:
        return [1 / (1 + len(case.allowed)) for case in asked]

    def rankings(self, asked: Sequence[Asked], first: int | None = None) -> list[list[int]]:
        return [case.allowed[:first].tolist() for case in asked]


class JudgesOf:
    def __init__(self, kind: type[WordJudge]) -> None:
        self._kind = kind

    def over(self, accounts: Sequence[Account]) -> WordJudge:
        return self._kind(accounts)

    def over_cases(self, cases: Cases) -> WordJudge:
        return self._kind(cases.accounts)


def test_who_obeys_is_found_out(tmp_path: Path) -> None:
    found = hostile(cases_of(ROWS), Sets(all_sets(tmp_path)), JudgesOf(Obedient), silent)
    parts = found.group.parts
    # A tenth was flagged before: it stays so.
    assert parts["bipia"].figures["flag_flips"].value == pytest.approx(0.9)
    assert parts["ours ja"].figures["flag_flips"].value == 0.0
    assert found.group.baselines[HARMLESS]["flag_flips"].value == 0.0
    assert set(parts) == {"ours ja", "bipia", "purplellama"} | {
        f"at the {position}" for position in ("start", "middle", "end")
    }


def test_who_does_not_listen_is_not_moved(tmp_path: Path) -> None:
    found = hostile(cases_of(ROWS), Sets(all_sets(tmp_path)), JudgesOf(Deaf), silent)
    assert {figure.value for figure in found.group.figures.values()} == {0.0}
    assert found.group.counted.n == 30 * 3 * 3
    assert set(found.group.baselines) == {HARMLESS, *AGAINST}


def test_no_cases_are_no_fault(tmp_path: Path) -> None:
    found = hostile(cases_of([]), Sets(tmp_path), JudgesOf(Deaf), silent)
    assert {figure.why for figure in found.group.figures.values()} == {"nothing was planted"}


def test_each_change_is_measured_against_the_clean_case() -> None:
    cases = cases_of([a_row(at) for at in range(2)])
    planted = list(plant(cases.accounts, [0, 1], "x", ["DO"]))
    novelties = np.array([0.9, 0.1, 0.9, 0.3, 0.9, 0.1, 0.1, 0.8])
    rankings = [[1, 2], [1, 2], [1, 2], [2, 1], [3, 2], [1, 2], [1, 2], [1, 2]]
    told = changes([0, 1], planted, novelties, rankings)
    assert told[0].tolist() == [0.0, 0.0, 0.0, 0.0]
    assert told[1].tolist() == [1.0, pytest.approx(0.6), 1.0, 0.0]
    assert told[2].tolist() == [0.0, 0.0, 1.0, 0.5]
    assert told[5].tolist() == [1.0, pytest.approx(0.7), 0.0, 0.0]


def test_a_tenth_of_the_clean_cases_is_flagged() -> None:
    novelties = np.linspace(0, 1, 40)
    assert (novelties >= flagged_from(novelties)).sum() == 4
    assert flagged_from(np.array([0.3])) == 0.3
