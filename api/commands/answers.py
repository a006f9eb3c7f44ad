"""``kyokun answers``: what carriers were asked about lessons, and what they answer (水平展開)."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

from api.command import Command, Declared, day, viewer_of
from api.commands.answers_asked import (
    Asked,
    allow,
    burden,
    coverage,
    helped,
    overdue,
    quarter,
    reminders,
)
from api.commands.docket.desk import now, spoken
from api.exits import ANSWERED, REFUSED, WrongUse, fault_of
from api.files import name_of
from api.output import Output
from api.schemas_answers import RowFaultOut, SheetOut, TakenOut, TakenRowOut
from api.settings import Settings
from api.shown_answers import answer_line, answer_out, line_out, question_lines
from api.wiring import make_sandbox, opened
from api.wiring_answers import wire_questions
from corpus.errors import InputRefused
from corpus.viewer import Role
from sharing.answering.answer import WHOLE, Answer, Author, Said, State
from sharing.answering.counts import current
from sharing.answering.sheet.take import File, Outcome, Taken, take_answers
from sharing.answering.sheet.write import answers_sheet
from sharing.answering.store import AnswerStore

GIVEN = tuple(state for state in State if state is not State.UNANSWERED)
"""What may be said: that nothing was said is no answer."""


def declare(declared: Declared) -> None:
    """What to do, with which answers."""
    added = declared.actions("answers", ACTIONS)
    for name in ("show", "give"):
        added[name].add("ask", type=spoken, metavar="ASK", said="ask_id")
    for name in ("list", "export", "coverage", "helped"):
        added[name].add("lesson", type=spoken, nargs="?", metavar="LESSON", said="lesson")
    for name in ("list", "show", "give", "export"):
        added[name].add("--carrier", type=spoken, metavar="ID", said="answers_of")
    _declare_given(added["give"])
    added["export"].add("--to", type=Path, required=True, metavar="FILE", said="answers_to")
    added["import"].add("file", type=Path, metavar="FILE", said="answers_file")
    added["overdue"].add("--digest", action="store_true", said="answers_digest")
    added["reminders"].add("--sent", action="store_true", said="reminders_sent")
    added["coverage"].add("--matrix", action="store_true", said="answers_matrix")
    added["coverage"].add("--svg", type=Path, metavar="FILE", said="answers_svg")
    added["allow"].add("carrier", type=spoken, metavar="ID", said="answers_of")
    added["allow"].add("--lessons", type=int, required=True, metavar="N", said="asked_more")
    added["allow"].add("--why", type=spoken, required=True, metavar="TEXT", said="why")
    for name in ("burden", "allow"):
        added[name].add("--quarter", type=quarter, metavar="QUARTER", said="asked_quarter")
    for name in ("give", "import", "allow"):
        added[name].add("--by", type=spoken, required=True, metavar="NAME", said="answered_by")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Run the action."""
    with opened(settings) as db:
        asked = Asked(
            chosen=chosen, db=db, settings=settings, viewer=viewer_of(chosen), output=output
        )
        return ACTIONS[chosen.action](asked)


def _declare_given(action: Declared) -> None:
    action.add("--state", choices=list(GIVEN), required=True, said="answer_state")
    action.add("--item", type=int, default=WHOLE, metavar="N", said="answer_item")
    action.add("--evidence", type=spoken, default="", metavar="TEXT", said="answer_evidence")
    action.add("--planned", type=day, metavar="DAY", said="answer_planned")
    action.add("--done", type=day, metavar="DAY", said="answer_done")


def _list(asked: Asked) -> int:
    found = _answers(asked)
    lines = [answer_line(one, asked.output.words) for one in found]
    asked.output.answer(
        [line_out(one).model_dump() for one in found],
        lines or [asked.output.words.say("sharing.answers_none")],
    )
    return ANSWERED


def _show(asked: Asked) -> int:
    return _tell(asked, _one(asked))


def _give(asked: Asked) -> int:
    chosen = asked.chosen
    said = Said(
        state=State(chosen.state),
        evidence=chosen.evidence,
        planned=chosen.planned,
        done=chosen.done,
    )
    store = AnswerStore(asked.db)
    return _tell(asked, store.give(_one(asked).ask.id, chosen.item, said, _author(asked)))


def _export(asked: Asked) -> int:
    """Write the sheet of one carrier: the answers of two would tell one of the other."""
    if asked.viewer.role is not Role.CARRIER and asked.recipient is None:
        raise WrongUse("whose_answers")
    found = current(_answers(asked))
    if not found:
        raise InputRefused("nothing_asked", name_of(asked.chosen.to))
    questions = wire_questions(asked.db)
    content = answers_sheet(questions.of(one, now()) for one in found)
    asked.chosen.to.write_bytes(content)
    shown = SheetOut(
        file=str(asked.chosen.to),
        answers=len(found),
        rows=sum(len(one.ask.parts) for one in found),
        bytes=len(content),
    )
    told = asked.output.words.say("sharing.answers_exported", **shown.model_dump())
    asked.output.answer(shown.model_dump(), [told])
    return ANSWERED


def _import(asked: Asked) -> int:
    path: Path = asked.chosen.file
    with make_sandbox(asked.settings) as sandbox:
        document, content = sandbox.read(path)
    file = File(name=name_of(path), content=content, document=document)
    taken = take_answers(asked.db, file, _author(asked))
    shown = _taken_out(file, taken, asked.output)
    for one in shown.rows:
        if one.refused is not None:
            asked.output.tell_line(one.refused.message)
    counts = shown.model_dump(include={"taken", "unchanged", "refused"})
    told = asked.output.words.say("sharing.answers_taken", **counts)
    asked.output.answer(shown.model_dump(), [told])
    return REFUSED if shown.refused else ANSWERED


def _taken_out(file: File, taken: tuple[Taken, ...], output: Output) -> TakenOut:
    rows = []
    for one in taken:
        fault = None if one.fault is None else fault_of(one.fault, output.words)
        rows.append(
            TakenRowOut(
                where=one.where,
                outcome=one.outcome,
                ask=None if one.key is None else one.key.ask,
                part=None if one.key is None else one.key.part,
                refused=None if fault is None else RowFaultOut(**fault),
            )
        )
    counts = {outcome.value: 0 for outcome in Outcome}
    for one in taken:
        counts[one.outcome] += 1
    return TakenOut(sha256=file.sha256, rows=rows, **counts)


def _answers(asked: Asked) -> tuple[Answer, ...]:
    """The answers that are meant."""
    found = AnswerStore(asked.db).list(asked.viewer, now(), asked.lesson)
    return tuple(one for one in found if asked.recipient in {None, one.ask.recipient})


def _one(asked: Asked) -> Answer:
    return AnswerStore(asked.db).find(asked.chosen.ask, asked.viewer, asked.recipient)


def _author(asked: Asked) -> Author:
    return Author(by=asked.viewer, person=asked.chosen.by, now=now())


def _tell(asked: Asked, answer: Answer) -> int:
    question = wire_questions(asked.db).of(answer, now())
    asked.output.answer(
        answer_out(question).model_dump(), question_lines(question, asked.output.words)
    )
    return ANSWERED


ACTIONS: Mapping[str, Callable[[Asked], int]] = {
    "list": _list,
    "show": _show,
    "give": _give,
    "export": _export,
    "import": _import,
    "overdue": overdue,
    "reminders": reminders,
    "coverage": coverage,
    "helped": helped,
    "burden": burden,
    "allow": allow,
}
COMMAND = Command(declare, run)
