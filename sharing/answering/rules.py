"""What may be said in an answer. Nothing here is guessed for a person: it is taken or refused."""

from datetime import datetime
from unicodedata import normalize

from corpus.errors import InputRefused
from corpus.japan import JST
from sharing.answering.answer import WHOLE, Answer, Said, State

LONGEST = 4_000
"""Characters of the evidence of one part."""
LAST_YEAR = 2200


def check(answer: Answer, part: int, said: Said, now: datetime) -> None:
    """Pass where `said` may be said of a part of `answer`.

    Raises:
        InputRefused: it may not; the place names the ask and the part.
    """
    where = place_of(answer, part)
    if part not in answer.ask.parts:
        raise InputRefused("unknown_part", where, parts=answer.ask.items)
    if answer.ask.closed is not None:
        raise InputRefused("ask_closed", where, closed=answer.ask.closed)
    _check_state(said, where)
    _check_dates(said, now, where)
    _check_parts(answer, part, said, where)


def clean(evidence: str) -> str:
    """`evidence` as it is kept: as a spreadsheet gives it back, without blanks around it."""
    told = normalize("NFC", evidence).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in told if char in "\n\t" or char.isprintable()).strip()


def place_of(answer: Answer, part: int) -> str:
    """How a part of an answer is written: ``Q-12.0``."""
    return f"{answer.ask.id}.{part}"


def _check_state(said: Said, where: str) -> None:
    if said.state is State.UNANSWERED:
        raise InputRefused("no_answer", where)
    if len(said.evidence) > LONGEST:
        raise InputRefused("evidence_too_long", where, limit=LONGEST)
    if said.state is State.NOT_APPLICABLE and not said.evidence.strip():
        raise InputRefused("no_evidence", where)
    if said.state is State.APPLIES and said.planned is None and said.done is None:
        raise InputRefused("no_plan", where)


def _check_dates(said: Said, now: datetime, where: str) -> None:
    if said.state is State.NOT_APPLICABLE and (said.planned or said.done):
        raise InputRefused("nothing_to_plan", where)
    if said.state is State.CHECKING and said.done:
        raise InputRefused("nothing_done_yet", where)
    if said.done and said.done > now.astimezone(JST).date():
        raise InputRefused("done_ahead", where)
    if said.planned and said.planned.year > LAST_YEAR:
        raise InputRefused("planned_too_late", where, year=LAST_YEAR)


def _check_parts(answer: Answer, part: int, said: Said, where: str) -> None:
    """A lesson of which a viewpoint applies is itself not "not applicable"."""
    if part == WHOLE:
        applying = any(item.state is State.APPLIES for item in answer.items)
        if said.state is State.NOT_APPLICABLE and applying:
            raise InputRefused("an_item_applies", where)
    elif said.state is State.APPLIES and answer.whole.state is State.NOT_APPLICABLE:
        raise InputRefused("whole_not_applicable", where)
