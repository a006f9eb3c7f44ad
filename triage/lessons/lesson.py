"""A lesson (教訓) as it is recorded: what is to be learnt, sorted, and the words it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from corpus.depth import Depth
from corpus.ids import AccountId
from triage.lessons.source import Quotation, Role

LessonId = NewType("LessonId", str)
"""``L-`` and a number: one lesson; with ``.`` and a number behind it, one version of it."""


class Phase(StrEnum):
    """When in an accident a lesson helps."""

    BEFORE = "before"  # 事前防止
    DURING = "during"  # 発生時
    AFTER = "after"  # 収束後


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A concept or kind that the source tells of, and the words that say so."""

    id: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing said in a part of the source, and the words it rests on."""

    role: Role
    said: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewpoint:
    """One viewpoint to check by (点検観点): who checks what, and how it is verified."""

    who: str
    what: str
    how: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One lesson, as drafted from one account.

    `tag` is an item of the management rules; `cause` a first-level cause of the vocabulary,
    `function` and `trigger` None where the source does not tell them, `depth` where no guidance
    exists. `made_by` names what made it; `dropped` counts a model's statements that did not stand.
    """

    account: AccountId
    title: str
    phase: Phase
    tag: str
    cause: Coded | None
    function: Coded | None
    trigger: Coded | None
    depth: Depth | None
    shared_base: tuple[Coded, ...]
    why_not_serious: Statement | None
    statements: tuple[Statement, ...]
    viewpoints: tuple[Viewpoint, ...]
    made_by: Mapping[str, str] = field(default_factory=dict)
    dropped: Mapping[str, int] = field(default_factory=dict)

    @property
    def key(self) -> tuple[Phase, str]:
        """What sets it apart from the other lessons of its account."""
        return self.phase, self.tag
