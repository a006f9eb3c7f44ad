"""What carriers were asked and what they answered: for programs and, line by line, for people."""

from collections.abc import Iterable, Iterator
from typing import Any

from api.schemas_answers import (
    AnswerLineOut,
    AskedOut,
    CapOut,
    ChangeOut,
    HelpedOut,
    ItemOut,
    OneAnswerOut,
    OverdueLineOut,
    TallyOut,
)
from api.shown_docket import clock, said
from api.words import Words
from sharing.answering.answer import Answer, Closed, Said, State
from sharing.answering.counts import Helped, Tally
from sharing.answering.overdue import Overdue, day_of, part_words
from sharing.answering.questions import Question
from sharing.answering.terms import load_terms
from sharing.asked import Asked
from triage.lessons.lesson import LessonId

STATES = {
    State.UNANSWERED: "sharing.answer_unanswered",
    State.CHECKING: "sharing.answer_checking",
    State.APPLIES: "sharing.answer_applies",
    State.NOT_APPLICABLE: "sharing.answer_not_applicable",
}
"""What is said of each state."""
CLOSED = {
    Closed.SUPERSEDED: "sharing.answer_superseded",
    Closed.RECALLED: "sharing.answer_recalled",
}
"""What is said of an answer that is not waited for any more."""


def line_out(answer: Answer) -> AnswerLineOut:
    """One answer in short."""
    ask = answer.ask
    return AnswerLineOut(
        ask=ask.id,
        lesson=ask.release.lesson,
        recipient=ask.recipient,
        due=day_of(ask.due).isoformat(),
        asked=ask.at.isoformat(),
        closed=ask.closed,
        items=ask.items,
        items_answered=answer.items_answered,
        **_said(answer.whole),
    )


def answer_out(question: Question) -> OneAnswerOut:
    """One answer whole."""
    answer = question.answer
    return OneAnswerOut(
        answer=line_out(answer),
        title=question.title,
        items=[
            ItemOut(part=part, who=item.who, what=item.what, how=item.how, **_said(told))
            for part, (item, told) in enumerate(zip(question.items, answer.items, strict=True), 1)
        ],
        history=[
            ChangeOut(
                part=change.part,
                told_by=str(change.by),
                person=change.person,
                at=change.at.isoformat(),
                file=change.file,
                **_said(change.said),
            )
            for change in answer.changes
        ],
    )


def answer_line(answer: Answer, words: Words) -> str:
    """One answer in one line."""
    ask = answer.ask
    told = words.say(
        "sharing.answer_line",
        ask=ask.id,
        lesson=ask.release.lesson,
        recipient=ask.recipient,
        state=_state(answer.whole, words),
        due=day_of(ask.due),
        answered=answer.items_answered,
        items=ask.items,
    )
    return told if ask.closed is None else f"{told}  ({words.say(CLOSED[ask.closed])})"


def question_lines(question: Question, words: Words) -> Iterator[str]:
    """One answer: what was asked, what is said of each part, and every change."""
    answer = question.answer
    yield answer_line(answer, words)
    if question.title:
        yield f"  {question.title}"
    yield from _details(answer.whole, words)
    for part, (item, told) in enumerate(zip(question.items, answer.items, strict=True), 1):
        state = words.say(STATES[told.state])
        yield f"  {said(part_words(part), words)}: {state}"
        for text in filter(None, (item.who, item.what, item.how)):
            yield f"    {text}"
        yield from _details(told, words)
    for change in answer.changes:
        state = words.say(STATES[change.said.state])
        part_name = said(part_words(change.part), words)
        yield f"  {clock(change.at)}  {change.person} ({change.by}): {part_name} {state}"


def overdue_out(overdue: Overdue) -> OverdueLineOut:
    """What is late."""
    ask = overdue.answer.ask
    return OverdueLineOut(
        ask=ask.id,
        lesson=ask.release.lesson,
        recipient=ask.recipient,
        part=overdue.part,
        late=overdue.late,
        due=overdue.due.isoformat(),
        days=overdue.days,
    )


def overdue_line(overdue: Overdue, words: Words) -> str:
    """What is late, in one line."""
    ask, terms = overdue.answer.ask, load_terms()
    told = terms.say(
        "overdue_line",
        ask=ask.id,
        lesson=ask.release.lesson,
        part=part_words(overdue.part),
        why=terms.say(overdue.late.value),
        due=overdue.due,
        days=overdue.days,
    )
    return f"{ask.recipient}: {said(told, words)}"


def tally_out(lesson: LessonId, tally: Tally) -> TallyOut:
    """Where carriers stand with a lesson."""
    return TallyOut(
        lesson=lesson,
        asked=tally.asked,
        unanswered=tally.unanswered,
        checking=tally.checking,
        planned=tally.planned,
        done=tally.done,
        not_applicable=tally.not_applicable,
    )


def tally_line(told: TallyOut, words: Words) -> str:
    """Where carriers stand with a lesson, in one line."""
    return words.say("sharing.answer_tally", **told.model_dump())


def helped_out(lesson: LessonId, helped: Helped) -> HelpedOut:
    """At least how many a lesson helped."""
    return HelpedOut(
        lesson=lesson,
        few=helped.few,
        asked=helped.asked,
        answered=helped.answered,
        applies=helped.applies,
        acted=helped.acted,
    )


def helped_line(told: HelpedOut, words: Words) -> str:
    """At least how many a lesson helped, in one line."""
    counts = {
        name: words.told(
            "sharing.answer_at_least" if (count := getattr(told, name)) else "sharing.answer_few",
            count=count,
            few=told.few,
        )
        for name in ("asked", "answered", "applies", "acted")
    }
    return words.say("sharing.answer_helped", lesson=told.lesson, **counts)


def asked_out(asked: Asked) -> AskedOut:
    """What a carrier was asked in a quarter."""
    cap = asked.cap
    return AskedOut(
        recipient=asked.recipient,
        quarter=str(asked.quarter),
        lessons=asked.lessons,
        items=asked.items,
        reminders=asked.reminders,
        more=asked.more,
        cap=CapOut(lessons=cap.lessons, items=cap.items, reminders=cap.reminders),
        at_cap=asked.at_cap,
    )


def asked_lines(told: Iterable[AskedOut], words: Words) -> Iterator[str]:
    """What carriers were asked in a quarter, a line each."""
    for one in told:
        most = {f"most_{key}": value for key, value in one.cap.model_dump().items()}
        full = f"  {words.say('sharing.asked_full')}" if one.at_cap else ""
        yield words.say("sharing.asked_line", **one.model_dump(exclude={"cap"}), **most) + full


def _said(told: Said) -> dict[str, Any]:
    return {
        "state": told.state,
        "evidence": told.evidence,
        "planned": told.planned and told.planned.isoformat(),
        "done": told.done and told.done.isoformat(),
    }


def _state(told: Said, words: Words) -> dict[str, str]:
    return words.told(STATES[told.state])


def _details(told: Said, words: Words) -> Iterator[str]:
    if told.evidence:
        yield f"    {told.evidence}"
    if told.planned:
        yield "    " + words.say("sharing.answer_planned", day=told.planned)
    if told.done:
        yield "    " + words.say("sharing.answer_done", day=told.done)
