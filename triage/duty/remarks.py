"""What a reader should know beside the outcome: how services were counted, and open points."""

from collections.abc import Iterator

from corpus.regime import Effect, Regime, ShortForm, Source, Status
from corpus.service import Service
from triage.duty.claim import any_of
from triage.duty.clocks import day_of
from triage.duty.lines import LineAnswer, row_of
from triage.duty.near_miss import by_disaster
from triage.duty.words import Reason, counted, reason, wording
from triage.facts import EquipmentKind, EquipmentOwner, Facts


def remarks_on_effect(facts: Facts, regime: Regime) -> Iterator[Reason]:
    """Whether the regime is applied to a day of its effect."""
    day = day_of(facts, regime)
    if regime.status is Status.RECOMMENDED:
        yield reason("recommended", regime.source)
    elif _is_unknown(regime.effect):
        yield reason("effect_not_known", regime.source)
    elif not regime.effect.covers(day):
        yield reason("outside_effect", regime.source, day=day)


def is_outside_effect(facts: Facts, regime: Regime) -> bool:
    """Whether the regime is known not to be in force on the day of the accident."""
    if regime.status is Status.RECOMMENDED:
        return True
    return not _is_unknown(regime.effect) and not regime.effect.covers(day_of(facts, regime))


def remarks_on_services(
    facts: Facts, regime: Regime, answers: tuple[LineAnswer, ...]
) -> Iterator[Reason]:
    """For each service, which line it crosses or that it crosses none, and how it was counted."""
    for place, affected in enumerate(facts.services):
        name = wording("names", affected.service)
        told = {
            "name": name,
            "users": counted(affected.users),
            "minutes": counted(affected.minutes.exact),
        }
        if row_of(affected, facts, regime) is None:
            yield _why_not_judged(facts, regime, place)
            continue
        if affected.stretches > 1 or affected.minutes_path.endswith("end"):
            yield _summed(facts, place)
        yield from _outcome([answer for answer in answers if answer.place == place], told)
    if regime.japanese and any(hit.service is Service.EMERGENCY_VOICE for hit in facts.services):
        yield reason("emergency_users")


def remarks_on_equipment(
    facts: Facts, regime: Regime, answers: tuple[LineAnswer, ...]
) -> Iterator[Reason]:
    """Whose equipment it was, and what is said of important equipment."""
    rule, equipment = regime.equipment_line, facts.equipment
    if facts.cause.equipment_owner is not EquipmentOwner.OWN:
        yield reason("other_carrier")
    if rule is None or equipment.kind not in rule.kinds:
        return
    name = wording("names", equipment.kind)
    held = [answer for answer in answers if answer.place is None]
    if not held and equipment.all_traffic_stopped_minutes:
        yield reason("not_installed", name=name)
    told = {"name": name, "users": counted(None)}
    if held and equipment.all_traffic_stopped_minutes:
        yield from _outcome(held, {**told, "minutes": counted(held[0].minutes)})
    yield from _wishes_on_important_equipment(facts)


def remarks_on_cause(facts: Facts) -> Iterator[Reason]:
    """What is carried as a note because the law's answer is not known."""
    if facts.cause.planned:
        yield reason("planned")
    if by_disaster(facts):
        yield reason("disaster")
    if facts.equipment.kind is EquipmentKind.BASE_STATION and not facts.equipment.terminal_side:
        yield reason("base_station_side")


def remark_on_short_form(wish: ShortForm, answers: tuple[LineAnswer, ...]) -> Iterator[Reason]:
    """That a short form was wished for, where every crossed line is of that size."""
    crossed = [answer for answer in answers if answer.claim.met]
    if crossed and all(_fits(wish, answer) for answer in crossed):
        yield reason("short_form", wish.source)


def _is_unknown(effect: Effect) -> bool:
    return effect.first is None and effect.last is None


def _why_not_judged(facts: Facts, regime: Regime, place: int) -> Reason:
    affected = facts.services[place]
    name = wording("names", affected.service)
    if affected.additional_function:
        return reason("additional_function", name=name)
    if regime.exempt and affected.service in regime.exempt.services:
        return reason("exempt", regime.exempt.source, name=name)
    if regime.unfigured and affected.service in regime.unfigured.services:
        return reason("unfigured", regime.unfigured.source, name=name)
    return reason("no_row", name=name)


def _summed(facts: Facts, place: int) -> Reason:
    affected = facts.services[place]
    name, over = wording("names", affected.service), affected.minutes.exact
    if over is None:
        return reason("still_going_on", name=name, minutes=counted(affected.minutes.low))
    return reason("summed", name=name, stretches=affected.stretches, minutes=counted(over))


def _outcome(answers: list[LineAnswer], told: dict[str, object]) -> Iterator[Reason]:
    crossed = [answer for answer in answers if answer.claim.met]
    for answer in crossed:
        yield reason("crossed", answer.source, line=answer.line, **told)
    if not crossed and answers:
        undecided = any_of(answer.claim for answer in answers).met is None
        source: Source | None = answers[0].source
        yield reason("undecided" if undecided else "not_crossed", source, **told)


def _wishes_on_important_equipment(facts: Facts) -> Iterator[Reason]:
    equipment = facts.equipment
    took_over = facts.near_miss.switched_promptly is True
    if equipment.kind is EquipmentKind.SATELLITE:
        if equipment.constellation:
            yield reason("constellation")
        return
    if equipment.redundant and took_over:
        yield reason("cable_redundant")
    if equipment.trunk and facts.services:
        yield reason("cable_service_cut")


def _fits(wish: ShortForm, answer: LineAnswer) -> bool:
    users, minutes = answer.users, answer.minutes
    return (
        answer.service in wish.services
        and users is not None
        and minutes is not None
        and wish.users[0] <= users < wish.users[1]
        and wish.minutes[0] <= minutes < wish.minutes[1]
    )
