"""Which mode of roaming fits, what works in it, and what users are told."""

import json
from typing import Any

import pytest

from triage.errors import FactsRefused
from triage.roaming import Mode, advice_to_json, advise, parse_roaming_facts


def advice(**told: Any) -> Any:
    return advise(parse_roaming_facts(json.dumps(told)))


FULL, WITH, WITHOUT, NO = (
    Mode.FULL,
    Mode.EMERGENCY_AUTHENTICATED,
    Mode.EMERGENCY_UNAUTHENTICATED,
    Mode.NONE,
)

MODES: list[tuple[dict[str, Any], Mode]] = [
    ({}, NO),
    ({"emergency": False, "home_core": "down", "hss_authentication": "down"}, NO),
    ({"emergency": True}, FULL),
    ({"emergency": True, "base_stations_lost": True}, FULL),
    ({"emergency": True, "helpers_have_capacity": False}, WITH),
    ({"emergency": True, "home_core": "partial"}, WITH),
    ({"emergency": True, "home_core": "down"}, WITH),
    ({"emergency": True, "home_core": "down", "hss_authentication": "down"}, WITHOUT),
    ({"emergency": True, "home_core": "partial", "hss_authentication": "down"}, WITHOUT),
    ({"emergency": True, "hss_authentication": "down"}, WITHOUT),
    ({"emergency": True, "hss_authentication": "down", "helpers_have_capacity": False}, WITHOUT),
]


@pytest.mark.parametrize(("told", "mode"), MODES)
def test_the_mode_follows_from_the_failure(told: dict[str, Any], mode: Mode) -> None:
    assert advice(**told).mode is mode
    assert advice(**told, subscriber="mvno").mode is mode


@pytest.mark.parametrize(
    ("told", "works", "shown", "call_back"),
    [
        ({"emergency": True}, True, "number", True),
        ({"emergency": True, "home_core": "partial"}, False, "number", False),
        ({"emergency": True, "hss_authentication": "down"}, False, "imsi", False),
    ],
)
def test_each_mode_works_as_its_table_says(
    told: dict[str, Any], works: bool, shown: str, call_back: bool
) -> None:
    found = advice(**told)
    assert found.emergency_call
    assert (found.voice, found.sms, found.data) == (works, works, works)
    assert (found.shown_at_desk, found.call_back) == (shown, call_back)


def test_without_roaming_nothing_works() -> None:
    found = advice()
    assert not any((found.emergency_call, found.call_back, found.voice, found.sms, found.data))
    assert found.shown_at_desk == "none"
    assert "00000JAPAN" not in found.notices.ja


def test_users_are_told_of_wifi_limits_and_of_virtual_operators() -> None:
    told = {"emergency": True, "subscriber": "mvno", "handset_limits": ["etws", "prefix_184_186"]}
    notices = advice(**told).notices
    for text in (notices.ja, notices.en):
        assert "00000JAPAN" in text
        assert "MVNO" in text
        assert "184" in text
    assert "緊急地震速報" in notices.ja
    assert "MVNO" not in advice(emergency=True).notices.ja


def test_a_limit_in_other_words_is_told_once_as_a_limit() -> None:
    told = advice(emergency=True, handset_limits=["5G SA", "ims", "5G SA"]).notices
    assert told.ja.count("ほかの制約") == 1


def test_an_unauthenticated_call_hands_over_where_the_imsi_can_be_matched() -> None:
    reasons = advice(emergency=True, hss_authentication="down", home_core="down").reasons
    assert any("照会先" in why.ja for why in reasons)


def test_the_answer_has_the_keys_of_the_contract() -> None:
    answer = advice_to_json(advice(emergency=True, helpers_have_capacity=False))
    assert json.loads(json.dumps(answer)).keys() >= {
        "mode", "emergency_call", "call_back", "shown_at_desk", "voice", "sms", "data",
        "notices", "reasons",
    }  # fmt: skip
    assert answer["mode"] == "emergency_authenticated"


@pytest.mark.parametrize(
    ("told", "path"),
    [
        ({"home_core": "fine"}, "$.home_core"),
        ({"emergency": "yes"}, "$.emergency"),
        ({"handset_limits": "etws"}, "$.handset_limits"),
        ({"handset_limits": [1]}, "$.handset_limits[0]"),
        ({"colour": 1}, "$.colour"),
    ],
)
def test_a_fault_is_refused_with_its_path(told: dict[str, Any], path: str) -> None:
    with pytest.raises(FactsRefused) as refused:
        parse_roaming_facts(json.dumps(told))
    assert [fault.path for fault in refused.value.faults] == [path]
