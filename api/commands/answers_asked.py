"""The actions of ``kyokun answers`` that count: what is late, who stands where, what was asked."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from api.commands.docket.desk import now
from api.exits import ANSWERED
from api.output import Output
from api.schemas_answers import CoverageOut, LetterOut
from api.settings import Settings
from api.shape import BilingualOut
from api.shown_answers import (
    asked_lines,
    asked_out,
    helped_line,
    helped_out,
    line_out,
    overdue_line,
    overdue_out,
    tally_line,
    tally_out,
)
from api.shown_docket import said
from api.wiring import wire_register
from api.wiring_answers import wire_coverage
from corpus.ids import CarrierId
from corpus.regime import Wording
from corpus.viewer import SECRETARIAT, Audience, Viewer, carrier_audience
from sharing.answering.answer import Answer
from sharing.answering.chart import coverage_svg
from sharing.answering.counts import Helped
from sharing.answering.overdue import digest_of, overdue_of
from sharing.answering.reminders import Reminder, Reminders, reminder_texts
from sharing.answering.store import AnswerStore
from sharing.asked import Allowance, BurdenMeter, Quarter
from sharing.errors import MayNotShare
from triage.lessons.lesson import LessonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked on the command line, of which database, and where the answer goes."""

    chosen: argparse.Namespace
    db: Database
    settings: Settings
    viewer: Viewer
    output: Output

    @property
    def lesson(self) -> LessonId | None:
        """The lesson that was named."""
        return None if self.chosen.lesson is None else LessonId(self.chosen.lesson)

    @property
    def recipient(self) -> Audience | None:
        """The carrier whose answers are meant; None: of all that the viewer may see."""
        if self.chosen.carrier is None:
            return None
        return carrier_audience(wire_register(self.db).get(CarrierId(self.chosen.carrier)).id)


def quarter(written: str) -> Quarter:
    """The quarter written ``2026-Q4``, as an argument's type.

    Raises:
        ValueError: it is written otherwise.
    """
    return Quarter.parse(written)


def overdue(asked: Asked) -> int:
    """Show what is late, or the digest of it for each carrier."""
    words, at = asked.output.words, now()
    found = overdue_of(AnswerStore(asked.db).list(asked.viewer, at), at)
    if asked.chosen.digest:
        asks: dict[Audience, list[Answer]] = {}
        for one in found:
            asks.setdefault(one.answer.ask.recipient, []).append(one.answer)
        return _letters(asked, digest_of(found), asks, {})
    lines = [overdue_line(one, words) for one in found]
    asked.output.answer(
        [overdue_out(one).model_dump() for one in found],
        lines or [words.say("sharing.overdue_none")],
    )
    return ANSWERED


def reminders(asked: Asked) -> int:
    """Show whom to remind of what; with ``--sent``, keep that those that may go were sent."""
    if asked.viewer != SECRETARIAT:
        raise MayNotShare(str(asked.viewer))
    at = now()
    store = Reminders(asked.db)
    due = store.due(at)
    asks: dict[Audience, list[Answer]] = {}
    for one in due:
        asks.setdefault(one.answer.ask.recipient, []).append(one.answer)
    held = {one.answer.ask.recipient: one.held for one in due if one.held is not None}
    code = _letters(asked, reminder_texts(due), asks, held)
    if asked.chosen.sent:
        _note(store, [one for one in due if one.held is None])
    return code


