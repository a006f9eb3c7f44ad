from dataclasses import replace
from datetime import date, timedelta

from corpus.account import Account
from corpus.ids import IncidentId
from tests.examples import an_account
from tests.triage.recurrence.examples import CHECKING, DAY, STORM_CONCEPTS, a_lesson
from triage.recurrence.back_test import back_test


def codes(account: Account) -> frozenset[str]:
    return STORM_CONCEPTS


def all_alike(account: Account) -> dict[IncidentId, float]:
    return {IncidentId("of-L-12"): 0.9, IncidentId("2024-05-01-x"): 0.9}


def at(day: date, name: str = "x") -> Account:
    return an_account(f"{day}-{name}", day=day)


def test_each_accident_is_checked_as_of_its_own_day() -> None:
    lesson = a_lesson(shared_on=DAY)
    accounts = [at(DAY + timedelta(days=5)), at(DAY - timedelta(days=5)), at(DAY, "y")]

    found = back_test(accounts, [lesson], CHECKING, codes, all_alike)

    assert [one.account for one in found.checked] == [
        "2024-04-26-x",
        "2024-05-01-y",
        "2024-05-06-x",
    ]
    assert [one.known for one in found.checked] == [0, 0, 1]
    assert [one.account for one in found.alarmed] == ["2024-05-06-x"]
    assert found.with_lessons == 1


def test_an_accident_does_not_repeat_its_own_lesson() -> None:
    own = at(DAY)
    lesson = replace(a_lesson(), incidents=frozenset(own.incidents))

    found = back_test([own], [lesson], CHECKING, codes, all_alike)
    assert found.alarmed == ()


def test_accidents_without_a_day_are_left_out() -> None:
    assert back_test([an_account()], [a_lesson()], CHECKING, codes, all_alike).checked == ()
