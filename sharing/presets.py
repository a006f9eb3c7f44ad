"""What a proposal wants to hold before a lesson is shared by it."""

from dataclasses import replace
from datetime import date, datetime

from corpus.carrier import Institution
from corpus.errors import InputRefused
from sharing.facts import LessonFacts
from sharing.register import Register
from sharing.scope import Asks, Condition, Preset, Step
from sharing.scope_file import load_scopes
from sharing.share import Proposed, Wanted
from triage.lessons.lesson import Lesson


def check_conditions(preset: Preset, proposed: Proposed, found: frozenset[Condition]) -> None:
    """Pass where all conditions of `preset` hold: `found` to hold, or said so by a person.

    Raises:
        InputRefused: one does not hold, or nothing lifts the conditions of that preset.
    """
    if proposed.lifted and preset.unless is None:
        raise InputRefused("nothing_lifts", preset.id)
    missing = preset.conditions - found - (proposed.holds - TOLD)
    if missing and not proposed.lifted:
        raise InputRefused("proposal_wants", preset.id, wants=", ".join(sorted(missing)))


TOLD = frozenset({Condition.SHARED_BASE, Condition.BY_DESIGNATED})
"""What the lesson and the register tell, so that no person has to say it."""


def conditions_told(
    lesson: Lesson, facts: LessonFacts, register: Register, on: date
) -> frozenset[Condition]:
    """Those of `TOLD` that hold on the day `on`."""
    classes = {register.get(each).institution_on(on) for each in facts.originators}
    holding = {
        Condition.SHARED_BASE: bool(lesson.shared_base),
        Condition.BY_DESIGNATED: Institution.NATIONAL in classes,
    }
    return frozenset(condition for condition, holds in holding.items() if holds)


def wanted_by(step: Step, proposed: Proposed, now: datetime) -> Wanted:
    """What one step of a preset wants; of all that is named it gets what its scope asks for."""
    asks = load_scopes()[step.scope].asks
    named = replace(
        proposed.named,
        carriers=proposed.named.carriers if asks is Asks.CARRIERS else (),
        makers=proposed.named.makers if asks is Asks.MAKERS else (),
    )
    return Wanted(
        scope=step.scope,
        grain=step.grain,
        release=now + step.after if step.after else None,
        named=named,
        group=proposed.group if asks is Asks.GROUP else None,
    )
