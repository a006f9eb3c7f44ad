"""Due dates: from occurrence or from knowing, day one not counted; and foreign clocks."""

from datetime import date
from typing import Any

import pytest

from tests.triage.duty_examples import NOW, codes, decided, facts_of, hit, written
from triage.duty.clocks import annual_due, fiscal_year, months_after

SERIOUS = hit("voice", 120, 30_000)


@pytest.mark.parametrize(
    ("occurred", "detailed"),
    [
        ("2021-10-14T17:00:00+09:00", "2021-11-13"),
        ("2025-06-10T00:00:00+09:00", "2025-07-10"),
        ("2025-06-09T15:00:00Z", "2025-07-10"),
        ("2025-06-09T14:59:59Z", "2025-07-09"),
        ("2024-01-31T12:00:00+09:00", "2024-03-01"),
    ],
)
def test_a_serious_accident_is_due_30_days_after_its_day_in_japan(
    occurred: str, detailed: str
) -> None:
    due = decided(facts_of(SERIOUS, occurred_at=occurred)).due
    assert (due.first, str(due.detailed), due.annual) == ("promptly", detailed, None)


@pytest.mark.parametrize(
    ("others", "detailed"),
    [
        ({"partial_suspension": True}, "2025-07-10"),
        ({"services": [SERIOUS]}, "2025-07-10"),
        ({"leak": {"secrecy": True}}, "2025-07-15"),
        ({"near_miss": {"fire": True}}, "2025-07-15"),
    ],
)
def test_some_duties_count_from_occurrence_and_some_from_knowing(
    others: dict[str, Any], detailed: str
) -> None:
    services = others.pop("services", [])
    facts = facts_of(*services, known_at="2025-06-15T09:00:00+09:00", **others)
    assert str(decided(facts).due.detailed) == detailed


@pytest.mark.parametrize(
    ("occurred", "due"),
    [
        (date(2025, 4, 1), date(2026, 5, 31)),
        (date(2026, 3, 31), date(2026, 5, 31)),
        (date(2026, 4, 1), date(2027, 5, 31)),
        (date(2025, 12, 31), date(2026, 5, 31)),
    ],
)
def test_the_annual_list_is_due_on_31_may_after_the_fiscal_year(occurred: date, due: date) -> None:
    assert annual_due(occurred) == due


def test_an_annual_accident_has_no_other_due_date() -> None:
    due = written(facts_of(hit("voice", 1, 30_000)))["due"]
    assert due == {"first": None, "detailed": None, "annual": "2026-05-31"}


@pytest.mark.parametrize("regime", ["jp-2008", "jp-2015", "jp-2019"])
def test_before_april_2025_other_accidents_were_listed_every_quarter(regime: str) -> None:
    decision = decided(facts_of(hit("search", 1, 30_000)), regime)
    assert (decision.as_, decision.due.annual) == ("annual", None)
    assert "quarterly" in codes(decision)


def test_designated_carriers_tell_users_within_30_minutes() -> None:
    facts = facts_of(SERIOUS, carrier={"id": "kddi"})
    [term] = decided(facts, designated=frozenset({"kddi"})).clocks
    assert (term.id, str(term.at)) == ("user_notice", "2025-06-10 10:30:00+09:00")
    assert decided(facts).clocks == ()
    assert decided(facts_of(SERIOUS), designated=frozenset({"kddi"})).clocks == ()


def test_the_user_notice_clock_runs_from_april_2023() -> None:
    facts = facts_of(carrier={"id": "kddi"}, occurred_at="2023-03-31T23:59:00+09:00")
    assert decided(facts, NOW, frozenset({"kddi"})).clocks == ()


@pytest.mark.parametrize(
    ("users", "minutes", "runs"), [(30_000, 120, 1), (29_999, 120, 0), (30_000, 119, 0)]
)
def test_restricted_calls_call_for_a_review_report(users: int, minutes: int, runs: int) -> None:
    restricted = {"users": users, "duration_minutes": minutes}
    decision = decided(facts_of(call_restriction=restricted))
    assert [str(term.at) for term in decision.clocks] == ["2025-09-10"] * runs
    assert ("call_restriction" in codes(decision)) == bool(runs)


def test_a_restriction_told_in_part_is_asked_for() -> None:
    decision = decided(facts_of(call_restriction={"users": 30_000}))
    assert decision.clocks == ()
    assert [ask.path for ask in decision.asks] == ["$.call_restriction"]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
    ],
)
def test_months_end_on_the_last_day_there_is(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


def test_the_united_states_count_minutes_hours_and_days_from_discovery() -> None:
    facts = facts_of(
        hit("voice", 30, 30_000),
        occurred_at="2025-06-10T10:00:00-04:00",
        known_at="2025-06-10T11:00:00-04:00",
    )
    decision = decided(facts, "us-nors")
    assert str(decision.due.first) == "2025-06-10 13:00:00-04:00"
    assert str(decision.due.detailed) == "2025-07-10"
    assert {term.id: str(term.at) for term in decision.clocks}["initial_report"] == (
        "2025-06-13 11:00:00-04:00"
    )


@pytest.mark.parametrize(
    ("occurred", "first", "detailed"),
    [
        ("2024-10-17T10:00:00+02:00", "promptly", "None"),
        ("2024-10-18T10:00:00+02:00", "2024-10-19 10:00:00+02:00", "2024-11-18"),
    ],
)
def test_europe_has_the_clocks_of_nis2_from_october_2024(
    occurred: str, first: str, detailed: str
) -> None:
    due = decided(facts_of(hit("voice", 60, 1_000_000), occurred_at=occurred), "eu-eecc").due
    assert (str(due.first), str(due.detailed)) == (first, detailed)


def test_what_is_not_reportable_abroad_has_no_clock() -> None:
    decision = decided(facts_of(hit("mobile_data", 999, 10**7)), "us-nors")
    assert (decision.clocks, decision.due.first) == ((), None)


def test_germany_asks_for_a_report_without_delay() -> None:
    due = decided(facts_of(hit("voice", 60, 1_000_000)), "de-tkg").due
    assert (due.first, due.detailed) == ("promptly", None)


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2025, 3, 31), 2024), (date(2025, 4, 1), 2025), (date(2025, 12, 31), 2025)],
)
def test_the_fiscal_year_begins_in_april(day: date, year: int) -> None:
    assert fiscal_year(day) == year
