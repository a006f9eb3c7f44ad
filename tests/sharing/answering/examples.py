"""Lessons that carriers were asked about, and people who answer."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from corpus.account import Language
from corpus.viewer import Audience, Viewer, carrier_audience
from sharing.answering.answer import Answer, AskId, Author, Said, State
from sharing.answering.asking import Answering
from sharing.answering.store import AnswerStore
from sharing.asked import Cap
from sharing.grain import Grain
from sharing.group import GroupId
from sharing.release import Release, content_hash_of
from sharing.scope import ScopeId
from tests.sharing.examples import SHARED, Office, in_order
from tests.sharing.sign_off.examples import Bureau, happened_to
from triage.lessons.lesson import LessonId, Viewpoint
from triage.lessons.store import Kept

ASKED = SHARED
"""When carriers are asked in tests."""
DUE = ASKED + timedelta(days=30)
"""When their answers are due."""
GIVEN = ASKED + timedelta(days=1)
"""When they answer."""
PERSON = "山田"
TEXT = "教訓"
POINTS = tuple(
    Viewpoint(who=f"担当{n}", what=f"何を{n}", how=f"どう{n}", quotations=()) for n in (1, 2)
)
APPLIES = Said(state=State.APPLIES, evidence="同じ構成", planned=date(2030, 1, 31))
DONE = Said(state=State.APPLIES, evidence="同じ構成", done=date(2025, 4, 1))
NOT_APPLICABLE = Said(state=State.NOT_APPLICABLE, evidence="この装置はない")
CHECKING = Said(state=State.CHECKING)


@dataclass
class Desk(Office):
    """An office in which lessons were drafted, and carriers are asked."""

    cap: Cap | None = None
    numbers: Callable[[int], int] = field(default_factory=in_order)

    @property
    def asking(self) -> Answering:
        return Answering(self.db, self.cap, self.numbers)

    @property
    def answers(self) -> AnswerStore:
        return AnswerStore(self.db)

    def lesson(self, account: str = "2022-07-02-a", **fields: Any) -> Kept:
        """A lesson with two viewpoints."""
        return self.drafted(account, **{"viewpoints": POINTS, **fields})

    def ask(
        self,
        lesson: LessonId,
        *recipients: Viewer,
        now: datetime = ASKED,
        due: datetime = DUE,
        **about: Any,
    ) -> list[Answer]:
        """The asks of `recipients` about a version."""
        told = [
            self.asking.ask(a_release(lesson, **about), audience(one), due, now)
            for one in recipients
        ]
        return [one for one in told if one is not None]

    def asked(self, *recipients: Viewer, **about: Any) -> list[Answer]:
        """The asks of `recipients` about a lesson that was drafted for it."""
        return self.ask(self.lesson().version_id, *recipients, **about)

    def give(self, ask: AskId, said: Said, by: Viewer, part: int = 0, **told: Any) -> Answer:
        """What `by` says of a part."""
        return self.answers.give(ask, part, said, an_author(by, **told))

    def from_accident_of(self, carrier: Viewer, account: str = "2022-07-02-a") -> Kept:
        """A lesson that the secretariat drew from an accident of `carrier`."""
        kept = self.lesson(account)
        happened_to(Bureau(office=self), account, carrier)
        return kept


def a_release(
    lesson: LessonId, scope: str = "all-carriers", group: GroupId | None = None, text: str = TEXT
) -> Release:
    return Release(
        lesson=lesson,
        scope=ScopeId(scope),
        group=group,
        grain=Grain.CARRIERS,
        language=Language.JA,
        content_hash=content_hash_of(text),
    )


def an_author(by: Viewer, now: datetime = GIVEN, person: str = PERSON) -> Author:
    return Author(by=by, person=person, now=now)


def audience(viewer: Viewer) -> Audience:
    assert viewer.carrier is not None
    return carrier_audience(viewer.carrier)
