"""The facts that a filing tells are taken as they stand; nothing is guessed."""

import json
from dataclasses import replace
from typing import Any

import pytest

from corpus.ids import CarrierId
from corpus.reading import Interval, Precision, ServiceImpact
from corpus.service import Service
from tests.examples import a_moment, a_quantity, a_reading
from triage.docket.drafts import draft_of
from triage.facts_json import parse_facts

VOICE = ServiceImpact(
    service=Service.VOICE, named="音声", users=a_quantity(120_000), minutes=a_quantity(118)
)
DATA = ServiceImpact(service=Service.MOBILE_DATA, named="データ")
A_SERIOUS_READING = a_reading(at="2025-06-10T10:00", services=(VOICE,))


def drafted(**fields: Any) -> Any:
    return draft_of(a_reading(**{"at": "2025-06-10T10:00", **fields}), CarrierId("kddi"))


def test_a_draft_can_be_read_as_facts() -> None:
    told = drafted(services=(VOICE,), known=a_moment("2025-06-10T10:05"))
    facts = parse_facts(json.dumps(told))

    assert told == {
        "occurred_at": "2025-06-10T10:00:00+09:00",
        "known_at": "2025-06-10T10:05:00+09:00",
        "carrier": {"id": "kddi"},
        "services": [{"service": "voice", "users": 120_000, "duration_minutes": 118}],
    }
    assert facts.services[0].users == 120_000


def test_without_a_day_there_is_no_draft() -> None:
    assert draft_of(a_reading(), None) is None
    month = replace(a_moment("2025-06-10"), precision=Precision.MONTH)
    assert draft_of(a_reading(occurred=month), None) is None
    assert draft_of(a_reading(at="2025-06-10"), None) == {
        "occurred_at": "2025-06-10T00:00:00+09:00"
    }


@pytest.mark.parametrize("known", ["2025-06-10T09:59", "2025-06-11"])
def test_a_moment_of_knowing_that_cannot_be_is_left_out(known: str) -> None:
    assert "known_at" not in drafted(known=a_moment(known))


def test_figures_of_the_whole_are_a_services_own_where_it_is_alone() -> None:
    bare = replace(VOICE, users=None, minutes=None)
    whole = {"users": a_quantity(5), "minutes": a_quantity(6)}

    assert drafted(services=(bare,), **whole)["services"] == [
        {"service": "voice", "users": 5, "duration_minutes": 6}
    ]
    assert drafted(services=(bare, DATA), **whole)["services"] == [
        {"service": "voice"},
        {"service": "mobile_data"},
    ]


def test_two_tellings_of_one_service_are_one_by_the_larger() -> None:
    more = replace(VOICE, users=a_quantity(130_000), minutes=None)

    assert drafted(services=(VOICE, more))["services"] == [
        {"service": "voice", "users": 130_000, "duration_minutes": 118}
    ]


def test_a_figure_of_which_only_bounds_are_told_is_not_known() -> None:
    about = replace(VOICE, users=a_quantity(None, low=100_000))

    assert drafted(services=(about,))["services"] == [
        {"service": "voice", "duration_minutes": 118}
    ]


@pytest.mark.parametrize(
    ("recovered", "intervals", "minutes"),
    [
        ("2025-06-10T11:58", (), 118),
        ("2025-06-10", (), None),
        ("2025-06-10T09:00", (), None),
        ("2025-06-10T11:58", ("2025-06-10T10:00",), None),
        (None, (), None),
    ],
)
def test_minutes_run_from_start_to_end_where_both_are_told_to_the_minute(
    recovered: str | None, intervals: tuple[str, ...], minutes: int | None
) -> None:
    told = drafted(
        services=(DATA,),
        recovered=a_moment(recovered) if recovered else None,
        intervals=tuple(Interval(start=a_moment(each), end=None) for each in intervals),
    )
    assert told["services"][0].get("duration_minutes") == minutes


def test_the_figures_of_the_whole_may_stand_for_every_service_where_it_is_asked_for() -> None:
    bare = replace(VOICE, users=None, minutes=None)
    reading = a_reading(
        at="2025-06-10T10:00",
        services=(bare, DATA),
        users=a_quantity(None, low=640_000),
        minutes=a_quantity(598),
    )
    told = draft_of(reading, None, whole=True)
    assert told is not None
    assert [(each["users"], each["duration_minutes"]) for each in told["services"]] == [
        (640_000, 598),
        (640_000, 598),
    ]
    assert draft_of(reading, None) != told
