"""Facts as people write them: every default of the contract, and every fault at its path."""

import json
from typing import Any

import pytest

from corpus.errors import InputRefused
from triage.errors import FactsRefused, TriageError
from triage.facts import (
    Bounds,
    CarrierFacts,
    CauseFacts,
    EquipmentFacts,
    EquipmentKind,
    Facts,
    LeakFacts,
    NearMissFacts,
)
from triage.facts_json import parse_facts

DAY = "2025-06-10T10:00:00+09:00"


def read(**told: Any) -> Facts:
    return parse_facts(json.dumps({"occurred_at": DAY, **told}))


def one(**told: Any) -> Any:
    return read(services=[{"service": "voice", **told}]).services[0]


def faults(text: str) -> list[tuple[str, str]]:
    with pytest.raises(FactsRefused) as refused:
        parse_facts(text)
    return [(fault.path, fault.code) for fault in refused.value.faults]


def faults_of(**told: Any) -> list[tuple[str, str]]:
    return faults(json.dumps({"occurred_at": DAY, **told}))


def test_absent_keys_have_the_defaults_of_the_contract() -> None:
    facts = read()
    assert facts.known_at == facts.occurred_at
    assert (facts.carrier, facts.cause) == (CarrierFacts(), CauseFacts())
    assert (facts.equipment, facts.near_miss) == (EquipmentFacts(), NearMissFacts())
    assert (facts.leak, facts.partial_suspension, facts.services) == (LeakFacts(), False, ())
    assert (facts.cause.equipment_owner, facts.cause.kind) == ("own", "unknown")
    assert (facts.equipment.kind, facts.equipment.functions) == ("other", None)


def test_empty_blocks_mean_the_same_as_absent_ones() -> None:
    blocks = ("carrier", "cause", "equipment", "near_miss", "leak")
    assert read(**{block: {} for block in blocks}) == read() == read(**dict.fromkeys(blocks))


def test_a_null_is_an_absent_key() -> None:
    assert one(users=None, fee=None, mediates=None, duration_minutes=None) == one()


@pytest.mark.parametrize("service", ["email", "messaging", "sms", "voice"])
def test_some_services_mediate_unless_told_otherwise(service: str) -> None:
    def mediates(**told: bool) -> bool:
        return read(services=[{"service": service, **told}]).services[0].mediates

    assert (mediates(), mediates(mediates=False)) == (True, False)


@pytest.mark.parametrize("service", ["emergency_voice", "sns", "search", "other", "mobile_data"])
def test_other_services_mediate_only_when_told(service: str) -> None:
    assert not read(services=[{"service": service}]).services[0].mediates


def test_a_service_is_paid_essential_and_no_additional_function_unless_told() -> None:
    voice = one()
    assert (voice.fee, voice.essential_function, voice.additional_function) == (
        "paid",
        True,
        False,
    )
    assert (voice.best_effort, voice.users, voice.minutes) == (False, None, Bounds())
    told = one(essential_function=False, additional_function=True, best_effort=True, fee="free")
    assert (told.essential_function, told.additional_function) == (False, True)
    assert (told.best_effort, told.fee) == (True, "free")


@pytest.mark.parametrize("service", ["internet_access", "internet_connection", "mobile_data"])
def test_data_services_are_best_effort_unless_told_otherwise(service: str) -> None:
    assert read(services=[{"service": service}]).services[0].best_effort
    told = read(services=[{"service": service, "best_effort": False}])
    assert not told.services[0].best_effort


def test_any_other_kind_of_equipment_is_kept_as_other() -> None:
    assert read(equipment={"kind": "冷却装置"}).equipment.kind is EquipmentKind.OTHER
    assert read(equipment={"kind": "dslam"}).equipment.kind is EquipmentKind.DSLAM


def stretch(start: str, end: str | None) -> dict[str, str | None]:
    def at(time: str) -> str:
        return f"2025-06-10T{time}+09:00"

    return {"start": at(start), "end": at(end) if end else None}


def test_intervals_are_summed_and_may_touch() -> None:
    voice = one(intervals=[stretch("12:00:00", "12:30:00"), stretch("12:30:00", "13:00:30")])
    assert (voice.minutes, voice.stretches) == (Bounds(60.5, 60.5), 2)


def test_a_moment_of_no_length_is_no_fault() -> None:
    assert one(intervals=[stretch("12:00:00", "12:00:00")]).minutes == Bounds(0, 0)


