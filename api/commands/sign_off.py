"""``kyokun sign-off``: no text of a lesson leaves before two people said so."""

import argparse
from collections.abc import Iterable
from datetime import timedelta

from api.command import Command, Declared, viewer_of
from api.commands.docket.desk import moment, now, spoken
from api.exits import ANSWERED
from api.output import Output
from api.settings import Settings
from api.shown_sign_off import sign_off_lines, sign_off_out
from api.wiring import opened
from api.wiring_sign_off import wire_sign_off
from sharing.group import GroupId
from sharing.scope import ScopeId
from sharing.sign_off.desk import Signer, SignOffDesk, Wish
from sharing.sign_off.record import SignOff, SignOffId
from sharing.sign_off.states import Act
from triage.lessons.lesson import LessonId

DUE_AFTER = timedelta(days=14)
"""By when an originator is asked to answer, unless told otherwise."""
SAID = [act for act in Act if act is not Act.RECALL]
"""What is said of a sign-off by itself: a recall is said of a lesson."""
NEEDS_WHY = {Act.ASK_CHANGE, Act.DISPUTE, Act.EXCEPT, Act.WITHDRAW}


def declare(declared: Declared) -> None:
    """What to say, of which sign-off, by whom and why."""
    added = declared.actions("sign_off", ("list", "show", "ask", *SAID))
    added["list"].add("lesson", type=spoken, nargs="?", metavar="LESSON", said="lesson")
    added["show"].add("sign_off", type=spoken, metavar="SIGN_OFF", said="sign_off_id")
    ask = added["ask"]
    ask.add("lesson", type=spoken, metavar="LESSON", said="lesson")
    ask.add("scope", type=spoken, metavar="SCOPE", said="scope")
    ask.add("--group", type=spoken, metavar="GROUP", said="group")
    ask.add("--due", type=moment, metavar="MOMENT", said="sign_off_due")
    ask.add("--named", action="store_true", said="sign_off_named")
    for act in SAID:
        added[act].add("sign_off", type=spoken, metavar="SIGN_OFF", said="sign_off_id")
    added[Act.ACCEPT].add("--named", action="store_true", said="sign_off_agree")
    for name in ("ask", *SAID):
        needed = name == "ask" or name in NEEDS_WHY
        added[name].add("--why", type=spoken, required=needed, metavar="TEXT", said="why")
        added[name].add("--by", type=spoken, required=True, metavar="NAME", said="person")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Run the action, and give the sign-offs it is about as the viewer sees them then."""
    viewer = viewer_of(chosen)
    with opened(settings) as db:
        desk = wire_sign_off(db, settings)
        shown = [
            sign_off_out(one, viewer, now(), complete=_is_complete(one, desk))
            for one in _found(chosen, desk)
        ]
    whole = chosen.action != "list"
    lines = [line for one in shown for line in sign_off_lines(one, output.words, whole=whole)]
    output.answer(
        [one.model_dump() for one in shown], lines or [output.words.say("sharing.no_sign_off")]
    )
    return ANSWERED


def _is_complete(one: SignOff, desk: SignOffDesk) -> bool:
    """Whether it is that by which its text may leave now."""
    found = desk.sign_offs.approved(one.release)
    return found is not None and found.id == one.id


def _found(chosen: argparse.Namespace, desk: SignOffDesk) -> Iterable[SignOff]:
    viewer = viewer_of(chosen)
    if chosen.action == "list":
        lesson = None if chosen.lesson is None else LessonId(chosen.lesson)
        return desk.sign_offs.list(viewer, lesson)
    if chosen.action == "show":
        return [desk.sign_offs.seen(SignOffId(chosen.sign_off), viewer)]
    if chosen.action == "ask":
        return [desk.put_up(_wish(chosen), signer_of(chosen))]
    names = getattr(chosen, "named", False)
    return [
        desk.say(SignOffId(chosen.sign_off), Act(chosen.action), signer_of(chosen), names=names)
    ]


def signer_of(chosen: argparse.Namespace) -> Signer:
    """Who says it, now, and in which words."""
    return Signer(by=viewer_of(chosen), person=chosen.by, words=chosen.why or "", now=now())


def _wish(chosen: argparse.Namespace) -> Wish:
    return Wish(
        lesson=LessonId(chosen.lesson),
        scope=ScopeId(chosen.scope),
        group=None if chosen.group is None else GroupId(chosen.group),
        due=chosen.due or now() + DUE_AFTER,
        named=chosen.named,
    )


COMMAND = Command(declare, run)
