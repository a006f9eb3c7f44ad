"""Foreign regimes: each line from both sides, what is exempt, and what nobody could find."""

from typing import Any

import pytest

from tests.triage.duty_examples import codes, decided, facts_of, hit
from triage.duty.decision import Answer, As


def answer(regime: str, *services: Any, **others: Any) -> Answer:
    return decided(facts_of(*services, **others), regime).reportable


YES, NO, OPEN = Answer.YES, Answer.NO, Answer.UNDETERMINED
BUYER = {"carrier": {"wholesale_buyer": True}}

CASES: list[tuple[str, Any, Answer]] = [
    # United States: telephony only
    ("us-nors", hit("voice", 30, 30_000), YES),
    ("us-nors", hit("voice", 29, 10**7), NO),
    ("us-nors", hit("voice", 30, 29_999), NO),
    ("us-nors", hit("emergency_voice", 90, 10_000), YES),
    ("us-nors", hit("voice", 29), NO),
    ("us-nors", hit("voice", 30), OPEN),
    ("us-nors", hit("mobile_data", 9999, 10**8), NO),
    ("us-nors", hit("sms", 9999, 10**8), NO),
    ("us-nors", hit("email", 9999, 10**8, fee="free"), NO),
    ("us-nors", hit("leased_line", 9999, 10**8), NO),
    # United Kingdom, fixed and MNO
    ("uk-ofcom", hit("internet_access", 60, 100_000), YES),
    ("uk-ofcom", hit("internet_access", 59, 100_000), NO),
    ("uk-ofcom", hit("internet_access", 60, 99_999, end_user_share=1), NO),
    ("uk-ofcom", hit("internet_access", 480, 10_000), YES),
    ("uk-ofcom", hit("internet_access", 479, 10_000, end_user_share=1), NO),
    ("uk-ofcom", hit("internet_access", 480, 9_999, end_user_share=0.25), YES),
    ("uk-ofcom", hit("internet_access", 480, 9_999, end_user_share=0.2499), NO),
    ("uk-ofcom", hit("internet_access", 480, 9_999), OPEN),
    ("uk-ofcom", hit("mobile_data", 60, 100_000), YES),
    ("uk-ofcom", hit("messaging", 9999, 10**8), NO),
    ("uk-ofcom", hit("messaging", 9999, 10**8, fee="free"), NO),
    # European Union
    ("eu-eecc", hit("internet_access", 60, 1_000_000), YES),
    ("eu-eecc", hit("internet_access", 60, 999_999, share_of_subscribers=0), NO),
    ("eu-eecc", hit("internet_access", 59.9, 10**9), NO),
    ("eu-eecc", hit("internet_access", 2400, 25_000, share_of_subscribers=0), YES),
    ("eu-eecc", hit("internet_access", 9999, 24_999, share_of_subscribers=0), NO),
    ("eu-eecc", hit("internet_access", 481, 1, share_of_subscribers=0.01), YES),
    ("eu-eecc", hit("internet_access", 480, 1, share_of_subscribers=0.01), NO),
    ("eu-eecc", hit("internet_access", 481, 1, share_of_subscribers=0.0099), NO),
    ("eu-eecc", hit("internet_access", 361, 1, share_of_subscribers=0.02), YES),
    ("eu-eecc", hit("internet_access", 360, 1, share_of_subscribers=0.02), NO),
    ("eu-eecc", hit("internet_access", 241, 1, share_of_subscribers=0.05), YES),
    ("eu-eecc", hit("internet_access", 240, 1, share_of_subscribers=0.05), NO),
    ("eu-eecc", hit("internet_access", 121, 1, share_of_subscribers=0.10), YES),
    ("eu-eecc", hit("internet_access", 120, 1, share_of_subscribers=0.15), NO),
    ("eu-eecc", hit("internet_access", 61, 1, share_of_subscribers=0.151), YES),
    ("eu-eecc", hit("internet_access", 61, 1, share_of_subscribers=0.15), NO),
    ("eu-eecc", hit("internet_access", 60, 1, share_of_subscribers=1), NO),
    ("eu-eecc", hit("messaging", 60, 1_000_000, fee="free"), YES),
    ("eu-eecc", hit("internet_access", 61, 1), OPEN),
    ("eu-eecc", hit("internet_access", 60, 1), NO),
    # Germany
    ("de-tkg", hit("internet_access", 60, 1_000_000), YES),
    ("de-tkg", hit("internet_access", 60, 999_999), NO),
    ("de-tkg", hit("messaging", 6_000, 10_000, fee="free"), YES),
    ("de-tkg", hit("voice", 0), NO),
    ("de-tkg", hit("voice", users=0), NO),
    ("de-tkg", hit("voice", 1), OPEN),
    # France
    ("fr-arcep", hit("internet_access", 120, 50_000), YES),
    ("fr-arcep", hit("internet_access", 120, 49_999), NO),
    ("fr-arcep", hit("internet_access", 119, 50_000), NO),
    ("fr-arcep", hit("mobile_data", 120, 1, base_stations=50), YES),
    ("fr-arcep", hit("mobile_data", 120, 1, base_stations=49), NO),
    ("fr-arcep", hit("mobile_data", 119, 1, base_stations=50), NO),
    ("fr-arcep", hit("mobile_data", 120, 1), OPEN),
    ("fr-arcep", hit("internet_access", 120, 1, base_stations=50), YES),
    ("fr-arcep", hit("leased_line", 120, 1, sites=2_000), YES),
    ("fr-arcep", hit("leased_line", 120, 1, sites=1_999), NO),
    ("fr-arcep", hit("leased_line", 120, 1), OPEN),
    ("fr-arcep", hit("internet_access", 120, 1, sites=2_000), YES),
    ("fr-arcep", hit("messaging", 1, 1), OPEN),
    ("fr-arcep", hit("messaging", 1, 1, additional_function=True), NO),
]


