"""Messages for tests, and what stands in for the parts that the outbox asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from corpus.account import Language
from corpus.viewer import Audience
from sharing.grain import Grain
from sharing.outbox.message import Draft, Kept, Outcome, Route, Topic, new_event_id
from sharing.release import Release
from sharing.scope import ScopeId
from tests.examples import NOW
from triage.lessons.lesson import LessonId

IIJ = Audience("carrier:iij")
SECOND = timedelta(seconds=1)


def a_release(**fields: Any) -> Release:
    told = Release(
        lesson=LessonId("L-1.1"),
        scope=ScopeId("all-carriers"),
        grain=Grain.CARRIERS,
        language=Language.JA,
        content_hash="0" * 64,
    )
    return replace(told, **fields)


def a_draft(**fields: Any) -> Draft:
    told = Draft(
        event=new_event_id(),
        topic=Topic.LESSON,
        route=Route.MAIL,
        recipient=IIJ,
        address="a@example.com",
        releases=(a_release(),),
        body=b"Subject: x\r\n\r\nx\r\n",
        not_before=NOW,
    )
    return replace(told, **fields)


@dataclass
class Book:
    """A ledger that remembers what was entered."""

    entries: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)

    def append(self, kind: str, body: Mapping[str, Any], at: datetime) -> None:
        self.entries.append((kind, body))


@dataclass
class Answering:
    """A way that answers as it was told to, one answer after another; the last one stays."""

    outcomes: list[Outcome]
    sent: list[Kept] = field(default_factory=list)

    def deliver(self, message: Kept, now: datetime, /) -> Outcome:
        self.sent.append(message)
        return self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]


class Anything:
    """Lets everything leave."""

    def refusal(self, message: Kept, now: datetime) -> str | None:
        return None


@dataclass
class Refusing:
    """Lets nothing leave."""

    reason: str

    def refusal(self, message: Kept, now: datetime) -> str | None:
        return self.reason