def test_no_intervals_are_an_unknown_duration() -> None:
    assert one(intervals=[]).minutes == Bounds()


def test_a_duration_may_stand_beside_intervals_that_add_up_to_it() -> None:
    told = [stretch("12:00:00", "13:00:00")]
    assert one(intervals=told, duration_minutes=60).minutes == Bounds(60, 60)
    assert one(intervals=[stretch("12:00:00", None)], duration_minutes=60).minutes.exact == 60


def test_offsets_are_reckoned_with() -> None:
    told = [{"start": "2025-06-10T12:00:00+09:00", "end": "2025-06-10T04:00:00Z"}]
    assert one(intervals=told).minutes == Bounds(60, 60)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert parse_facts(b"\xef\xbb\xbf" + json.dumps({"occurred_at": DAY}).encode()) == read()


SERVICE = "$.services[0]"

REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"services": [{"service": "voice", "users": -1}]}, f"{SERVICE}.users", "negative"),
    ({"services": [{"service": "voice", "users": "9"}]}, f"{SERVICE}.users", "wrong_type"),
    ({"services": [{"service": "voice", "users": 1.5}]}, f"{SERVICE}.users", "wrong_type"),
    ({"services": [{"service": "voice", "users": True}]}, f"{SERVICE}.users", "wrong_type"),
    ({"services": [{"service": "voice", "users": 10**13}]}, f"{SERVICE}.users", "out_of_range"),
    (
        {"services": [{"service": "voice", "duration_minutes": -0.1}]},
        f"{SERVICE}.duration_minutes",
        "negative",
    ),
    (
        {"services": [{"service": "voice", "end_user_share": 1.01}]},
        f"{SERVICE}.end_user_share",
        "out_of_range",
    ),
    ({"services": [{"service": "voice", "mediates": 1}]}, f"{SERVICE}.mediates", "wrong_type"),
    ({"services": [{"service": "voice", "fee": "cheap"}]}, f"{SERVICE}.fee", "unknown_value"),
    ({"services": [{"service": "telex"}]}, f"{SERVICE}.service", "unknown_value"),
    ({"services": [{"service": 5}]}, f"{SERVICE}.service", "wrong_type"),
    ({"services": [{}]}, f"{SERVICE}.service", "missing"),
    ({"services": ["voice"]}, SERVICE, "wrong_type"),
    ({"services": {}}, "$.services", "wrong_type"),
    ({"services": [{"service": "voice", "colour": 1}]}, f"{SERVICE}.colour", "unknown_key"),
    (
        {"services": [{"service": "voice"}, {"service": "voice"}]},
        "$.services[1].service",
        "repeated_service",
    ),
    (
        {"services": [{"service": "voice", "intervals": [stretch("12:00:00", "11:59:59")]}]},
        f"{SERVICE}.intervals[0].end",
        "ends_before_starts",
    ),
    (
        {
            "services": [
                {
                    "service": "voice",
                    "intervals": [
                        stretch("12:00:00", "13:00:00"),
                        stretch("12:59:59", "14:00:00"),
                    ],
                }
            ]
        },
        f"{SERVICE}.intervals[1].start",
        "overlaps",
    ),
    (
        {
            "services": [
                {
                    "service": "voice",
                    "intervals": [stretch("14:00:00", "15:00:00"), stretch("12:00:00", None)],
                }
            ]
        },
        f"{SERVICE}.intervals[1].start",
        "overlaps",
    ),
    (
        {"services": [{"service": "voice", "intervals": [{"end": DAY}]}]},
        f"{SERVICE}.intervals[0].start",
        "missing",
    ),
    (
        {"services": [{"service": "voice", "intervals": [{"start": DAY, "from": DAY}]}]},
        f"{SERVICE}.intervals[0].from",
        "unknown_key",
    ),
    (
        {
            "services": [
                {
                    "service": "voice",
                    "duration_minutes": 59,
                    "intervals": [stretch("12:00:00", "13:00:00")],
                }
            ]
        },
        f"{SERVICE}.duration_minutes",
        "two_durations",
    ),
    ({"occurred_at": None}, "$.occurred_at", "missing"),
    ({"occurred_at": "2025-06-10T10:00:00"}, "$.occurred_at", "no_offset"),
    ({"occurred_at": "yesterday"}, "$.occurred_at", "not_a_time"),
    ({"occurred_at": 20250610}, "$.occurred_at", "wrong_type"),
    ({"occurred_at": "0001-01-01T00:00:00+14:00"}, "$.occurred_at", "out_of_range"),
    ({"known_at": "2025-06-10T09:59:59+09:00"}, "$.known_at", "known_before_occurred"),
    ({"carrier": []}, "$.carrier", "wrong_type"),
    ({"carrier": {"id": ""}}, "$.carrier.id", "wrong_type"),
    ({"carrier": {"prefectures": -2}}, "$.carrier.prefectures", "negative"),
    ({"carrier": {"name": "x"}}, "$.carrier.name", "unknown_key"),
    ({"cause": {"kind": "gremlins"}}, "$.cause.kind", "unknown_value"),
    ({"cause": {"planned": "no"}}, "$.cause.planned", "wrong_type"),
    ({"equipment": {"functions": ["a"]}}, "$.equipment.functions[0]", "unknown_value"),
    ({"equipment": {"functions": "control"}}, "$.equipment.functions", "wrong_type"),
    ({"equipment": {"functions": [[]]}}, "$.equipment.functions[0]", "unknown_value"),
    ({"equipment": {"kind": 3}}, "$.equipment.kind", "wrong_type"),
    ({"near_miss": {"fire": "yes"}}, "$.near_miss.fire", "wrong_type"),
    ({"near_miss": {"smoke": True}}, "$.near_miss.smoke", "unknown_key"),
    (
        {"near_miss": {"overload": {"origin": "moon"}}},
        "$.near_miss.overload.origin",
        "unknown_value",
    ),
    (
        {"near_miss": {"wrong_input": {"rolled_back": True}}},
        "$.near_miss.wrong_input.rolled_back",
        "unknown_key",
    ),
    ({"near_miss": {"reasons": {"fire": "x"}}}, "$.near_miss.reasons.fire", "unknown_key"),
    ({"leak": {"user_information": -1}}, "$.leak.user_information", "negative"),
    ({"partial_suspension": 0}, "$.partial_suspension", "wrong_type"),
    ({"colour": "red"}, "$.colour", "unknown_key"),
    ({"call_restriction": {"user": 1}}, "$.call_restriction.user", "unknown_key"),
]


