"""Every line of every row, from both sides: one user, one minute."""

import json
from typing import Any

import pytest

from corpus.regime_file import load_regimes
from corpus.service import Service
from tests.triage.duty_examples import NOW, PROPOSED, codes, decided, facts_of, hit, written
from triage.duty.claim import NO, YES, Claim, all_of, any_of
from triage.duty.decision import Answer, As
from triage.duty.measures import MEASURES
from triage.facts_json import parse_facts

FREE = {"fee": "free"}
LARGE = {"carrier": {"monthly_active_users": 10_000_000}}

BOUNDARIES = [
    (NOW, "emergency_voice", {}, 60, 30_000),
    (NOW, "voice", {}, 120, 30_000),
    (NOW, "voice", {}, 60, 100_000),
    (NOW, "lpwa", {}, 720, 30_000),
    (NOW, "lpwa", {}, 120, 1_000_000),
    *((NOW, s, FREE, 1440, 100_000) for s in ("email", "messaging", "search", "sns", "other")),
    *((NOW, s, FREE, 720, 1_000_000) for s in ("email", "messaging", "search", "sns", "other")),
    *(
        (NOW, s, {}, minutes, users)
        for s in ("internet_access", "internet_connection", "mobile_data", "sms", "email", "other")
        for minutes, users in ((120, 30_000), (60, 1_000_000))
    ),
    (NOW, "internet_access", FREE, 120, 30_000),
    (NOW, "voice", FREE, 60, 100_000),
    *(
        (PROPOSED, s, {}, minutes, users)
        for s in ("internet_access", "internet_connection", "mobile_data")
        for minutes, users in ((120, 30_000), (60, 100_000))
    ),
    *((PROPOSED, s, {}, 60, 1_000_000) for s in ("sms", "leased_line", "email", "sns")),
    (PROPOSED, "search", FREE, 720, 1_000_000),
    (PROPOSED, "emergency_voice", {}, 60, 30_000),
    (PROPOSED, "messaging", {}, 120, 30_000),
    ("jp-2008", "emergency_voice", {}, 120, 30_000),
    ("jp-2008", "email", FREE, 120, 30_000),
    ("jp-2015", "lpwa", {}, 120, 30_000),
    ("jp-2015", "emergency_voice", {}, 60, 30_000),
    ("jp-2019", "lpwa", {}, 720, 30_000),
    ("jp-2019", "search", FREE, 720, 1_000_000),
]


@pytest.mark.parametrize(("regime", "service", "more", "minutes", "users"), BOUNDARIES)
def test_a_line_is_crossed_at_its_figures_and_not_one_below(
    regime: str, service: str, more: dict[str, Any], minutes: int, users: int
) -> None:
    def serious(minutes: float, users: int) -> bool:
        facts = facts_of(hit(service, minutes, users, **more), **LARGE)
        return decided(facts, regime).as_ is As.SERIOUS

    assert serious(minutes, users)
    assert not serious(minutes, users - 1)
    assert not serious(minutes - 1, users)
    assert not serious(minutes - 0.01, users)


@pytest.mark.parametrize(("minutes", "users"), [(120, 1_000_000), (240, 100_000)])
@pytest.mark.parametrize("service", ["email", "messaging"])
def test_a_large_free_mediating_service_has_the_new_lines(
    service: str, minutes: int, users: int
) -> None:
    def as_(minutes: int, users: int, regime: str = PROPOSED, **more: Any) -> As:
        mau = more.pop("mau", 10_000_000)
        given = hit(service, minutes, users, fee="free", **more)
        return decided(facts_of(given, carrier={"monthly_active_users": mau}), regime).as_

    assert as_(minutes, users) is As.SERIOUS
    assert as_(minutes, users - 1) is As.ANNUAL
    assert as_(minutes - 1, users) is As.ANNUAL
    assert as_(minutes, users, mau=9_999_999) is As.ANNUAL
    assert as_(minutes, users, mediates=False) is As.ANNUAL
    assert as_(minutes, users, essential_function=False) is As.ANNUAL
    assert as_(minutes, users, NOW) is As.ANNUAL


def test_a_small_free_service_keeps_the_old_lines() -> None:
    small = {"carrier": {"monthly_active_users": 1}}
    facts = facts_of(hit("messaging", 720, 1_000_000, fee="free", mediates=False), **small)
    assert decided(facts, PROPOSED).as_ is As.SERIOUS


@pytest.mark.parametrize(
    ("minutes", "users", "reportable", "missing"),
    [
        (120, 1_000_000, Answer.UNDETERMINED, ("$.carrier.monthly_active_users",)),
        (240, 100_000, Answer.UNDETERMINED, ("$.carrier.monthly_active_users",)),
        (240, 99_999, Answer.YES, ()),
        (720, 1_000_000, Answer.YES, ()),
    ],
)
def test_unknown_monthly_users_matter_only_where_they_decide(
    minutes: int, users: int, reportable: Answer, missing: tuple[str, ...]
) -> None:
    decision = decided(facts_of(hit("messaging", minutes, users, fee="free")), PROPOSED)
    assert (decision.reportable, decision.missing) == (reportable, missing)


def test_search_and_posts_mediate_only_when_told_so() -> None:
    def as_(**more: Any) -> As:
        return decided(facts_of(hit("sns", 240, 100_000, **FREE, **more), **LARGE), PROPOSED).as_

    assert as_() is As.ANNUAL
    assert as_(mediates=True) is As.SERIOUS


