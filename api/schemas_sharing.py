"""The shapes of who gets a lesson, and of what each sees of it."""

from typing import Any

from pydantic import RootModel

from api.shape import BilingualOut, Out


class ThroughOut(Out):
    """A scope through which a viewer is reached, in which grain, and since when.

    `scope` is null where the scope would tell of the originator: all such stand as one.
    """

    scope: str | None
    group: str | None
    grain: str
    since: str


class SeenLessonOut(Out):
    """What one viewer sees of a lesson: the `fields` that its grain tells.

    Below the grain ``full``, null stands in place of each text of `fields`.
    """

    lesson: str
    version: int
    grain: str
    fields: dict[str, Any]
    through: list[ThroughOut]


class PreviewOut(SeenLessonOut):
    """The answer of ``kyokun share preview``: a lesson as a viewer reads it.

    `words` is ``written`` (as they stand in the source), ``rewritten`` or ``none`` (there is no
    text that may leave); `text` has the rewritten words where they do not fall into `fields`.
    """

    words: str
    text: str | None


class RecipientOut(Out):
    """Who is reached (``carrier:<id>``, ``maker:<name>``, ``public`` …), and why."""

    recipient: str
    why: BilingualOut


class RecipientsOut(RootModel[list[RecipientOut]]):
    """The answer of ``kyokun share recipients``."""


class EditOut(Out):
    """A recipient that a person added or took away."""

    act: str
    recipient: str
    why: str
    told_by: str
    at: str


class ShareOut(Out):
    """One entry: a scope that a lesson was given, widened to, or that was withdrawn.

    An attacker may name the carrier with at most 1/`k`. `recipients` is null where the viewer is
    not to know who is in the group. `stands`: it is what holds of that scope now.
    """

    lesson: str
    act: str
    scope: str
    group: str | None
    grain: str
    k: int
    release: str
    widened: str | None
    preset: str | None
    why: str
    told_by: str
    at: str
    recipients: list[RecipientOut] | None
    edits: list[EditOut]
    stands: bool


class SharesOut(RootModel[list[ShareOut]]):
    """The answer of ``kyokun share set``, ``widen``, ``withdraw`` and the like."""


class SharedOut(Out):
    """The answer of ``kyokun share list``.

    `lessons` are those that scopes lay before the viewer, newest first; `entries` are those that
    it oversees, lesson by lesson, oldest first.
    """

    lessons: list[SeenLessonOut]
    entries: list[ShareOut]


class GroupOut(Out):
    """A group of carriers; null where the viewer is not to know who belongs, or was asked.

    `mine` is what was said last of the viewer itself: ``asked`` or ``joined``.
    """

    group: str
    title: str
    keeper: str
    members_hidden: bool
    ministry: bool
    members: list[str] | None
    asked: list[str] | None
    mine: str | None


class GroupsOut(RootModel[list[GroupOut]]):
    """The answer of ``kyokun groups``."""
