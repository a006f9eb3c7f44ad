"""What is late: answers that did not come, checks that did not end, measures not done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from corpus.japan import JST
from corpus.regime import Wording
from corpus.viewer import Audience
from sharing.answering.answer import WHOLE, Answer, Said, State
from sharing.answering.terms import load_terms


class Late(StrEnum):
    """In what something is late."""

    NO_ANSWER = "no_answer"  # 未回答
    CHECKING = "checking"  # 確認中のまま
    PLANNED = "planned"  # 予定した措置が済んでいない


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """A part of an answer that is late: in what, the day it was due, and days since."""

    answer: Answer
    part: int
    late: Late
    due: date
    days: int


def overdue_of(answers: Iterable[Answer], now: datetime) -> tuple[Overdue, ...]:
    """What is late in `answers` at `now`, the longest first; what is closed is never late.

    A viewpoint without an answer counts with its lesson until the lesson itself is answered.
    """
    found = [each for answer in answers for each in _overdue(answer, now)]
    key = {id(each): (-each.days, each.answer.ask.id, each.part) for each in found}
    return tuple(sorted(found, key=lambda each: key[id(each)]))


def digest_of(overdue: Iterable[Overdue]) -> dict[Audience, Wording]:
    """For each carrier what is late with it, as a text: ids, days and states alone."""
    terms = load_terms()
    lines: dict[Audience, list[Wording]] = {}
    for each in overdue:
        lines.setdefault(each.answer.ask.recipient, [terms.say("digest_title")]).append(
            terms.say(
                "overdue_line",
                ask=each.answer.ask.id,
                lesson=each.answer.ask.release.lesson,
                part=part_words(each.part),
                why=terms.say(each.late.value),
                due=each.due,
                days=each.days,
            )
        )
    return {carrier: joined(told) for carrier, told in sorted(lines.items())}


def part_words(part: int) -> Wording:
    """What a part of an answer is called."""
    terms = load_terms()
    return terms.say("whole") if part == WHOLE else terms.say("item", part=part)


def joined(lines: Iterable[Wording]) -> Wording:
    """Lines as one text."""
    told = list(lines)
    return Wording(
        ja="".join(f"{line.ja}\n" for line in told), en="".join(f"{line.en}\n" for line in told)
    )


def day_of(moment: datetime) -> date:
    """The day in Japan in which `moment` lies."""
    return moment.astimezone(JST).date()


def _overdue(answer: Answer, now: datetime) -> Iterator[Overdue]:
    if answer.ask.closed is not None:
        return
    whole = answer.whole.state
    for part in answer.ask.parts:
        said = answer.said(part)
        if part != WHOLE and said.state is State.UNANSWERED and whole is not State.APPLIES:
            continue
        late = _late(said, answer.ask.due, now)
        if late is not None:
            due = said.planned if late is Late.PLANNED else day_of(answer.ask.due)
            assert due is not None
            days = (day_of(now) - due).days
            yield Overdue(answer=answer, part=part, late=late, due=due, days=days)


def _late(said: Said, due: datetime, now: datetime) -> Late | None:
    if said.state is State.APPLIES:
        planned, done = said.planned, said.done
        late = done is None and planned is not None and planned < day_of(now)
        return Late.PLANNED if late else None
    if said.state is State.NOT_APPLICABLE or day_of(now) <= day_of(due):
        return None
    return Late.NO_ANSWER if said.state is State.UNANSWERED else Late.CHECKING
