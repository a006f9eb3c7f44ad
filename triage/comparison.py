"""One accident under every regime, those abroad too: a table of who would have to be told what."""

from collections.abc import Container
from dataclasses import dataclass

from corpus.regime import Note, Regime, RegimeId, Status, Wording
from corpus.regime_file import load_regimes
from corpus.service import Service
from triage.duty.decide import NO_CARRIERS, decide
from triage.duty.decision import Answer, As, Moment, Term
from triage.duty.words import joined, wording
from triage.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """Services that a regime exempts: all of them, and those that this accident hit."""

    services: tuple[Service, ...]
    hit: tuple[Service, ...]
    told: Wording
    provision: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The answer of one regime. `lines` are those crossed, `outside` its effect on the day."""

    regime: RegimeId
    title: Wording
    jurisdiction: str
    status: Status
    outside: bool
    reportable: Answer
    as_: As
    lines: tuple[str, ...]
    first: Moment
    detailed: Moment
    clocks: tuple[Term, ...]
    exempt: Exemption | None
    missing: tuple[str, ...]
    notes: tuple[Note, ...]


def compared(facts: Facts, designated: Container[str] = NO_CARRIERS) -> tuple[Row, ...]:
    """`facts` under every regime: those of Japan by date, then the foreign ones."""
    return tuple(_row(facts, regime, designated) for regime in load_regimes().values())


def _row(facts: Facts, regime: Regime, designated: Container[str]) -> Row:
    decision = decide(facts, regime, designated)
    crossed = (line.line for line in decision.lines if line.claim.met)
    return Row(
        regime=regime.id,
        title=regime.title,
        jurisdiction=regime.jurisdiction,
        status=regime.status,
        outside=decision.applied_outside_effect,
        reportable=decision.reportable,
        as_=decision.as_,
        lines=tuple(dict.fromkeys(crossed)),
        first=decision.due.first,
        detailed=decision.due.detailed,
        clocks=decision.clocks,
        exempt=_exemption(facts, regime),
        missing=decision.missing,
        notes=decision.notes,
    )


def _exemption(facts: Facts, regime: Regime) -> Exemption | None:
    if regime.exempt is None:
        return None
    services = tuple(each for each in Service if each in regime.exempt.services)
    names = joined([wording("names", each) for each in services])
    return Exemption(
        services=services,
        hit=tuple(hit.service for hit in facts.services if hit.service in services),
        told=Wording(
            f"{regime.title.ja}では報告の対象外: {names.ja}",
            f"exempt under {regime.title.en}: {names.en}",
        ),
        provision=regime.exempt.source.provision,
        mark=str(regime.exempt.source.mark),
    )
