"""The duties in Japan, each judged by itself: leak, suspension, serious, near miss, annual."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.regime import AnnualRule, Comparison, LeakRule, Need, Regime
from triage.duty.claim import NO, YES, Claim, any_of
from triage.duty.clocks import day_of
from triage.duty.decision import As, GeneralTest
from triage.duty.lines import LineAnswer, crossed
from triage.duty.measures import judge
from triage.duty.near_miss import near_miss_of
from triage.duty.words import Reason, counted, reason
from triage.facts import EquipmentFacts, Facts, NearMissFacts


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether one duty is triggered, and why."""

    duty: As
    claim: Claim
    reasons: tuple[Reason, ...] = ()


def findings_of(
    facts: Facts, regime: Regime, answers: tuple[LineAnswer, ...]
) -> tuple[Finding, ...]:
    """Every duty in Japan, strictest first. A serious accident is no near miss and not annual."""
    serious = Finding(As.SERIOUS, crossed(answers))
    stricter = (_leak(facts, regime), _suspension(facts, regime), serious)
    if serious.claim.met:
        return stricter
    return (*stricter, _near_miss(facts, regime), _annual(facts, regime))


def general_tests(facts: Facts, regime: Regime) -> tuple[GeneralTest, ...]:
    """The general test (users or minutes) of the annual report, service by service."""
    rule = regime.annual
    if rule is None:
        return ()
    return tuple(
        GeneralTest(
            service=affected.service,
            users=affected.users,
            minutes=affected.minutes.exact,
            met=_general_claim(facts, place, rule).met,
        )
        for place, affected in enumerate(facts.services)
        if not affected.additional_function
    )


def _leak(facts: Facts, regime: Regime) -> Finding:
    if regime.leak is None:
        return Finding(As.LEAK, NO)
    reasons = tuple(_leak_reasons(facts, regime, regime.leak))
    return Finding(As.LEAK, YES if reasons else NO, reasons)


def _leak_reasons(facts: Facts, regime: Regime, rule: LeakRule) -> Iterator[Reason]:
    leak, above = facts.leak, rule.user_information_above
    if leak.secrecy:
        yield reason("leak_secrecy", rule.source)
    since = rule.user_information_since
    if above is None or (since is not None and day_of(facts, regime) < since):
        return
    if leak.user_information > above:
        users = counted(leak.user_information)
        yield reason("leak_user_information", rule.source, users=users, above=counted(above))
    if leak.foreign_government:
        yield reason("leak_foreign_government", rule.source)


def _suspension(facts: Facts, regime: Regime) -> Finding:
    if regime.suspension is None or not facts.partial_suspension:
        return Finding(As.SUSPENSION, NO)
    return Finding(As.SUSPENSION, YES, (reason("suspension", regime.suspension),))


def _near_miss(facts: Facts, regime: Regime) -> Finding:
    rule = regime.near_miss
    if rule is None or (rule.since is not None and day_of(facts, regime) < rule.since):
        claimed = facts.near_miss != NearMissFacts() or facts.equipment.serious_loss
        return Finding(As.NEAR_MISS, NO, (reason("near_miss_none"),) if claimed else ())
    found = near_miss_of(facts, rule)
    return Finding(As.NEAR_MISS, found.claim, found.reasons)


def _annual(facts: Facts, regime: Regime) -> Finding:
    rule = regime.annual
    if rule is None:
        return Finding(As.ANNUAL, NO)
    claim = any_of(
        _general_claim(facts, place, rule)
        for place, affected in enumerate(facts.services)
        if not affected.additional_function
    )
    duty = As.SIMPLIFIED if _is_simplified(facts.equipment, rule) else As.ANNUAL
    code = "quarterly" if rule.quarterly else "annual"
    reasons = [reason(code, rule.source, users=counted(rule.users), minutes=counted(rule.minutes))]
    if duty is As.SIMPLIFIED:
        reasons.append(reason("simplified"))
    return Finding(duty, claim, tuple(reasons) if claim.met else ())


def _is_simplified(equipment: EquipmentFacts, rule: AnnualRule) -> bool:
    return equipment.kind in rule.simplified


def _general_claim(facts: Facts, place: int, rule: AnnualRule) -> Claim:
    needs = (
        Need("users", Comparison.AT_LEAST, rule.users),
        Need("minutes", Comparison.AT_LEAST, rule.minutes),
    )
    return any_of(judge(need, facts, place) for need in needs)
