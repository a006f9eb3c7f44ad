"""A recall (回収) on record: a version taken back from those who got it, and what each said."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from corpus.viewer import SECRETARIAT, Audience, Viewer
from sharing.members_only import MEMBERS
from triage.lessons.lesson import LessonId


class Confirmed(StrEnum):
    """What a recipient did with what it got."""

    DELETED = "deleted"  # 削除した
    REPLACED = "replaced"  # 新しい版に差し替えた


class Answered(StrEnum):
    """How a recipient of a recall stands."""

    ASKED = "asked"  # 依頼中
    OVERDUE = "overdue"  # 期限超過・未回答
    DELETED = "deleted"  # 削除を確認
    REPLACED = "replaced"  # 差し替えを確認


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """A recipient's word."""

    said: Confirmed
    words: str = field(repr=False)
    person: str
    told_by: Viewer
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """One recall. `replacement`: the version that stands in its place; None: there is none.

    `recipients` are those that may have got it, each with its word, None where it said nothing:
    silence is no confirmation. `keeper` took it back.
    """

    version: LessonId
    replacement: LessonId | None
    recipients: Mapping[Audience, Confirmation | None]
    keeper: Audience
    due: datetime
    why: str = field(repr=False)
    person: str
    told_by: Viewer
    at: datetime

    def standing(self, recipient: Audience, now: datetime) -> Answered:
        """How one of its recipients stands at `now`."""
        said = self.recipients[recipient]
        if said is not None:
            return Answered(said.said)
        return Answered.OVERDUE if now > self.due else Answered.ASKED

    def seen_by(self, viewer: Viewer) -> "Recall | None":
        """It as `viewer` sees it: a recipient is told of itself alone.

        A carrier that shared it in a group is not told who of them got it.
        """
        mine = Audience(str(viewer))
        if viewer.role in MEMBERS and self.keeper == Audience(str(SECRETARIAT)):
            return self
        if mine in self.recipients:
            return replace(self, recipients={mine: self.recipients[mine]})
        return replace(self, recipients={}) if mine == self.keeper else None
