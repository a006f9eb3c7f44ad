"""The known accidents: each must come out as it did, and as the revision would have it."""

from itertools import product
from typing import Any

import pytest

from tests.triage.duty_examples import NOW, PROPOSED, decided, facts_of, hit
from triage.duty.decision import Answer, As

HOURS = 60

SPLIT = [
    {"start": "2024-04-19T12:33:00+09:00", "end": "2024-04-19T13:25:00+09:00"},
    {"start": "2024-04-19T15:25:00+09:00", "end": "2024-04-19T16:00:00+09:00"},
]

GOLDEN = [
    ("G1", [hit("emergency_voice", 118, 120_000)], "Y", "Y"),
    ("G2", [hit("internet_access", 118, 220_000)], "N", "Y"),
    ("G3 emergency", [hit("emergency_voice", 103, 186_000)], "Y", "Y"),
    ("G3 internet", [hit("internet_access", 103, 359_000)], "N", "Y"),
    ("G4 emergency", [hit("emergency_voice", 99, 47_000)], "Y", "Y"),
    ("G4 internet", [hit("internet_access", 99, 87_000)], "N", "N"),
    ("G6 emergency", [hit("emergency_voice", users=1_700_000, intervals=SPLIT)], "Y", "Y"),
    ("G6 data", [hit("mobile_data", users=960_000, intervals=SPLIT)], "N", "Y"),
    (
        "G7 kddi",
        [hit("emergency_voice", 3685, 22_780_000), hit("mobile_data", 3685, 7_650_000)],
        "Y",
        "Y",
    ),
    (
        "G7 okinawa",
        [hit("emergency_voice", 3685, 380_000), hit("mobile_data", 3685, 100_000)],
        "Y",
        "Y",
    ),
    (
        "G8",
        [hit("emergency_voice", 126, 1_300_000), hit("mobile_data", 126, 1_300_000)],
        "Y",
        "Y",
    ),
    ("G9", [hit("internet_access", 347, 2_110_000)], "Y", "Y"),
    ("G10 first", [hit("mobile_data", 294, 2_420_000)], "Y", "Y"),
    ("G10 second", [hit("mobile_data", 122, 690_000)], "Y", "Y"),
    ("G11", [hit("emergency_voice", 1058, 214_000)], "Y", "Y"),
    ("G12", [hit("voice", 140, 1_000_000), hit("mobile_data", 140, 1_000_000)], "Y", "Y"),
    ("G13", [hit("sms", 266, 50_246)], "Y", "Y"),
    ("G14", [hit("email", 22 * HOURS, 4_360_000)], "Y", "Y"),
    ("G15", [hit("mobile_data", 265, 30_600_000)], "Y", "Y"),
]


@pytest.mark.parametrize(
    ("services", "now", "proposed"), [row[1:] for row in GOLDEN], ids=[row[0] for row in GOLDEN]
)
def test_a_known_accident_comes_out_as_it_did(
    services: list[Any], now: str, proposed: str
) -> None:
    for regime, expected in ((NOW, now), (PROPOSED, proposed)):
        decision = decided(facts_of(*services), regime)
        assert decision.reportable is Answer.YES
        assert (decision.as_ is As.SERIOUS) == (expected == "Y")


def test_one_accident_gives_each_service_its_own_answer() -> None:
    decision = decided(
        facts_of(hit("emergency_voice", 103, 186_000), hit("internet_access", 103, 359_000))
    )
    assert decision.as_ is As.SERIOUS
    assert {line.service for line in decision.lines if line.claim.met} == {"emergency_voice"}


@pytest.mark.parametrize("regime", [NOW, PROPOSED])
def test_no_number_of_users_makes_55_minutes_serious(regime: str) -> None:
    for users in (0, 1, 29_999, 30_000, 100_000, 999_999, 1_000_000, 10**9):
        decision = decided(facts_of(hit("internet_access", 55, users)), regime)
        assert decision.as_ is (As.ANNUAL if users >= 30_000 else As.NONE)
        assert decision.serious is Answer.NO


@pytest.mark.parametrize("regime", [NOW, PROPOSED])
def test_withheld_users_leave_only_the_annual_list_open(regime: str) -> None:
    decision = decided(facts_of(hit("internet_access", 55)), regime)
    assert (decision.reportable, decision.serious) == (Answer.UNDETERMINED, Answer.NO)
    assert (decision.as_, decision.missing) == (As.NONE, ("$.services[0].users",))


def test_the_due_date_of_october_2021_is_13_november() -> None:
    facts = facts_of(hit("voice", 140, 1_000_000), occurred_at="2021-10-14T17:00:00+09:00")
    assert str(decided(facts, "jp-2019").due.detailed) == "2021-11-13"


def test_a_mail_loss_without_a_fee_was_serious_too() -> None:
    facts = facts_of(hit("email", 22 * HOURS, 4_360_000, fee="free"))
    assert decided(facts).as_ is As.SERIOUS


# What a missing fact leaves open must be decided by it: some value makes the stricter duty hold,
# another does not; and what is decided without it stays so for every value.
@pytest.mark.parametrize(
    ("service", "minutes", "regime"),
    list(
        product(
            ("emergency_voice", "voice", "lpwa", "internet_access", "leased_line"),
            (0, 59, 60, 119, 120, 719, 720),
            (NOW, PROPOSED),
        )
    ),
)
def test_withheld_users_are_undetermined_only_where_they_decide(
    service: str, minutes: int, regime: str
) -> None:
    withheld = decided(facts_of(hit(service, minutes)), regime)
    figures = (0, 29_999, 30_000, 99_999, 100_000, 999_999, 1_000_000, 10**9)
    serious = {
        decided(facts_of(hit(service, minutes, users)), regime).serious for users in figures
    }
    assert withheld.serious is (Answer.UNDETERMINED if len(serious) > 1 else serious.pop())
    assert withheld.as_ is not As.SERIOUS