def test_split_outages_are_summed() -> None:
    def stretch(start: str, end: str) -> dict[str, str]:
        return {"start": f"2025-06-10T{start}:00+09:00", "end": f"2025-06-10T{end}:00+09:00"}

    def decision(last: str) -> Any:
        intervals = [stretch("12:00", "12:30"), stretch("13:00", last)]
        return decided(facts_of(hit("emergency_voice", users=30_000, intervals=intervals)))

    assert decision("13:30").as_ is As.SERIOUS
    assert decision("13:29").as_ is As.ANNUAL
    assert "summed" in codes(decision("13:30"))
    assert decision("13:30").lines[0].minutes == 60


def test_an_outage_that_goes_on_counts_with_what_it_has_lasted() -> None:
    def decision(ended: str) -> Any:
        intervals = [
            {"start": "2025-06-10T10:00:00+09:00", "end": ended},
            {"start": "2025-06-10T15:00:00+09:00"},
        ]
        return decided(facts_of(hit("voice", users=30_000, intervals=intervals)))

    assert decision("2025-06-10T12:00:00+09:00").as_ is As.SERIOUS
    shorter = decision("2025-06-10T11:59:00+09:00")
    assert shorter.reportable is Answer.UNDETERMINED
    assert shorter.missing == ("$.services[0].intervals[1].end",)
    assert "still_going_on" in codes(shorter)


def test_an_unknown_duration_is_asked_for_where_it_decides() -> None:
    assert decided(facts_of(hit("voice", users=30_000))).missing == (
        "$.services[0].duration_minutes",
    )
    few = decided(facts_of(hit("voice", users=29_999)))
    assert (few.serious, few.reportable) == (Answer.NO, Answer.UNDETERMINED)


def test_nothing_known_asks_for_both() -> None:
    decision = decided(facts_of(hit("voice")))
    assert decision.missing == ("$.services[0].duration_minutes", "$.services[0].users")


def test_a_service_that_crosses_settles_what_another_leaves_open() -> None:
    decision = decided(facts_of(hit("voice"), hit("emergency_voice", 60, 30_000)))
    assert (decision.reportable, decision.as_, decision.missing) == (Answer.YES, As.SERIOUS, ())


def test_an_additional_function_counts_for_nothing() -> None:
    facts = facts_of(hit("messaging", 9999, 10**7, additional_function=True))
    decision = decided(facts)
    assert (decision.reportable, decision.lines) == (Answer.NO, ())
    assert decision.general_test == ()
    assert "additional_function" in codes(decision)


def test_every_other_service_is_judged_by_the_last_row() -> None:
    for service in Service:
        if service in {"emergency_voice", "voice", "lpwa"}:
            continue
        rows = {line.row for line in decided(facts_of(hit(service, 1, 1))).lines}
        assert rows == {"5"}


@pytest.mark.parametrize("kind", ["satellite", "submarine_cable"])
def test_important_equipment_has_a_line_without_users(kind: str) -> None:
    def as_(minutes: float, **cause: str) -> As:
        equipment = {"kind": kind, "all_traffic_stopped_minutes": minutes}
        return decided(facts_of(equipment=equipment, cause=cause)).as_

    assert as_(120) is As.SERIOUS
    assert as_(119) is As.NONE
    assert as_(119.99) is As.NONE
    assert as_(120, equipment_owner="other_carrier") is As.NONE
    assert as_(120, equipment_owner="wholesaler") is As.NONE


def test_other_equipment_has_no_such_line() -> None:
    equipment = {"kind": "router", "all_traffic_stopped_minutes": 999}
    assert decided(facts_of(equipment=equipment)).lines == ()


def test_important_equipment_of_another_says_why_it_does_not_count() -> None:
    equipment = {"kind": "satellite", "all_traffic_stopped_minutes": 999}
    facts = facts_of(equipment=equipment, cause={"equipment_owner": "other_carrier"})
    assert "not_installed" in codes(decided(facts))


def test_a_line_is_written_with_the_facts_and_what_it_asks() -> None:
    [line] = written(facts_of(hit("emergency_voice", 118, 120_000)))["lines"]
    assert {key: line[key] for key in ("service", "line", "users", "minutes", "met", "mark")} == {
        "service": "emergency_voice",
        "line": "1a",
        "users": 120_000,
        "minutes": 118,
        "met": True,
        "mark": "V",
    }
    assert {"fact": "users", "test": "at_least", "figure": 30_000} in line["asks"]


def test_regimes_ask_only_for_facts_there_are() -> None:
    asked = {
        need.fact
        for regime in load_regimes().values()
        for line in regime.lines
        for need in line.needs
    }
    assert asked <= MEASURES.keys()


def test_a_false_claim_settles_all_and_a_true_one_settles_any() -> None:
    open_claim = Claim(None, ("$.a",))
    assert all_of((open_claim, NO)) == NO
    assert any_of((open_claim, YES)) == YES
    assert all_of((open_claim, YES, open_claim)) == open_claim
    assert any_of((open_claim, NO)) == open_claim
    assert (all_of(()), any_of(())) == (YES, NO)


def test_a_huge_number_of_users_is_no_trouble() -> None:
    facts = parse_facts(
        json.dumps(
            {
                "occurred_at": "2025-06-10T10:00:00+09:00",
                "services": [{"service": "voice", "users": 10**12, "duration_minutes": 1e9}],
            }
        )
    )
    assert decided(facts, "eu-eecc").as_ is As.REPORTABLE
