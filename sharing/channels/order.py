"""What is to be sent, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from corpus.viewer import Audience, Viewer
from sharing.group import GroupId
from sharing.outbox.message import EventId, Route
from sharing.scope import ScopeId
from triage.lessons.lesson import LessonId

Key = tuple[ScopeId, GroupId | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Under which address mails go out, and where recipients read (None: there is no portal)."""

    address: str
    portal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be sent: a lesson, by one of its scopes, by whose word, and until when.

    `due`: answers are asked for by then; None: none are. `next_quarter`: who was asked enough in
    this quarter gets it in the next. `addresses`: where those are written to who are no carriers
    (makers).
    """

    lesson: LessonId
    of: Key
    by: Viewer
    person: str
    due: datetime | None = None
    next_quarter: bool = False
    addresses: Mapping[Audience, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of one recipient on one way: the `event` that was queued, or why none was.

    `recipient` is None where whoever sends is not to know who belongs to the group.
    """

    recipient: Audience | None
    route: Route | None
    event: EventId | None
    skipped: str | None = None