@pytest.mark.parametrize(("told", "path", "code"), REFUSED)
def test_a_fault_is_refused_with_its_path(told: dict[str, Any], path: str, code: str) -> None:
    assert faults_of(**told) == [(path, code)]


def test_every_fault_is_told_at_once() -> None:
    services = [{"service": "voice", "users": -1}, {"service": "lpwa", "duration_minutes": "x"}]
    found = faults_of(services=services, colour=1)
    assert [path for path, _ in found] == [
        "$.services[0].users",
        "$.services[1].duration_minutes",
        "$.colour",
    ]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_what_is_no_number_is_refused(number: str) -> None:
    text = f'{{"occurred_at": "{DAY}", "services": [{{"service": "voice", "users": {number}}}]}}'
    assert faults(text) == [("$.services[0].users", "not_finite")]


def test_a_key_written_twice_is_refused() -> None:
    text = f'{{"occurred_at": "{DAY}", "carrier": {{"prefectures": 1, "prefectures": 2}}}}'
    assert faults(text) == [("$.carrier.prefectures", "repeated_key")]


@pytest.mark.parametrize("text", ["", "{", "[1", "[" * 100_000, b"\xff\xfe", '{"a": 1} 2'])
def test_what_is_not_json_is_refused(text: Any) -> None:
    assert faults(text) == [("$", "not_json")]


@pytest.mark.parametrize("text", ["[]", "null", "3", '"x"'])
def test_what_is_no_object_is_refused(text: str) -> None:
    assert faults(text) == [("$", "wrong_type")]


def test_a_refusal_names_codes_and_paths_and_no_value() -> None:
    with pytest.raises(FactsRefused) as refused:
        read(services=[{"service": "voice", "users": "秘密"}])
    assert isinstance(refused.value, InputRefused)
    assert isinstance(refused.value, TriageError)
    assert (refused.value.where, refused.value.code) == ("$.services[0].users", "wrong_type")
    assert "秘密" not in str(refused.value)
    assert str(refused.value).startswith("$.services[0].users: wrong_type")
