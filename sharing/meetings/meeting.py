"""A meeting of the committee, and its papers: each is for members only from its beginning."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from corpus.ids import AccountId
from corpus.viewer import Viewer

MeetingId = NewType("MeetingId", str)
"""``M-`` and a number: one meeting. Its papers are called ``M-3.agenda`` and ``M-3.minutes``."""


class PaperSort(StrEnum):
    """The papers of a meeting."""

    AGENDA = "agenda"  # 議事次第
    MINUTES = "minutes"  # 議事録


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseItem:
    """A case that a paper is about, and what was decided on it; "" where nothing was, or yet."""

    account: AccountId
    decision: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One version of a paper: its text and cases, who keeps it, whether it is for members only."""

    sort: PaperSort
    version: int
    text: str = field(repr=False)
    cases: tuple[CaseItem, ...]
    members_only: bool
    person: str
    told_by: Viewer
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting, with the latest version of each of its papers."""

    id: MeetingId
    title: str
    day: date
    person: str
    told_by: Viewer
    at: datetime
    papers: tuple[Paper, ...] = ()


def paper_name(meeting: MeetingId, sort: PaperSort) -> str:
    """What the label knows a paper by."""
    return f"{meeting}.{sort}"
