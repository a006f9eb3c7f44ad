"""The whole decision: precedence, annual list, regimes by date, and what is told beside."""

from dataclasses import replace
from typing import Any

import pytest

from corpus.errors import UnknownRegime
from corpus.regime_file import find_regime, load_regimes
from tests.triage.duty_examples import NOW, PROPOSED, codes, decided, facts_of, hit, written
from triage.duty.decide import decide, regimes_for
from triage.duty.decision import Answer, As
from triage.errors import FactsRefused

SERIOUS = hit("voice", 120, 30_000)


@pytest.mark.parametrize(
    ("minutes", "users", "expected"),
    [
        (1, 30_000, As.ANNUAL),
        (1, 29_999, As.NONE),
        (120, 1, As.ANNUAL),
        (119, 29_999, As.NONE),
        (119.99, 29_999, As.NONE),
        (0, 0, As.NONE),
    ],
)
def test_other_accidents_are_listed_by_users_or_by_minutes(
    minutes: float, users: int, expected: As
) -> None:
    decision = decided(facts_of(hit("leased_line", minutes, users)))
    assert decision.as_ is expected
    assert decision.reportable is (Answer.NO if expected is As.NONE else Answer.YES)
    assert decision.voluntary


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("base_station", As.SIMPLIFIED),
        ("remote_line_unit", As.SIMPLIFIED),
        ("dslam", As.SIMPLIFIED),
        ("router", As.ANNUAL),
        ("a kind of our own", As.ANNUAL),
    ],
)
def test_some_equipment_takes_the_simplified_form(kind: str, expected: As) -> None:
    assert decided(facts_of(hit("voice", 1, 30_000), equipment={"kind": kind})).as_ is expected
    assert decided(facts_of(SERIOUS, equipment={"kind": kind})).as_ is As.SERIOUS


@pytest.mark.parametrize(
    ("leak", "regime", "expected"),
    [
        ({"secrecy": True}, NOW, As.LEAK),
        ({"user_information": 1001}, NOW, As.LEAK),
        ({"user_information": 1000}, NOW, As.NONE),
        ({"foreign_government": True}, NOW, As.LEAK),
        ({}, NOW, As.NONE),
        ({"secrecy": True}, "jp-2008", As.LEAK),
        ({"user_information": 1001}, "jp-2008", As.NONE),
        ({"user_information": 1001}, "jp-2019", As.LEAK),
    ],
)
def test_leaks_are_reported_of_secrecy_and_of_many_users(
    leak: dict[str, Any], regime: str, expected: As
) -> None:
    assert decided(facts_of(leak=leak), regime).as_ is expected


def test_user_information_counts_from_june_2023() -> None:
    before = facts_of(leak={"user_information": 1001}, occurred_at="2023-06-15T10:00:00+09:00")
    assert decided(before, "jp-2019").as_ is As.NONE


def test_the_strictest_duty_stands_first_and_the_others_beside() -> None:
    facts = facts_of(SERIOUS, leak={"secrecy": True}, partial_suspension=True)
    decision = decided(facts)
    assert decision.as_ is As.LEAK
    assert [duty.as_ for duty in decision.duties] == [As.LEAK, As.SUSPENSION, As.SERIOUS]
    assert decided(facts_of(SERIOUS, partial_suspension=True)).as_ is As.SUSPENSION
    assert decided(facts_of(partial_suspension=True)).as_ is As.SUSPENSION


def test_each_duty_names_its_form() -> None:
    def form(**others: Any) -> str | None:
        [duty] = decided(facts_of(**others)).duties
        return duty.form

    assert form(leak={"secrecy": True}) == "様式第五十の二"
    assert form(leak={"user_information": 2000}) == "様式第五十の二の二"
    assert form(partial_suspension=True) == "様式第五十"
    assert form(near_miss={"fire": True}) == "様式第五十の四"


