"""``kyokun lessons`` correct, recall, withdraw, recalls and confirm: take a lesson back."""

import argparse
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import ValidationError
from sqlite_utils import Database

from api.command import Declared, viewer_of
from api.commands.docket.desk import moment, now, spoken
from api.commands.sign_off import signer_of
from api.exits import ANSWERED
from api.files import name_of, read_bytes
from api.output import Output
from api.schemas_sign_off import LessonIn
from api.settings import Settings
from api.shown_sign_off import recall_lines, recall_out, taken_lines, taken_out
from api.wiring_sign_off import wire_taking_back
from corpus.errors import InputRefused
from corpus.viewer import Audience
from sharing.sign_off.recall import Confirmed, Recall
from sharing.sign_off.taking_back import Taken, TakingBack
from triage.lessons.lesson import Lesson, LessonId
from triage.lessons.lesson_json import from_json

CONFIRM_AFTER = timedelta(days=14)
"""By when recipients are asked to confirm, unless told otherwise."""
LARGEST = 1_000_000
"""Bytes of a file with a lesson."""
Take = Callable[[TakingBack, argparse.Namespace], Taken]


def declare(added: Mapping[str, Declared]) -> None:
    """Which lesson, why, by whom, and until when."""
    for name in ("correct", "recall", "withdraw"):
        added[name].add("lesson", type=spoken, metavar="LESSON", said="lesson")
    added["correct"].add("file", type=Path, metavar="FILE.json", said="corrected_file")
    for name in ("correct", "recall", "withdraw"):
        added[name].add("--due", type=moment, metavar="MOMENT", said="recall_due")
    added["recalls"].add("lesson", type=spoken, nargs="?", metavar="LESSON", said="lesson")
    added["confirm"].add("lesson", type=spoken, metavar="VERSION", said="recalled_version")
    added["confirm"].add("said", choices=list(Confirmed), said="recall_said")
    recipient = {"dest": "told_for", "type": spoken, "metavar": "RECIPIENT"}
    added["confirm"].add("--for", said="recall_for", **recipient)
    for name in ("correct", "recall", "withdraw", "confirm"):
        needed = name != "confirm"
        added[name].add("--why", type=spoken, required=needed, metavar="TEXT", said="why")
        added[name].add("--by", type=spoken, required=True, metavar="NAME", said="person")


def take_back(chosen: argparse.Namespace, db: Database, settings: Settings, output: Output) -> int:
    """Correct, recall or withdraw a lesson."""
    shown = taken_out(TAKES[chosen.action](wire_taking_back(db, settings), chosen), now())
    output.answer(shown.model_dump(), taken_lines(shown, output.words))
    return ANSWERED


def recalls(chosen: argparse.Namespace, db: Database, settings: Settings, output: Output) -> int:
    """List what was recalled of whoever asks; or confirm what was done about it."""
    shown = [recall_out(one, now()) for one in _found(chosen, wire_taking_back(db, settings))]
    lines = [line for one in shown for line in recall_lines(one, output.words)]
    output.answer(
        [one.model_dump() for one in shown], lines or [output.words.say("sharing.no_recalls")]
    )
    return ANSWERED


def _found(chosen: argparse.Namespace, desk: TakingBack) -> tuple[Recall, ...]:
    if chosen.action == "confirm":
        said = Confirmed(chosen.said)
        told_for = None if chosen.told_for is None else Audience(chosen.told_for)
        return (desk.confirm(LessonId(chosen.lesson), said, signer_of(chosen), told_for),)
    lesson = None if chosen.lesson is None else LessonId(chosen.lesson)
    return desk.recalls.list(viewer_of(chosen), lesson)


def _correct(desk: TakingBack, chosen: argparse.Namespace) -> Taken:
    lesson = _read(chosen.file)
    return desk.correct(LessonId(chosen.lesson), lesson, _due(chosen), signer_of(chosen))


def _recall(desk: TakingBack, chosen: argparse.Namespace) -> Taken:
    return desk.recall(LessonId(chosen.lesson), _due(chosen), signer_of(chosen))


def _withdraw(desk: TakingBack, chosen: argparse.Namespace) -> Taken:
    return desk.withdraw(LessonId(chosen.lesson), _due(chosen), signer_of(chosen))


def _due(chosen: argparse.Namespace) -> datetime:
    return chosen.due or now() + CONFIRM_AFTER


def _read(path: Path) -> Lesson:
    """The lesson in a file.

    Raises:
        InputRefused: it holds none.
    """
    name = name_of(path)
    try:
        told = LessonIn.model_validate_json(read_bytes(path, LARGEST), strict=True)
        return from_json(json.dumps(told.model_dump()))
    except ValidationError as fault:
        where = ".".join(map(str, fault.errors()[0]["loc"]))
        raise InputRefused("not_a_lesson", f"{name}: {where}") from fault
    except ValueError as fault:
        raise InputRefused("not_a_lesson", name) from fault


TAKES: Mapping[str, Take] = {"correct": _correct, "recall": _recall, "withdraw": _withdraw}
"""What takes a lesson back."""
ACTIONS = {**dict.fromkeys(TAKES, take_back), "recalls": recalls, "confirm": recalls}
"""The actions by name."""
