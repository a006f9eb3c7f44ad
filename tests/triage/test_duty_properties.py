"""What must hold of every decision, over generated facts."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.regime_file import load_regimes
from corpus.service import Service
from tests.triage.duty_examples import decided, facts_of, hit
from triage.duty.decision import Answer, As

FIGURES = (0, 1, 24_999, 25_000, 29_999, 30_000, 99_999, 100_000, 999_999, 1_000_000, 10**9)
TIMES = (0, 29, 30, 59, 60, 61, 119, 120, 240, 479, 480, 481, 719, 720, 1439, 1440)

services = st.sampled_from(list(Service))
users = st.sampled_from(FIGURES)
minutes = st.sampled_from(TIMES)
regimes = st.sampled_from(list(load_regimes()))
withholdable = st.sampled_from(["users", "duration_minutes"])
fees = st.sampled_from(["paid", "free"])
KNOWN = {"end_user_share": 0, "share_of_subscribers": 0, "base_stations": 0, "sites": 0}


@settings(max_examples=300, deadline=None)
@given(st.tuples(services, users, minutes), regimes, fees, withholdable)
def test_what_is_decided_without_a_fact_stays_so_whatever_it_is(
    told: tuple[Service, int, int], regime: str, fee: str, withheld: str
) -> None:
    service, users, minutes = told
    whole = hit(service, minutes, users, fee=fee, **KNOWN)
    part = {key: value for key, value in whole.items() if key != withheld}
    known, open_ = decided(facts_of(whole), regime), decided(facts_of(part), regime)
    if open_.reportable is not Answer.UNDETERMINED:
        assert (open_.reportable, open_.as_) == (known.reportable, known.as_)
    elif regime != "fr-arcep":
        assert open_.missing
    if open_.serious in {Answer.YES, Answer.NO}:
        assert open_.serious is known.serious


@settings(max_examples=300, deadline=None)
@given(services, st.tuples(users, users), st.tuples(minutes, minutes), regimes)
def test_more_users_or_minutes_never_weaken_the_duty(
    service: Service, users: tuple[int, int], minutes: tuple[int, int], regime: str
) -> None:
    def rank(users: int, minutes: int) -> int:
        facts = facts_of(
            hit(service, minutes, users, **KNOWN), carrier={"monthly_active_users": 1}
        )
        return -list(As).index(decided(facts, regime).as_)

    assert rank(min(users), min(minutes)) <= rank(max(users), max(minutes))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(services, users, minutes), max_size=4, unique_by=lambda t: t[0]), regimes
)
def test_services_are_judged_each_by_itself(hits: list[Any], regime: str) -> None:
    def lines(chosen: list[Any]) -> set[Any]:
        found = decided(facts_of(*(hit(s, m, u, **KNOWN) for s, u, m in chosen)), regime)
        return {(line.service, line.line, line.claim.met) for line in found.lines}

    assert lines(hits) == {line for one in hits for line in lines([one])}