@pytest.mark.parametrize(("regime", "service", "expected"), CASES)
def test_a_foreign_line_is_crossed_at_its_figures(
    regime: str, service: Any, expected: Answer
) -> None:
    decision = decided(facts_of(service), regime)
    assert decision.reportable is expected
    assert (decision.as_ is As.REPORTABLE) == (expected is YES)
    assert decision.serious is None


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        (hit("mobile_data", 480, 1, end_user_share=0.25), YES),
        (hit("mobile_data", 479, 10**7, end_user_share=1), NO),
        (hit("mobile_data", 480, 10**7, end_user_share=0.24), NO),
        (hit("mobile_data", 480, 10**7), OPEN),
        (hit("internet_access", 60, 100_000), YES),
    ],
)
def test_a_mobile_wholesale_buyer_in_britain_has_a_line_of_its_own(
    service: Any, expected: Answer
) -> None:
    assert answer("uk-ofcom", service, **BUYER) is expected


def test_the_missing_share_is_named() -> None:
    decision = decided(facts_of(hit("internet_access", 480, 1)), "uk-ofcom")
    assert decision.missing == ("$.services[0].end_user_share",)


def test_a_product_of_unknowns_names_both() -> None:
    decision = decided(facts_of(hit("voice")), "de-tkg")
    assert decision.missing == ("$.services[0].users", "$.services[0].duration_minutes")


def test_exempt_services_and_missing_figures_say_so() -> None:
    assert "exempt" in codes(decided(facts_of(hit("mobile_data", 1, 1)), "us-nors"))
    assert "unfigured" in codes(decided(facts_of(hit("email", 1, 1)), "fr-arcep"))
    assert "no_row" in codes(decided(facts_of(hit("leased_line", 1, 1)), "us-nors"))


def test_a_crossed_line_settles_a_missing_figure() -> None:
    assert answer("fr-arcep", hit("email", 1, 1), hit("voice", 120, 50_000)) is YES


def test_a_regime_of_unknown_dates_says_so_and_one_of_known_dates_is_held_to_them() -> None:
    french = decided(facts_of(), "fr-arcep")
    assert (french.applied_outside_effect, codes(french)) == (False, {"effect_not_known"})
    old = facts_of(occurred_at="2021-11-30T00:00:00+01:00")
    assert decided(old, "de-tkg").applied_outside_effect
    assert not decided(facts_of(), "de-tkg").applied_outside_effect
    assert decided(facts_of(), "eu-eecc").applied_outside_effect
