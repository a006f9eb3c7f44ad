"""The duty under a foreign regime: reportable or not, by its lines and its clocks alone."""

from collections.abc import Container, Iterator

from corpus.regime import Regime
from triage.duty.claim import Claim, any_of
from triage.duty.clocks import due_of_terms, terms_of
from triage.duty.decision import ANSWERS, As, Decision, Due
from triage.duty.lines import held_against
from triage.duty.remarks import (
    is_outside_effect,
    remarks_on_effect,
    remarks_on_services,
)
from triage.facts import Facts


def decide_abroad(facts: Facts, regime: Regime, designated: Container[str]) -> Decision:
    """Whether `facts` would be reportable under a foreign `regime`, and by when."""
    answers = held_against(facts, regime)
    claim = any_of([*(answer.claim for answer in answers), *_without_figure(facts, regime)])
    terms = terms_of(facts, regime, designated) if claim.met is not False else ()
    return Decision(
        regime=regime.id,
        title=regime.title,
        status=regime.status,
        applied_outside_effect=is_outside_effect(facts, regime),
        reportable=ANSWERS[claim.met],
        serious=None,
        as_=As.REPORTABLE if claim.met else As.NONE,
        lines=answers,
        due=due_of_terms(terms, regime) if claim.met else Due(),
        clocks=terms,
        missing=claim.missing,
        reasons=(
            *remarks_on_effect(facts, regime),
            *remarks_on_services(facts, regime, answers),
        ),
        notes=regime.notes,
    )


def _without_figure(facts: Facts, regime: Regime) -> Iterator[Claim]:
    """An open claim for each service that is reportable by a figure nobody found."""
    for affected in facts.services:
        if (
            regime.unfigured
            and affected.service in regime.unfigured.services
            and not affected.additional_function
        ):
            yield Claim(None)