@pytest.mark.parametrize("regime", [NOW, PROPOSED])
def test_a_wholesale_buyer_gets_the_reduced_first_report(regime: str) -> None:
    def first(buyer: bool, owner: str) -> Any:
        facts = facts_of(
            SERIOUS, carrier={"wholesale_buyer": buyer}, cause={"equipment_owner": owner}
        )
        return decided(facts, regime)

    reduced = first(True, "wholesaler")
    assert [item.ja for item in reduced.first_report.items] == ["発生日時", "措置模様"]
    assert reduced.duties[0].form == "様式第五十の三の二"
    assert "reduced_first_report" in codes(reduced)
    for buyer, owner in ((False, "wholesaler"), (True, "own"), (True, "other_carrier")):
        whole = first(buyer, owner)
        assert (whole.first_report.reduced, len(whole.first_report.items)) == (False, 5)
        assert whole.duties[0].form == "様式第五十の三"
    assert {reduced.as_, reduced.due.first} == {As.SERIOUS, "promptly"}


@pytest.mark.parametrize("owner", ["other_carrier", "wholesaler"])
def test_another_carriers_equipment_counts_and_links_to_its_accident(owner: str) -> None:
    decision = decided(facts_of(SERIOUS, cause={"equipment_owner": owner}))
    assert decision.as_ is As.SERIOUS
    assert [(link.kind, link.of) for link in decision.links] == [("parent", owner)]
    assert decided(facts_of(SERIOUS)).links == ()


def test_planned_works_and_disasters_are_noted_and_exclude_nothing() -> None:
    decision = decided(facts_of(SERIOUS, cause={"planned": True, "natural_disaster": True}))
    assert decision.as_ is As.SERIOUS
    assert {"planned", "disaster"} <= codes(decision)


def test_emergency_voice_says_that_all_users_count() -> None:
    assert "emergency_users" in codes(decided(facts_of(hit("emergency_voice", 1, 1))))
    assert "emergency_users" not in codes(decided(facts_of(hit("voice", 1, 1))))


@pytest.mark.parametrize(
    ("service", "minutes", "users", "offered"),
    [
        ("internet_access", 60, 100_000, True),
        ("internet_access", 119, 999_999, True),
        ("internet_access", 120, 999_999, False),
        ("internet_access", 60, 1_000_000, False),
        ("emergency_voice", 60, 100_000, False),
        ("internet_access", 59, 100_000, False),
    ],
)
def test_a_short_form_is_offered_between_the_old_and_the_new_line(
    service: str, minutes: int, users: int, offered: bool
) -> None:
    decision = decided(facts_of(hit(service, minutes, users)), PROPOSED)
    assert ("short_form" in codes(decision)) == offered
    assert "short_form" not in codes(decided(facts_of(hit(service, minutes, users))))


@pytest.mark.parametrize(
    ("occurred", "regime"),
    [
        ("2008-04-01T00:00:00+09:00", "jp-2008"),
        ("2015-03-31T23:59:59+09:00", "jp-2008"),
        ("2015-04-01T00:00:00+09:00", "jp-2015"),
        ("2019-03-31T23:59:59+09:00", "jp-2015"),
        ("2019-04-01T00:00:00+09:00", "jp-2019"),
        ("2025-03-31T23:59:59+09:00", "jp-2019"),
        ("2025-03-31T14:59:59Z", "jp-2019"),
        ("2025-03-31T15:00:00Z", NOW),
        ("2025-04-01T00:00:00+09:00", NOW),
        ("2026-11-20T00:00:00+09:00", NOW),
    ],
)
def test_the_regime_of_the_day_is_the_one_in_force_in_japan(occurred: str, regime: str) -> None:
    facts = facts_of(occurred_at=occurred)
    assert [found.id for found in regimes_for(facts, None)] == [regime]
    assert not decided(facts, regime).applied_outside_effect


