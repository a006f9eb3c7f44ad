"""What is decided about who gets a lesson, and what is on record of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from corpus.regime import Wording
from corpus.viewer import Audience, Viewer
from sharing.door import Share
from sharing.facts import NOTHING, Named
from sharing.grain import Grain
from sharing.group import GroupId
from sharing.scope import Condition, PresetId, ScopeId
from triage.lessons.lesson import LessonId


class Act(StrEnum):
    """What an entry does."""

    SET = "set"  # 設定
    WIDEN = "widen"  # 拡大
    WITHDRAW = "withdraw"  # 取下げ


class EditAct(StrEnum):
    """What a person does to a list of recipients."""

    ADD = "add"  # 追加
    REMOVE = "remove"  # 除外


@dataclass(frozen=True, slots=True, kw_only=True)
class Decider:
    """Who decides, when and why."""

    by: Viewer
    now: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A scope that a lesson shall have; what is None is as the scope has it.

    `named` and `group` are what the scope asks for, if it asks; `release` None: at once.
    """

    scope: ScopeId
    grain: Grain | None = None
    k: int | None = None
    release: datetime | None = None
    named: Named = NOTHING
    group: GroupId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A preset that a lesson shall be shared by.

    `holds` are the conditions that a person says are met; `lifted`: what lifts them all is met.
    """

    preset: PresetId
    holds: frozenset[Condition] = frozenset()
    lifted: bool = False
    named: Named = NOTHING
    group: GroupId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A recipient that a person added or took away, and why."""

    act: EditAct
    audience: Audience
    why: str
    told_by: Viewer
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptShare:
    """One entry of the record, laid before `overseers`.

    `recipients` are those there are, each with the reason: while it `stands`, edits counted; empty
    for a withdrawal; None where a viewer is not to know them. `widened` is the scope it was
    widened from.
    """

    lesson: LessonId
    act: Act
    share: Share
    widened: ScopeId | None
    preset: PresetId | None
    why: str
    told_by: Viewer
    at: datetime
    recipients: Mapping[Audience, Wording] | None
    overseers: frozenset[Audience]
    edits: tuple[Edit, ...] = ()
    stands: bool = False

    @property
    def key(self) -> tuple[ScopeId, GroupId | None]:
        """What sets it apart from the other scopes of its lesson."""
        return self.share.scope, self.share.group

    def reaching(self, recipients: Mapping[Audience, Wording]) -> "KeptShare":
        """The same, with others for its recipients."""
        share = replace(self.share, recipients=frozenset(recipients))
        return replace(self, share=share, recipients=recipients)
