"""Near misses (重大な事故が生ずるおそれがあると認められる事態, 施行規則58条の2): both doors.

An event opens the first door only where the frame (イ to ニ and ヘ) holds; serious loss of
important equipment opens the second by itself. Only what is claimed counts: a flag that is not
given says that no such thing happened.
"""

from collections.abc import Callable
from dataclasses import dataclass

from corpus.regime import NearMissRule, Wording
from triage.duty.claim import NO, YES, Claim, any_of
from triage.duty.words import Reason, joined, reason, wording
from triage.facts import CauseKind, EquipmentKind, Facts, Overload, OverloadOrigin

NATURAL_DISASTER_COUNTS = frozenset({"toppled"})
"""Events that count although a natural disaster caused them."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Whether it is a near miss, and why or why not."""

    claim: Claim
    reasons: tuple[Reason, ...] = ()


def near_miss_of(facts: Facts, rule: NearMissRule) -> NearMiss:
    """Hold `facts` against both doors. That it is no serious accident is for the caller to see."""
    doors = (_first_door(facts, rule), _second_door(facts, rule))
    return NearMiss(
        any_of(door.claim for door in doors),
        tuple(why for door in doors for why in door.reasons),
    )


def by_disaster(facts: Facts) -> bool:
    """Whether a natural disaster is named as the cause, by the flag or by the kind."""
    return facts.cause.natural_disaster or facts.cause.kind is CauseKind.NATURAL_DISASTER


def _second_door(facts: Facts, rule: NearMissRule) -> NearMiss:
    equipment = facts.equipment
    if not equipment.serious_loss or equipment.kind not in rule.important_equipment:
        return NearMiss(NO)
    name = wording("names", equipment.kind)
    return NearMiss(YES, (reason("near_miss_important", rule.source, name=name),))


def _first_door(facts: Facts, rule: NearMissRule) -> NearMiss:
    claims: list[Claim] = []
    reasons: list[Reason] = []
    for event in rule.events:
        claim = EVENTS[event.id](facts)
        if claim.met is False:
            continue
        lacking = _frame_lacks(facts, rule, event.id)
        if lacking:
            reasons.append(reason("near_miss_frame", rule.source, conditions=joined(lacking)))
        else:
            claims.append(claim)
            reasons.append(reason(event.id, event.source, origin=_origin(facts)))
    if any(event.id == "overload" for event in rule.events):
        reasons.extend(_overload_notes(facts))
    return NearMiss(any_of(claims), tuple(dict.fromkeys(reasons)))


def _frame_lacks(facts: Facts, rule: NearMissRule, event: str) -> list[Wording]:
    """The conditions of the frame (イ to ニ, ヘ) that do not hold."""
    carrier, equipment, cause = facts.carrier, facts.equipment, facts.cause
    served, spread = carrier.users_previous_year, carrier.prefectures
    disaster = by_disaster(facts) and event not in NATURAL_DISASTER_COUNTS
    holds = {
        "users_previous_year": served is None or served >= rule.users_previous_year,
        "prefectures": spread is None or spread >= rule.prefectures,
        "not_terminal_side": not (
            equipment.terminal_side or equipment.kind is EquipmentKind.TERMINAL_LINE
        ),
        "functions": equipment.functions is None or bool(equipment.functions),
        "not_excused": not (cause.planned or cause.within_design or disaster),
    }
    return [wording("conditions", name) for name, met in holds.items() if not met]


def _overload_claim(facts: Facts) -> Claim:
    """The table of congestion: by its origin, whether the expected measures failed."""
    overload = facts.near_miss.overload
    if overload is None:
        return NO
    failed = _failed(overload)
    if overload.origin is None:
        return Claim(None, ("$.near_miss.overload.origin",)) if failed else NO
    return YES if overload.origin in failed else NO


def _failed(overload: Overload) -> set[OverloadOrigin]:
    """The origins for which the measure that was expected is said to have failed."""
    expected = {
        OverloadOrigin.INTERNAL: overload.cause_removed_promptly,
        OverloadOrigin.VOICE: overload.priority_calls_ok,
        OverloadOrigin.ATTACK: overload.attack_blocked,
    }
    return {origin for origin, succeeded in expected.items() if succeeded is False}


def _origin(facts: Facts) -> Wording:
    overload = facts.near_miss.overload
    named = overload.origin if overload else None
    return wording("origins", named or "unknown")


def _overload_notes(facts: Facts) -> list[Reason]:
    overload = facts.near_miss.overload
    if overload is None or overload.origin is None or _overload_claim(facts).met:
        return []
    notes = [reason("overload_controlled", origin=_origin(facts))]
    assured = [
        wording("names", hit.service)
        for hit in facts.services
        if not hit.best_effort and overload.origin is OverloadOrigin.EVENT
    ]
    return [*notes, reason("overload_not_best_effort", name=joined(assured))] if assured else notes


def _when(happened: bool) -> Claim:
    return YES if happened else NO


EVENTS: dict[str, Callable[[Facts], Claim]] = {
    "could_not_stop": lambda facts: _when(facts.near_miss.could_not_stop is True),
    "unnoticed_and_unswitched": lambda facts: _when(
        facts.near_miss.noticed_promptly is False and facts.near_miss.switched_promptly is False
    ),
    "unswitched": lambda facts: _when(facts.near_miss.switched_promptly is False),
    "toppled": lambda facts: _when(facts.near_miss.toppled is True),
    "fire": lambda facts: _when(facts.near_miss.fire is True),
    "wrong_terminal": lambda facts: _when(facts.near_miss.wrong_terminal is True),
    "overload": _overload_claim,
    "wrong_input": lambda facts: _when(facts.near_miss.rolled_back_promptly is False),
}
"""Every event a regime may name, and what must be claimed for it."""