def test_a_date_before_the_first_regime_is_refused_at_its_path() -> None:
    facts = facts_of(occurred_at="2008-03-31T23:59:59+09:00")
    with pytest.raises(FactsRefused) as refused:
        regimes_for(facts, None)
    assert (refused.value.code, refused.value.where) == ("before_first_regime", "$.occurred_at")


def test_a_regime_that_is_named_is_applied_outside_its_effect_and_says_so() -> None:
    facts = facts_of(SERIOUS, occurred_at="2001-01-01T00:00:00+09:00")
    [regime] = regimes_for(facts, NOW)
    decision = decide(facts, regime)
    assert (decision.as_, decision.applied_outside_effect) == (As.SERIOUS, True)
    assert "outside_effect" in codes(decision)


def test_the_recommendation_is_never_the_regime_of_the_day() -> None:
    decision = decided(facts_of(), PROPOSED)
    assert (decision.status, decision.applied_outside_effect) == ("recommended", True)
    assert "recommended" in codes(decision)


def test_all_asks_every_regime() -> None:
    assert len(regimes_for(facts_of(), "all")) == len(load_regimes()) >= 10


def test_an_unknown_regime_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownRegime, match="jp-2025-04") as refused:
        regimes_for(facts_of(), "jp-1985")
    assert refused.value.code == "unknown_regime"


def test_depth_follows_the_kind_of_cause() -> None:
    def depth(kind: str, *services: Any) -> dict[str, str]:
        facts = facts_of(*services, cause={"kind": kind})
        return {item.id: item.depth for item in decided(facts).depth}

    assert depth("human_error", SERIOUS) == {
        "work_steps": "thin",
        "procedure_document": "thin",
        "training": "thick",
        "several_persons": "thick",
    }
    assert depth("unknown_software_bug", SERIOUS)["find_in_advance"] == "thin"
    assert depth("submarine_cable_fishing", SERIOUS)["alerting_fishery"] == "thick"
    assert depth("hardware", SERIOUS) == {}
    assert depth("human_error") == {}


def test_the_answer_has_the_keys_of_the_contract() -> None:
    answer = written(facts_of(SERIOUS))
    assert {
        "regime", "status", "reportable", "as", "lines", "due", "depth", "missing", "reasons",
    } <= answer.keys()  # fmt: skip
    assert answer["regime"] == NOW
    assert answer["status"] == "in_force"
    assert (answer["reportable"], answer["as"], answer["serious"]) == ("yes", "serious", "yes")
    assert answer["due"] == {"first": "promptly", "detailed": "2025-07-10", "annual": None}
    assert {"code", "ja", "en", "source"} <= answer["reasons"][0].keys()


def test_every_reason_is_filled_in_both_languages() -> None:
    facts = facts_of(
        hit("messaging", 500, 2_000_000, fee="free"),
        hit("emergency_voice", 1, 1),
        near_miss={"toppled": True, "overload": {"origin": "voice", "priority_calls_ok": True}},
        cause={"equipment_owner": "wholesaler"},
        leak={"user_information": 5000, "foreign_government": True},
    )
    for regime in load_regimes().values():
        for why in decide(facts, regime).reasons:
            assert "{" not in why.ja + why.en
            assert "Wording" not in why.ja + why.en


def test_facts_without_services_are_not_reportable() -> None:
    decision = decided(facts_of())
    assert (decision.reportable, decision.as_, decision.missing) == (Answer.NO, As.NONE, ())


def test_a_regime_without_a_duty_does_not_trigger_it() -> None:
    bare = replace(find_regime(NOW), leak=None, annual=None, suspension=None, near_miss=None)
    facts = facts_of(
        hit("voice", 1, 30_000),
        leak={"secrecy": True},
        partial_suspension=True,
        near_miss={"fire": True},
    )
    decision = decide(facts, bare)
    assert (decision.reportable, decision.as_, decision.general_test) == (Answer.NO, As.NONE, ())
