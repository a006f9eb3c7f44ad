"""The shapes of sign-offs, recalls, labels and meetings."""

from pydantic import RootModel

from api.schemas_lessons import LessonOut
from api.shape import Out


class ReleaseOut(Out):
    """One text of one version of a lesson, for one scope; `content_hash` is its SHA-256."""

    lesson: str
    scope: str
    group: str | None
    grain: str
    language: str
    content_hash: str


class DeedOut(Out):
    """One thing that was said of a sign-off; `party`: the originator that said it, else null.

    `person` and `words` are empty where another originator said it.
    """

    act: str
    party: str | None
    person: str
    words: str
    told_by: str
    at: str


class SignOffOut(Out):
    """A release that was put up, its `text`, and how it stands.

    `answers` has what each of `parties` said last, null where it said nothing. `takes` is what may
    be said now; `complete`: the text may leave. `named`: it names its originator; `undecided`: how
    many identifiers were taken out that a person should look at.
    """

    id: str
    state: str
    complete: bool
    release: ReleaseOut
    text: str
    k: int
    named: bool
    undecided: int
    answers: dict[str, str | None]
    takes: list[str]
    due: str
    why: str
    person: str
    told_by: str
    at: str
    log: list[DeedOut]


class SignOffsOut(RootModel[list[SignOffOut]]):
    """The answer of ``kyokun sign-off``: those that it is about, oldest first."""


class RecalledOut(Out):
    """A recipient of a recall: ``asked``, ``overdue``, ``deleted`` or ``replaced``."""

    recipient: str
    state: str
    words: str | None
    person: str | None
    at: str | None


class RecallOut(Out):
    """A version that was taken back from those who may have got it.

    `replacement`: the version that stands in its place, null where there is none.
    """

    version: str
    replacement: str | None
    due: str
    why: str
    person: str
    told_by: str
    at: str
    recipients: list[RecalledOut]


class RecallsOut(RootModel[list[RecallOut]]):
    """The answer of ``kyokun lessons recalls``, and of ``kyokun lessons confirm``."""


class TakenOut(Out):
    """The answer of ``kyokun lessons correct``, ``recall`` and ``withdraw``.

    `lesson` is its latest version; `scopes` and `sign_offs` count what was taken back with it.
    """

    lesson: str
    recalls: list[RecallOut]
    scopes: int
    sign_offs: int


class LessonIn(LessonOut):
    """What ``kyokun lessons correct`` takes: a lesson as ``kyokun lessons show`` gives it."""


class LabelOut(Out):
    """What was said of the label of one lesson, case or paper: ``set`` or ``lift``."""

    sort: str
    name: str
    act: str
    why: str
    person: str
    told_by: str
    at: str


class LabelsOut(RootModel[list[LabelOut]]):
    """The answer of ``kyokun members-only``."""


class CaseItemOut(Out):
    """A case that a paper is about, and what was decided on it."""

    case: str
    decision: str


class PaperOut(Out):
    """One version of a paper of a meeting."""

    sort: str
    version: int
    text: str
    cases: list[CaseItemOut]
    members_only: bool
    person: str
    told_by: str
    at: str


class MeetingOut(Out):
    """A meeting with its papers: the latest of each, or with ``--history`` every version."""

    id: str
    title: str
    day: str
    person: str
    told_by: str
    at: str
    papers: list[PaperOut]


class MeetingsOut(RootModel[list[MeetingOut]]):
    """The answer of ``kyokun meeting``, latest day first."""
