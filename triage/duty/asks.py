"""What a person must enter: the reason wherever the law says "promptly", and open facts."""

from collections.abc import Iterator

from corpus.regime import Regime
from triage.duty.decision import As, Ask
from triage.duty.words import wording
from triage.facts import EquipmentKind, Facts, NearMissFacts, Overload

PLACES = {
    "noticed_promptly": "$.near_miss.noticed_promptly",
    "switched_promptly": "$.near_miss.switched_promptly",
    "cause_removed_promptly": "$.near_miss.overload.cause_removed_promptly",
    "rolled_back_promptly": "$.near_miss.wrong_input.rolled_back_promptly",
}
"""Each judgement of "promptly" (速やかに), and where it stands in the facts."""


def asks_of(facts: Facts, regime: Regime, duty: As) -> tuple[Ask, ...]:
    """What a person is asked, for an accident reported as `duty`."""
    return (*_promptly(facts.near_miss), *_of_duty(facts, duty), *_of_restriction(facts, regime))


def _promptly(near_miss: NearMissFacts) -> Iterator[Ask]:
    overload = near_miss.overload or Overload()
    judged = {
        "noticed_promptly": near_miss.noticed_promptly,
        "switched_promptly": near_miss.switched_promptly,
        "cause_removed_promptly": overload.cause_removed_promptly,
        "rolled_back_promptly": near_miss.rolled_back_promptly,
    }
    for flag, value in judged.items():
        if value is not None:
            given = near_miss.reasons.get(flag)
            yield Ask(path=PLACES[flag], wording=wording("asks", flag), given=given)


def _of_duty(facts: Facts, duty: As) -> Iterator[Ask]:
    if duty is As.NEAR_MISS:
        yield Ask(path="$.near_miss", wording=wording("asks", "why_not_serious"))
    equipment = facts.equipment
    is_cable = equipment.kind is EquipmentKind.SUBMARINE_CABLE
    if is_cable and (equipment.redundant is None or equipment.trunk is None):
        yield Ask(path="$.equipment", wording=wording("asks", "cable_redundancy"))


def _of_restriction(facts: Facts, regime: Regime) -> Iterator[Ask]:
    told = facts.call_restriction
    if regime.call_restriction and told and (told.users is None or told.minutes is None):
        yield Ask(path="$.call_restriction", wording=wording("asks", "call_restriction"))
