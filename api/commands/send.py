"""``kyokun send``: a lesson goes to all whom one of its scopes reaches, as each wants."""

import argparse
from collections.abc import Iterable
from datetime import timedelta

from api.command import Command, Declared, viewer_of
from api.commands.docket.desk import moment, now, spoken
from api.exits import ANSWERED, WrongUse
from api.output import Output
from api.settings import Settings
from api.shown_delivery import sent_line, sent_out
from api.wiring import opened
from api.wiring_delivery import wire_dispatch
from corpus.viewer import Audience
from sharing.channels.order import Order
from sharing.group import GroupId
from sharing.scope import ScopeId
from triage.lessons.lesson import LessonId

DUE_AFTER = timedelta(days=30)
"""By when carriers are asked to answer, unless told otherwise."""


def declare(declared: Declared) -> None:
    """Which lesson, by which scope, by whose word."""
    declared.add("lesson", type=spoken, metavar="LESSON", said="lesson")
    declared.add("scope", type=spoken, metavar="SCOPE", said="scope")
    declared.add("--group", type=spoken, metavar="GROUP", said="group")
    declared.add("--by", type=spoken, required=True, metavar="NAME", said="person")
    answers = declared.one_of()
    answers.add("--due", type=moment, metavar="MOMENT", said="send_due")
    answers.add("--no-answers", action="store_true", said="send_no_answers")
    declared.add("--next-quarter", action="store_true", said="send_next_quarter")
    given = {"type": spoken, "action": "append", "default": []}
    declared.add("--address", metavar="RECIPIENT=MAIL", said="send_address", **given)


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Queue it, and say for each recipient what was queued or why nothing was."""
    at = now()
    order = Order(
        lesson=LessonId(chosen.lesson),
        of=(ScopeId(chosen.scope), None if chosen.group is None else GroupId(chosen.group)),
        by=viewer_of(chosen),
        person=chosen.by,
        due=None if chosen.no_answers else chosen.due or at + DUE_AFTER,
        next_quarter=chosen.next_quarter,
        addresses=_addresses(chosen.address),
    )
    with opened(settings) as db:
        sent = wire_dispatch(db, settings).send(order, at)
    output.answer(
        [sent_out(one).model_dump() for one in sent],
        [sent_line(one, output.words) for one in sent] or [output.words.say("sharing.sent_none")],
    )
    return ANSWERED


def _addresses(given: Iterable[str]) -> dict[Audience, str]:
    pairs = [each.partition("=") for each in given]
    if not all(equals for _, equals, _ in pairs):
        raise WrongUse("arguments", detail="--address RECIPIENT=MAIL")
    return {Audience(recipient): address for recipient, _, address in pairs}


COMMAND = Command(declare, run)
