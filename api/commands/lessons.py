"""``kyokun lessons``: lessons drafted from what a case tells, and those on record."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from sqlite_utils import Database

from api.command import Command, Declared, viewer_of
from api.commands import recalls
from api.commands.docket.desk import now, spoken
from api.commands.judging import judge
from api.commands.patterns import declare as declare_patterns
from api.commands.patterns import patterns
from api.exits import ANSWERED
from api.output import Output
from api.schemas_lessons import KeptLessonOut
from api.settings import Settings
from api.shown_docket import said
from api.wiring import names_of_carriers, opened, wire_asker
from api.words import Words
from corpus.ids import AccountId
from corpus.viewer import Viewer
from corpus.vocabulary import load_vocabulary
from triage.lessons.by_model import ModelLessons
from triage.lessons.draft import Drafting
from triage.lessons.kinds import Kinds, load_kinds
from triage.lessons.lesson import Coded, Lesson, LessonId
from triage.lessons.sources import find_source
from triage.lessons.store import Kept, LessonStore
from triage.written import as_json

Found = tuple[Kept, ...]


def declare(declared: Declared) -> None:
    """What to do, and with which case or lesson."""
    added = declared.actions("lessons", (*ACTIONS, "judge", "patterns", *recalls.ACTIONS))
    declare_patterns(added["patterns"])
    recalls.declare(added)
    added["judge"].add("case", type=spoken, metavar="CASE", said="case")
    added["draft"].add("case", type=spoken, metavar="CASE", said="case")
    added["list"].add("case", type=spoken, nargs="?", metavar="CASE", said="case")
    added["show"].add("lesson", type=spoken, metavar="LESSON", said="lesson")
    added["show"].add("--history", action="store_true", said="history")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Run the action, and give the lessons it is about."""
    with opened(settings) as db:
        if chosen.action == "judge":
            return judge(chosen, db, settings, output)
        if chosen.action == "patterns":
            return patterns(chosen, db, output)
        if chosen.action in recalls.ACTIONS:
            return recalls.ACTIONS[chosen.action](chosen, db, settings, output)
        found = ACTIONS[chosen.action](chosen, db, viewer_of(chosen), settings)
    shown = [KeptLessonOut.model_validate(as_json(kept)).model_dump() for kept in found]
    lines = _list_lines if chosen.action == "list" else _full_lines
    output.answer(
        shown, list(lines(found, output.words)) or [output.words.say("review.no_lessons")]
    )
    return ANSWERED


def _draft(chosen: argparse.Namespace, db: Database, viewer: Viewer, settings: Settings) -> Found:
    source = find_source(db, AccountId(chosen.case), viewer)
    drafting = Drafting(source=source, vocabulary=load_vocabulary(), kinds=load_kinds())
    asker = wire_asker(settings)
    if asker is None:
        lessons = drafting.lessons()
    else:
        lessons = ModelLessons(asker=asker, names=names_of_carriers(db)).draft(drafting)
    return LessonStore(db).keep(lessons, viewer, now())


def _list(chosen: argparse.Namespace, db: Database, viewer: Viewer, _: Settings) -> Found:
    store = LessonStore(db)
    if chosen.case is None:
        return store.list(viewer)
    return store.of_account(find_source(db, AccountId(chosen.case), viewer).account.id, viewer)


def _show(chosen: argparse.Namespace, db: Database, viewer: Viewer, _: Settings) -> Found:
    store, lesson = LessonStore(db), LessonId(chosen.lesson)
    return store.history(lesson, viewer) if chosen.history else (store.get(lesson, viewer),)


def _list_lines(found: Iterable[Kept], words: Words) -> Iterator[str]:
    for kept in found:
        yield f"{kept.id}  {kept.lesson.account}  {kept.lesson.title}"
        yield f"    {_sorted_as(kept.lesson, load_kinds(), words)}"


def _full_lines(found: Iterable[Kept], words: Words) -> Iterator[str]:
    kinds, vocabulary = load_kinds(), load_vocabulary()
    for kept in found:
        lesson = kept.lesson
        yield f"{kept.version_id}  {lesson.title}  ({lesson.account})"
        yield f"    {_sorted_as(lesson, kinds, words)}"
        if lesson.cause is not None:
            cause = vocabulary.concept(lesson.cause.id)
            told = words.join({"ja": cause.ja, "en": cause.en})
            yield f"    {words.say('review.cause')}: {told} {_quoted([lesson.cause])}"
        for statement in lesson.statements:
            yield f"    - {statement.said}"
        for each in lesson.viewpoints:
            yield f"    ? {each.who}: {each.what} ({each.how})"


def _sorted_as(lesson: Lesson, kinds: Kinds, words: Words) -> str:
    phase = next(kind.title for kind in kinds.phases if kind.id == lesson.phase)
    return f"{said(phase, words)}: {said(kinds.tag(lesson.tag).title, words)}"


def _quoted(coded: Iterable[Coded]) -> str:
    quotations = chain.from_iterable(each.quotations for each in coded)
    return "".join(f"「{quotation.words}」" for quotation in quotations)


ACTIONS: Mapping[str, Callable[[argparse.Namespace, Database, Viewer, Settings], Found]] = {
    "draft": _draft,
    "list": _list,
    "show": _show,
}
COMMAND = Command(declare, run)
