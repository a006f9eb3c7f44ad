"""Near misses: both doors as in force, and the three additions the council recommends."""

from typing import Any

import pytest

from tests.triage.duty_examples import NOW, PROPOSED, codes, decided, facts_of, hit
from triage.duty.decision import Answer, As


def as_(near_miss: dict[str, Any], regime: str = NOW, **others: Any) -> As:
    return decided(facts_of(near_miss=near_miss, **others), regime).as_


SINGLE = [
    {"could_not_stop": True},
    {"noticed_promptly": False, "switched_promptly": False},
    {"toppled": True},
    {"fire": True},
    {"wrong_terminal": True},
]


@pytest.mark.parametrize("regime", [NOW, PROPOSED])
@pytest.mark.parametrize("claimed", SINGLE)
def test_each_event_opens_the_first_door(claimed: dict[str, Any], regime: str) -> None:
    assert as_(claimed, regime) is As.NEAR_MISS


@pytest.mark.parametrize("regime", [NOW, PROPOSED])
@pytest.mark.parametrize(
    "claimed",
    [
        {},
        {"could_not_stop": False},
        {"toppled": False, "fire": False, "wrong_terminal": False},
        {"noticed_promptly": True, "switched_promptly": True},
        {"noticed_promptly": False},
        {"noticed_promptly": False, "switched_promptly": True},
    ],
)
def test_what_did_not_happen_opens_nothing(claimed: dict[str, Any], regime: str) -> None:
    assert as_(claimed, regime) is As.NONE


@pytest.mark.parametrize("noticed", [{}, {"noticed_promptly": True}])
def test_the_revision_drops_the_condition_on_notice(noticed: dict[str, bool]) -> None:
    claimed = {**noticed, "switched_promptly": False}
    assert as_(claimed, NOW) is As.NONE
    assert as_(claimed, PROPOSED) is As.NEAR_MISS


FRAME: list[tuple[dict[str, Any], bool]] = [
    ({"carrier": {"users_previous_year": 30_000}}, True),
    ({"carrier": {"users_previous_year": 29_999}}, False),
    ({"carrier": {"prefectures": 2}}, True),
    ({"carrier": {"prefectures": 1}}, False),
    ({"equipment": {"terminal_side": True}}, False),
    ({"equipment": {"kind": "terminal_line"}}, False),
    ({"equipment": {"kind": "base_station"}}, True),
    ({"equipment": {"functions": ["switching"]}}, True),
    ({"equipment": {"functions": []}}, False),
    ({"cause": {"planned": True}}, False),
    ({"cause": {"within_design": True}}, False),
    ({"cause": {"natural_disaster": True}}, False),
    ({"cause": {"kind": "natural_disaster"}}, False),
]


@pytest.mark.parametrize("regime", [NOW, PROPOSED])
@pytest.mark.parametrize(("others", "holds"), FRAME)
def test_the_first_door_needs_its_whole_frame(
    others: dict[str, Any], holds: bool, regime: str
) -> None:
    decision = decided(facts_of(near_miss={"fire": True}, **others), regime)
    assert (decision.as_ is As.NEAR_MISS) == holds
    assert ("near_miss_frame" in codes(decision)) != holds


def test_toppling_counts_even_in_a_disaster_but_not_when_planned() -> None:
    assert as_({"toppled": True}, cause={"natural_disaster": True}) is As.NEAR_MISS
    assert as_({"toppled": True}, cause={"planned": True}) is As.NONE
    both = {"toppled": True, "fire": True}
    assert as_(both, cause={"natural_disaster": True}) is As.NEAR_MISS


@pytest.mark.parametrize("kind", ["satellite", "submarine_cable"])
def test_serious_loss_of_important_equipment_asks_nothing_else(kind: str) -> None:
    facts = facts_of(
        equipment={"kind": kind, "serious_loss": True, "terminal_side": True, "functions": []},
        cause={"natural_disaster": True, "planned": True},
        carrier={"users_previous_year": 1, "prefectures": 1},
    )
    assert decided(facts).as_ is As.NEAR_MISS


def test_serious_loss_of_other_equipment_is_no_near_miss() -> None:
    assert decided(facts_of(equipment={"kind": "router", "serious_loss": True})).as_ is As.NONE


def test_a_serious_accident_is_no_near_miss() -> None:
    facts = facts_of(hit("voice", 120, 30_000), near_miss={"fire": True})
    decision = decided(facts)
    assert decision.as_ is As.SERIOUS
    assert [duty.as_ for duty in decision.duties] == [As.SERIOUS]


def test_below_the_lines_a_near_miss_stands_beside_the_annual_list() -> None:
    decision = decided(facts_of(hit("voice", 119, 30_000), near_miss={"fire": True}))
    assert [duty.as_ for duty in decision.duties] == [As.NEAR_MISS, As.ANNUAL]
    assert decision.due.detailed is not None
    assert "another_duty" in codes(decision)


def test_a_stop_that_may_be_serious_leaves_the_near_miss_open() -> None:
    decision = decided(facts_of(hit("voice", 120), near_miss={"fire": True}))
    assert (decision.reportable, decision.as_) == (Answer.UNDETERMINED, As.NEAR_MISS)
    assert decision.missing == ("$.services[0].users",)


