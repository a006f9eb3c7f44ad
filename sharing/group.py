"""A group (集まり) of carriers that lessons are shared in."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from corpus.ids import CarrierId
from corpus.viewer import Viewer

GroupId = NewType("GroupId", str)
"""``G-`` and a number: one group."""


class Act(StrEnum):
    """What is said of a member; what is said last counts."""

    ASKED = "asked"  # 招待
    JOINED = "joined"  # 同意・加入
    LEFT = "left"  # 脱退
    REMOVED = "removed"  # 除名


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One group, as one viewer knows it.

    `members` and `asked` are None where the viewer is not to know them; `mine` says what was said
    last of the viewer itself.
    """

    id: GroupId
    title: str
    keeper: Viewer
    members_hidden: bool
    ministry: bool
    members: tuple[CarrierId, ...] | None
    asked: tuple[CarrierId, ...] | None
    mine: Act | None
