"""The review report after calls were restricted to keep priority calls (報告規則7条の2第2項)."""

from dataclasses import dataclass

from corpus.regime import Comparison, Regime
from triage.duty.claim import all_of, compared
from triage.duty.clocks import day_of, months_after
from triage.duty.decision import Term
from triage.duty.words import Reason, counted, reason, wording
from triage.facts import Facts, known_or


@dataclass(frozen=True, slots=True)
class Restricted:
    """The clock of the review report, where one is due, and why."""

    terms: tuple[Term, ...] = ()
    reasons: tuple[Reason, ...] = ()


def restriction_of(facts: Facts, regime: Regime) -> Restricted:
    """Whether the restriction of calls that is told calls for a review report."""
    rule, told = regime.call_restriction, facts.call_restriction
    if rule is None or told is None:
        return Restricted()
    reached = all_of(
        (
            compared(known_or(told.users), Comparison.AT_LEAST, rule.users, ()),
            compared(known_or(told.minutes), Comparison.AT_LEAST, rule.minutes, ()),
        )
    )
    if not reached.met:
        return Restricted()
    why = reason(
        "call_restriction",
        rule.source,
        users=counted(rule.users),
        minutes=counted(rule.minutes),
        months=rule.months,
    )
    at = months_after(day_of(facts, regime), rule.months)
    title = wording("names", "priority_review")
    term = Term(id="priority_review", title=title, at=at, source=rule.source)
    return Restricted((term,), (why,))