def coverage(asked: Asked) -> int:
    """Show where carriers stand, lesson by lesson, as far as the viewer may know."""
    chosen, words, at = asked.chosen, asked.output.words, now()
    counting = wire_coverage(asked.db)
    if asked.viewer != SECRETARIAT:
        if chosen.svg is not None or chosen.matrix:
            raise MayNotShare(str(asked.viewer))
        return _counts(asked, counting.seen(asked.viewer, at))
    tallies = counting.tallies(at, asked.lesson)
    shown = [tally_out(lesson, tally) for lesson, tally in tallies.items()]
    lines = [tally_line(one, words) for one in shown]
    cells = list(counting.matrix(at, asked.lesson).cells.values()) if chosen.matrix else None
    for answer in cells or ():
        lines.append(f"  {answer.ask.recipient}: {line_out(answer).state}")
    if chosen.svg is not None:
        chosen.svg.write_bytes(coverage_svg(tallies, words.languages))
        lines.append(str(chosen.svg))
    told = CoverageOut(
        lessons=shown,
        answers=None if cells is None else [line_out(answer) for answer in cells],
        counts=None,
        chart=None if chosen.svg is None else str(chosen.svg),
    )
    asked.output.answer(told.model_dump(), lines or [words.say("sharing.answers_none")])
    return ANSWERED


def helped(asked: Asked) -> int:
    """Show an originator that its lessons helped, and not whom."""
    found = wire_coverage(asked.db).helped(asked.viewer, now(), asked.lesson)
    shown = [helped_out(lesson, told) for lesson, told in found.items()]
    words = asked.output.words
    lines = [helped_line(one, words) for one in shown]
    asked.output.answer(
        [one.model_dump() for one in shown], lines or [words.say("sharing.answers_none")]
    )
    return ANSWERED


def burden(asked: Asked) -> int:
    """Show what carriers were asked in a quarter, and the cap."""
    of = asked.chosen.quarter or Quarter.of(now())
    shown = [asked_out(one) for one in BurdenMeter(asked.db).all(of, asked.viewer)]
    words = asked.output.words
    lines = list(asked_lines(shown, words))
    asked.output.answer(
        [one.model_dump() for one in shown], lines or [words.say("sharing.answers_none")]
    )
    return ANSWERED


def allow(asked: Asked) -> int:
    """Let a carrier be asked about more lessons in a quarter, by a person's word."""
    chosen = asked.chosen
    assert asked.recipient is not None
    allowance = Allowance(
        recipient=asked.recipient,
        quarter=chosen.quarter or Quarter.of(now()),
        more=chosen.lessons,
        why=chosen.why,
        person=chosen.by,
    )
    shown = asked_out(BurdenMeter(asked.db).allow(allowance, asked.viewer, now()))
    asked.output.answer([shown.model_dump()], asked_lines([shown], asked.output.words))
    return ANSWERED


def _counts(asked: Asked, found: Mapping[LessonId, Helped]) -> int:
    """The counts of a viewer that is not told more: of one lesson, or all that it sees."""
    number = None if asked.lesson is None else asked.lesson.partition(".")[0]
    shown = [
        helped_out(lesson, told) for lesson, told in found.items() if number in {None, lesson}
    ]
    told = CoverageOut(lessons=None, answers=None, counts=shown, chart=None)
    words = asked.output.words
    lines = [helped_line(one, words) for one in shown]
    asked.output.answer(told.model_dump(), lines or [words.say("sharing.answers_none")])
    return ANSWERED


def _letters(
    asked: Asked,
    texts: Mapping[Audience, Wording],
    asks: Mapping[Audience, list[Answer]],
    held: Mapping[Audience, str | None],
) -> int:
    """Show a text for each carrier."""
    words = asked.output.words
    shown = [
        LetterOut(
            recipient=recipient,
            text=BilingualOut(ja=text.ja, en=text.en),
            asks=list(dict.fromkeys(one.ask.id for one in asks[recipient])),
            held=held.get(recipient),
        )
        for recipient, text in texts.items()
    ]
    lines: list[str] = []
    for one in shown:
        lines.append(f"{one.recipient}:" + (f"  ({one.held})" if one.held else ""))
        lines += said(texts[Audience(one.recipient)], words).splitlines()
    asked.output.answer(
        [one.model_dump() for one in shown], lines or [words.say("sharing.overdue_none")]
    )
    return ANSWERED


def _note(store: Reminders, sent: list[Reminder]) -> None:
    at = now()
    for one in sent:
        store.sent(one.answer.ask.id, one.step, at)
