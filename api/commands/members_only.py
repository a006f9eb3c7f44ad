"""``kyokun members-only``: the label on what the committee keeps to itself."""

import argparse
from collections.abc import Iterable

from sqlite_utils import Database

from api.command import Command, Declared, viewer_of
from api.commands.docket.desk import now, spoken
from api.exits import ANSWERED
from api.output import Output
from api.settings import Settings
from api.shown_sign_off import label_lines, label_out
from api.wiring import opened
from sharing.members_only import Label, LabelAct, Labelling, Labels


def declare(declared: Declared) -> None:
    """On what, why, and by whom."""
    added = declared.actions("members_only", (*LabelAct, "list"))
    added["list"].add("name", type=spoken, nargs="?", metavar="ID", said="labelled")
    for act in LabelAct:
        added[act].add("name", type=spoken, metavar="ID", said="labelled")
        added[act].add("--why", type=spoken, required=True, metavar="TEXT", said="why")
        added[act].add("--by", type=spoken, required=True, metavar="NAME", said="person")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Set or lift a label, or list those that stand; of one thing, all that was said of it."""
    with opened(settings) as db:
        shown = [label_out(one) for one in _found(chosen, db)]
    lines = [line for one in shown for line in label_lines(one, output.words)]
    output.answer(
        [one.model_dump() for one in shown], lines or [output.words.say("sharing.no_labels")]
    )
    return ANSWERED


def _found(chosen: argparse.Namespace, db: Database) -> Iterable[Label]:
    labels, viewer = Labels(db), viewer_of(chosen)
    if chosen.action == "list":
        return labels.history(viewer, chosen.name) if chosen.name else labels.carried(viewer)
    labelling = Labelling(by=viewer, person=chosen.by, why=chosen.why, now=now())
    act = labels.set if chosen.action == LabelAct.SET else labels.lift
    return [act(chosen.name, labelling)]


COMMAND = Command(declare, run)
