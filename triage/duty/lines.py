"""Which lines of a regime an accident crosses: each service by itself, each line of its row."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.regime import Comparison, Line, Regime, Row, Source
from triage.duty.claim import Claim, all_of, any_of, compared
from triage.duty.measures import is_told, judge
from triage.facts import AffectedService, EquipmentOwner, Facts, known_or


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAnswer:
    """One line held against one service (or the equipment): the facts, and whether it is crossed.

    `place` is the service's place in the facts, None for the line of equipment; `at_least` is
    what the line asks, by fact.
    """

    service: str
    place: int | None
    line: str
    row: str
    users: int | None
    minutes: float | None
    claim: Claim
    asks: tuple[tuple[str, str, float], ...]
    source: Source


def row_of(affected: AffectedService, facts: Facts, regime: Regime) -> Row | None:
    """The row that judges a service: the first that takes it; None where it is judged by none.

    Additional functions (付加的な機能), exempt services and those for which a regime has no figure
    are judged by none.
    """
    if affected.additional_function:
        return None
    for apart in (regime.exempt, regime.unfigured):
        if apart and affected.service in apart.services:
            return None
    return next((row for row in regime.rows if _takes(row, affected, facts)), None)


def held_against(facts: Facts, regime: Regime) -> tuple[LineAnswer, ...]:
    """Every line that applies, held against the facts."""
    return (*_service_lines(facts, regime), *_equipment_line(facts, regime))


def crossed(answers: tuple[LineAnswer, ...]) -> Claim:
    """Whether any line is crossed."""
    return any_of(answer.claim for answer in answers)


def _takes(row: Row, affected: AffectedService, facts: Facts) -> bool:
    return (
        (row.services is None or affected.service in row.services)
        and (row.fee is None or affected.fee is row.fee)
        and (row.wholesale_buyer is None or facts.carrier.wholesale_buyer is row.wholesale_buyer)
    )


def _applies(line: Line, facts: Facts, place: int) -> bool:
    service = facts.services[place].service
    if service in line.not_services:
        return False
    if line.services is None or service in line.services:
        return True
    return line.elsewhere_if_told is not None and is_told(line.elsewhere_if_told, facts, place)


def _service_lines(facts: Facts, regime: Regime) -> Iterator[LineAnswer]:
    for place, affected in enumerate(facts.services):
        row = row_of(affected, facts, regime)
        if row is None:
            continue
        for line in regime.lines:
            if line.row == row.id and _applies(line, facts, place):
                yield LineAnswer(
                    service=affected.service,
                    place=place,
                    line=line.id,
                    row=row.id,
                    users=affected.users,
                    minutes=affected.minutes.exact,
                    claim=all_of(judge(need, facts, place) for need in line.needs),
                    asks=tuple((n.fact, str(n.comparison), n.figure) for n in line.needs),
                    source=line.source,
                )


def _equipment_line(facts: Facts, regime: Regime) -> Iterator[LineAnswer]:
    rule, equipment = regime.equipment_line, facts.equipment
    if rule is None or equipment.kind not in rule.kinds:
        return
    if facts.cause.equipment_owner is not EquipmentOwner.OWN:
        return  # the line is for equipment that the carrier itself installed (設置した)
    stopped = equipment.all_traffic_stopped_minutes
    yield LineAnswer(
        service=equipment.kind,
        place=None,
        line=rule.id,
        row="equipment",
        users=None,
        minutes=stopped,
        claim=compared(known_or(stopped), Comparison.AT_LEAST, rule.minutes, ()),
        asks=(("all_traffic_stopped_minutes", str(Comparison.AT_LEAST), rule.minutes),),
        source=rule.source,
    )