OVERLOADS: list[tuple[dict[str, Any], As]] = [
    ({"origin": "internal", "cause_removed_promptly": False}, As.NEAR_MISS),
    ({"origin": "internal", "cause_removed_promptly": True}, As.NONE),
    ({"origin": "internal"}, As.NONE),
    ({"origin": "voice", "priority_calls_ok": False}, As.NEAR_MISS),
    ({"origin": "voice", "priority_calls_ok": True}, As.NONE),
    ({"origin": "voice", "cause_removed_promptly": False}, As.NONE),
    ({"origin": "attack", "attack_blocked": False}, As.NEAR_MISS),
    ({"origin": "attack", "attack_blocked": True}, As.NONE),
    ({"origin": "event"}, As.NONE),
    ({"origin": "event", "cause_removed_promptly": False, "attack_blocked": False}, As.NONE),
    ({}, As.NONE),
]


@pytest.mark.parametrize(("overload", "expected"), OVERLOADS)
def test_overload_is_reported_as_the_table_of_congestion_says(
    overload: dict[str, Any], expected: As
) -> None:
    assert as_({"overload": overload}, PROPOSED) is expected
    assert as_({"overload": overload}, NOW) is As.NONE


def test_overload_keeps_the_frame() -> None:
    overload = {"origin": "internal", "cause_removed_promptly": False}
    assert as_({"overload": overload}, PROPOSED, cause={"within_design": True}) is As.NONE


def test_overload_of_an_origin_not_told_is_open() -> None:
    decision = decided(facts_of(near_miss={"overload": {"attack_blocked": False}}), PROPOSED)
    assert decision.reportable is Answer.UNDETERMINED
    assert decision.missing == ("$.near_miss.overload.origin",)


def test_an_event_says_where_a_service_is_not_best_effort() -> None:
    overload = {"overload": {"origin": "event"}}
    line = decided(facts_of(hit("leased_line", 1, 1), near_miss=overload), PROPOSED)
    data = decided(facts_of(hit("mobile_data", 1, 1), near_miss=overload), PROPOSED)
    assert "overload_not_best_effort" in codes(line)
    assert "overload_not_best_effort" not in codes(data)
    assert line.as_ is As.NONE


def test_wrong_input_is_reported_unless_rolled_back_promptly() -> None:
    def wrong_input(rolled_back: bool) -> dict[str, Any]:
        return {"wrong_input": {"rolled_back_promptly": rolled_back}}

    assert as_(wrong_input(False), PROPOSED) is As.NEAR_MISS
    assert as_(wrong_input(True), PROPOSED) is As.NONE
    assert as_({"wrong_input": {}}, PROPOSED) is As.NONE
    assert as_(wrong_input(False), NOW) is As.NONE


@pytest.mark.parametrize(
    ("occurred", "regime", "expected"),
    [
        ("2023-06-15T23:59:59+09:00", "jp-2019", As.NONE),
        ("2023-06-16T00:00:00+09:00", "jp-2019", As.NEAR_MISS),
        ("2023-06-15T15:00:00+00:00", "jp-2019", As.NEAR_MISS),
        ("2024-01-01T00:00:00+09:00", "jp-2015", As.NONE),
        ("2024-01-01T00:00:00+09:00", "jp-2008", As.NONE),
        ("2020-01-01T00:00:00+09:00", NOW, As.NEAR_MISS),
    ],
)
def test_near_misses_are_reported_from_june_2023(occurred: str, regime: str, expected: As) -> None:
    decision = decided(facts_of(occurred_at=occurred, near_miss={"fire": True}), regime)
    assert decision.as_ is expected
    assert ("near_miss_none" in codes(decision)) == (expected is As.NONE)


def test_every_promptly_asks_for_a_reason_and_keeps_the_one_given() -> None:
    claimed = {
        "noticed_promptly": False,
        "switched_promptly": False,
        "overload": {"origin": "internal", "cause_removed_promptly": True},
        "wrong_input": {"rolled_back_promptly": True},
        "reasons": {"switched_promptly": "予備系も再起動を繰り返した"},
    }
    asks = {ask.path: ask.given for ask in decided(facts_of(near_miss=claimed), PROPOSED).asks}
    assert asks == {
        "$.near_miss.noticed_promptly": None,
        "$.near_miss.switched_promptly": "予備系も再起動を繰り返した",
        "$.near_miss.overload.cause_removed_promptly": None,
        "$.near_miss.wrong_input.rolled_back_promptly": None,
        "$.near_miss": None,
    }


def test_wishes_on_cables_and_satellites_are_noted_and_change_nothing() -> None:
    def decision(**equipment: Any) -> Any:
        told = {"serious_loss": True, **equipment}
        return decided(
            facts_of(hit("voice", 1, 1), equipment=told, near_miss={"switched_promptly": True})
        )

    redundant = decision(kind="submarine_cable", redundant=True)
    trunk = decision(kind="submarine_cable", trunk=True)
    single = decision(kind="satellite", constellation=True)
    assert "cable_redundant" in codes(redundant)
    assert "cable_service_cut" in codes(trunk)
    assert "constellation" in codes(single)
    assert {redundant.as_, trunk.as_, single.as_} == {As.NEAR_MISS}
    assert "$.equipment" in {ask.path for ask in trunk.asks}
    assert "constellation" not in codes(decision(kind="satellite"))


def test_a_base_station_is_asked_whether_it_is_terminal_side() -> None:
    assert "base_station_side" in codes(decided(facts_of(equipment={"kind": "base_station"})))
    told = {"kind": "base_station", "terminal_side": True}
    assert "base_station_side" not in codes(decided(facts_of(equipment=told)))
