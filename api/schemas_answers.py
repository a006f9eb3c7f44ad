"""The shapes of what carriers are asked about lessons, and of what they answer (水平展開)."""

from collections.abc import Mapping

from pydantic import BaseModel, RootModel

from api.shape import BilingualOut, OpenOut, Out


class SaidOut(Out):
    """What is said of a part: ``unanswered``, ``checking``, ``applies`` or ``not_applicable``."""

    state: str
    evidence: str
    planned: str | None
    done: str | None


class AnswerLineOut(SaidOut):
    """One answer: what carrier was asked about which version, and what it says of it as a whole.

    `closed`: ``superseded`` or ``recalled``, where no answer is waited for any more.
    """

    ask: str
    lesson: str
    recipient: str
    due: str
    asked: str
    closed: str | None
    items: int
    items_answered: int


class ChangeOut(SaidOut):
    """Something that was said of a part (0: the lesson as a whole), by whom and when.

    `file` is the SHA-256 of the spreadsheet in which it came.
    """

    part: int
    told_by: str
    person: str
    at: str
    file: str | None


class ItemOut(SaidOut):
    """A viewpoint to check by: its words as far as they may be read, and what is said of it."""

    part: int
    who: str
    what: str
    how: str


class OneAnswerOut(Out):
    """The answer of ``kyokun answers show`` and ``give``: all of one answer, with its history."""

    answer: AnswerLineOut
    title: str
    items: list[ItemOut]
    history: list[ChangeOut]


class AnswerListOut(RootModel[list[AnswerLineOut]]):
    """The answer of ``kyokun answers list``."""


class SheetOut(Out):
    """The answer of ``kyokun answers export``: the file, and how much stands in it."""

    file: str
    answers: int
    rows: int
    bytes: int


class RowFaultOut(OpenOut):
    """Why a row was not taken."""

    code: str
    message: str
    where: str | None = None


class TakenRowOut(Out):
    """What became of a row: ``taken``, ``unchanged`` or ``refused``."""

    where: str
    outcome: str
    ask: str | None
    part: int | None
    refused: RowFaultOut | None


class TakenOut(Out):
    """The answer of ``kyokun answers import``."""

    sha256: str
    taken: int
    unchanged: int
    refused: int
    rows: list[TakenRowOut]


class OverdueLineOut(Out):
    """A part of an answer that is late: ``no_answer``, ``checking`` or ``planned``."""

    ask: str
    lesson: str
    recipient: str
    part: int
    late: str
    due: str
    days: int


class OverdueOut(RootModel[list[OverdueLineOut]]):
    """The answer of ``kyokun answers overdue``, the longest first."""


class LetterOut(Out):
    """A text for one carrier: the overdue digest, or what it is reminded of.

    `asks` are those that it is about; `held` is why it may not be sent (``over_cap``).
    """

    recipient: str
    text: BilingualOut
    asks: list[str]
    held: str | None


class LettersOut(RootModel[list[LetterOut]]):
    """The answer of ``kyokun answers overdue --digest`` and ``kyokun answers reminders``."""


class TallyOut(Out):
    """Where carriers stand with a lesson, exactly: for the secretariat."""

    lesson: str
    asked: int
    unanswered: int
    checking: int
    planned: int
    done: int
    not_applicable: int


class HelpedOut(Out):
    """At least how many were asked, answered, found it applicable and acted.

    In steps of `few`; 0 stands for fewer than `few`, perhaps none. It never tells who.
    """

    lesson: str
    few: int
    asked: int
    answered: int
    applies: int
    acted: int


class CoverageOut(Out):
    """The answer of ``kyokun answers coverage``.

    `lessons` and `answers` (lesson by carrier, with ``--matrix``) are for the secretariat;
    `counts` for everybody else; what is not for the viewer is null.
    """

    lessons: list[TallyOut] | None
    answers: list[AnswerLineOut] | None
    counts: list[HelpedOut] | None
    chart: str | None


class HelpedListOut(RootModel[list[HelpedOut]]):
    """The answer of ``kyokun answers helped``."""


class CapOut(Out):
    """The most that a carrier may be asked in a quarter."""

    lessons: int
    items: int
    reminders: int


class AskedOut(CapOut):
    """What a carrier was asked in a quarter; `more` lessons were allowed by a person."""

    recipient: str
    quarter: str
    more: int
    cap: CapOut
    at_cap: bool


class AskedListOut(RootModel[list[AskedOut]]):
    """The answer of ``kyokun answers burden`` and ``allow``."""


ANSWERS: Mapping[str, type[BaseModel]] = {
    "answers": OneAnswerOut,
    "answers-list": AnswerListOut,
    "answers-export": SheetOut,
    "answers-import": TakenOut,
    "answers-overdue": OverdueOut,
    "answers-letters": LettersOut,
    "answers-coverage": CoverageOut,
    "answers-helped": HelpedListOut,
    "answers-burden": AskedListOut,
}
"""The shapes by name."""
