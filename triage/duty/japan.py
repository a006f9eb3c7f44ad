"""The duty in Japan: the findings of each duty, put together into one decision."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from corpus.depth import depth_of
from corpus.regime import Regime
from triage.duty.asks import asks_of
from triage.duty.clocks import FROM_KNOWING, FROM_OCCURRENCE, due_of, terms_of
from triage.duty.decision import ANSWERS, Answer, As, Decision, Duty, FirstReport, Link
from triage.duty.findings import Finding, findings_of, general_tests
from triage.duty.lines import LineAnswer, held_against
from triage.duty.remarks import (
    is_outside_effect,
    remark_on_short_form,
    remarks_on_cause,
    remarks_on_effect,
    remarks_on_equipment,
    remarks_on_services,
)
from triage.duty.restriction import restriction_of
from triage.duty.words import Reason, joined, reason, wording
from triage.facts import EquipmentOwner, Facts

BELOW_ANY_LINE = frozenset({As.ANNUAL, As.SIMPLIFIED, As.NONE})
"""What does not have to be told at once, but may be (自主的な報告)."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The strictest duty that is certain, and what is open above it."""

    duty: As
    reportable: Answer
    missing: tuple[str, ...] = ()


def decide_in_japan(facts: Facts, regime: Regime, designated: Container[str]) -> Decision:
    """The duty to report `facts` under a `regime` of Japan."""
    answers = held_against(facts, regime)
    findings = findings_of(facts, regime, answers)
    outcome = _outcome(findings)
    restricted = restriction_of(facts, regime)
    return Decision(
        regime=regime.id,
        title=regime.title,
        status=regime.status,
        applied_outside_effect=is_outside_effect(facts, regime),
        reportable=outcome.reportable,
        serious=_serious(findings),
        as_=outcome.duty,
        lines=answers,
        general_test=general_tests(facts, regime),
        duties=tuple(_duties(findings, facts, regime)),
        due=due_of(outcome.duty, facts, regime),
        clocks=(*terms_of(facts, regime, designated), *restricted.terms),
        depth=() if outcome.reportable is Answer.NO else depth_of(facts.cause.kind),
        first_report=_first_report(outcome.duty, facts, regime),
        links=_links(facts),
        asks=asks_of(facts, regime, outcome.duty),
        voluntary=outcome.duty in BELOW_ANY_LINE,
        missing=outcome.missing,
        reasons=(
            *remarks_on_effect(facts, regime),
            *remarks_on_services(facts, regime, answers),
            *remarks_on_equipment(facts, regime, answers),
            *(why for finding in findings for why in finding.reasons),
            *_reasons(facts, regime, findings, answers),
            *restricted.reasons,
        ),
        notes=regime.notes,
    )


def _outcome(findings: tuple[Finding, ...]) -> Outcome:
    """The first duty that holds. One above it that is open leaves the answer undetermined."""
    missing: dict[str, None] = {}
    reportable = Answer.YES
    for finding in findings:
        if finding.claim.met:
            return Outcome(finding.duty, reportable, tuple(missing))
        if finding.claim.met is None:
            reportable = Answer.UNDETERMINED
            missing |= dict.fromkeys(finding.claim.missing)
    open_above = reportable is Answer.UNDETERMINED
    return Outcome(As.NONE, reportable if open_above else Answer.NO, tuple(missing))


def _serious(findings: tuple[Finding, ...]) -> Answer:
    return next(ANSWERS[found.claim.met] for found in findings if found.duty is As.SERIOUS)


def _duties(findings: tuple[Finding, ...], facts: Facts, regime: Regime) -> Iterator[Duty]:
    for finding in findings:
        if finding.claim.met is not False:
            yield Duty(
                as_=finding.duty,
                met=finding.claim.met,
                form=_form(finding.duty, facts, regime),
                due=due_of(finding.duty, facts, regime),
            )


def _form(duty: As, facts: Facts, regime: Regime) -> str | None:
    if duty is As.LEAK:
        kind = "leak_secrecy" if facts.leak.secrecy else "leak_user_information"
        return regime.forms.get(kind)
    if duty is As.SERIOUS and regime.wholesale and _is_bought(facts):
        return regime.wholesale.form
    return regime.forms.get(duty)


def _is_bought(facts: Facts) -> bool:
    """Whether a wholesale buyer reports what failed at its wholesaler."""
    owner = facts.cause.equipment_owner
    return facts.carrier.wholesale_buyer and owner is EquipmentOwner.WHOLESALER


def _first_report(duty: As, facts: Facts, regime: Regime) -> FirstReport | None:
    usual = regime.first_report
    if usual is None or duty not in FROM_OCCURRENCE | FROM_KNOWING:
        return None
    form = _form(duty, facts, regime)
    lighter = regime.wholesale
    if duty is As.SERIOUS and lighter and _is_bought(facts):
        return FirstReport(items=lighter.items, reduced=True, form=form, source=lighter.source)
    return FirstReport(items=usual.items, reduced=False, form=form, source=usual.source)


def _links(facts: Facts) -> tuple[Link, ...]:
    owner = facts.cause.equipment_owner
    return () if owner is EquipmentOwner.OWN else (Link("parent", owner),)


def _reasons(
    facts: Facts,
    regime: Regime,
    findings: tuple[Finding, ...],
    answers: tuple[LineAnswer, ...],
) -> Iterator[Reason]:
    held = [finding.duty for finding in findings if finding.claim.met]
    if As.SERIOUS in held and regime.wholesale and _is_bought(facts):
        yield reason("reduced_first_report", regime.wholesale.source)
    if As.SERIOUS in held and regime.short_form:
        yield from remark_on_short_form(regime.short_form, answers)
    if len(held) > 1:
        others = joined([wording("duties", duty) for duty in held[1:]])
        yield reason("another_duty", others=others)
    yield from remarks_on_cause(facts)
    if not held or held[0] in BELOW_ANY_LINE:
        yield reason("voluntary")
