"""Lessons that are known, and accidents that may repeat them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from corpus.ids import AccountId, IncidentId
from corpus.viewer import Viewer
from tests.triage.lessons.examples import VOCABULARY
from triage.recurrence.alarm import Accident, Checking
from triage.recurrence.known import KnownLesson
from triage.recurrence.rule import load_rule

RULE = load_rule()
CHECKING = Checking(rule=RULE, vocabulary=VOCABULARY)
DAY = date(2024, 5, 1)
STORM_CONCEPTS = frozenset({"signalling-storm", "configuration-error", "human-cause"})


def a_lesson(id: str = "L-12", **fields: Any) -> KnownLesson:
    told: dict[str, Any] = {
        "shared_on": DAY - timedelta(days=214),
        "account": AccountId(f"of-{id}"),
        "incidents": frozenset({IncidentId(f"of-{id}")}),
        "concepts": STORM_CONCEPTS,
        "statements": ("手順書を確かめる",),
    }
    return KnownLesson(id=id, **{**told, **fields})


def an_accident(*lessons: KnownLesson, likely: float = 0.9, **fields: Any) -> Accident:
    """An accident as likely as that of the mechanism of what each of `lessons` came from."""
    near = {incident: likely for lesson in lessons for incident in lesson.incidents}
    told: dict[str, Any] = {"day": DAY, "concepts": STORM_CONCEPTS, "likely": near}
    return Accident(**{**told, **fields})


@dataclass
class Shelf:
    """Lessons that were shared, laid before some viewers alone."""

    lessons: Sequence[KnownLesson]
    viewers: Sequence[Viewer] = field(default_factory=list)

    def known(self, viewer: Viewer, before: date) -> Sequence[KnownLesson]:
        shown = not self.viewers or viewer in self.viewers
        return [one for one in self.lessons if shown and one.shared_on < before]
