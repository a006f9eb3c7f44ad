"""An answer (回答): what one carrier says to one version of a lesson, as a whole and by viewpoint.

未回答 is a state of its own. Nothing is read out of it: a carrier that has not answered is neither
affected nor unaffected.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from corpus.viewer import Audience, Viewer
from sharing.release import Release

AskId = NewType("AskId", str)
"""``Q-`` and a number: one lesson version that one carrier was asked about."""
WHOLE = 0
"""The part of an answer that is about the lesson as a whole; part n is its n-th viewpoint."""


class State(StrEnum):
    """What is said of a lesson, or of one of its viewpoints (点検観点)."""

    UNANSWERED = "unanswered"  # 未回答
    CHECKING = "checking"  # 確認中
    APPLIES = "applies"  # 該当
    NOT_APPLICABLE = "not_applicable"  # 非該当


class Closed(StrEnum):
    """Why an answer is not waited for any more."""

    SUPERSEDED = "superseded"  # 新しい版を尋ねた
    RECALLED = "recalled"  # 教訓を回収した


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of one part: the state, on what evidence, measures planned for or done on."""

    state: State
    evidence: str = field(default="", repr=False)
    planned: date | None = None
    done: date | None = None


NOTHING_SAID = Said(state=State.UNANSWERED)
"""What stands until somebody answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who answers: as which viewer, which person, and when."""

    by: Viewer
    person: str
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What one carrier was asked: which release, by when, and about how many viewpoints.

    `overseer` is who oversees it: the secretariat, or, in a group without the ministry, the
    carrier that shared the lesson. `closed` says why no answer is waited for any more.
    """

    id: AskId
    release: Release
    recipient: Audience
    overseer: Audience
    items: int
    due: datetime
    at: datetime
    closed: Closed | None = None

    @property
    def parts(self) -> range:
        """The parts that an answer has."""
        return range(self.items + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that was said of a part, by whom and when; `file`: the SHA-256 it came in."""

    part: int
    said: Said
    by: Viewer
    person: str
    at: datetime
    file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: what was asked, and every change, in the order in which they were made."""

    ask: Ask
    changes: tuple[Change, ...] = ()

    @property
    def whole(self) -> Said:
        """What is said of the lesson as a whole."""
        return self.said(WHOLE)

    @property
    def items(self) -> tuple[Said, ...]:
        """What is said of each viewpoint, in their order."""
        return tuple(self.said(part) for part in self.ask.parts if part != WHOLE)

    @property
    def items_answered(self) -> int:
        """How many viewpoints something was said of."""
        return sum(said.state is not State.UNANSWERED for said in self.items)

    @property
    def acted(self) -> bool:
        """Whether measures are done: for the lesson, or for one of its viewpoints."""
        return any(said.done is not None for said in (self.whole, *self.items))

    def said(self, part: int, revision: int | None = None) -> Said:
        """What is said of a part, or was at an earlier revision of it."""
        told = list(self._said(part))
        return told[len(told) - 1 if revision is None else revision]

    def revision(self, part: int) -> int:
        """How often something was said of a part."""
        return len(list(self._said(part))) - 1

    def _said(self, part: int) -> Iterator[Said]:
        yield NOTHING_SAID
        yield from (change.said for change in self.changes if change.part == part)
