"""``kyokun meeting``: agenda and minutes of the committee, with the cases they decided on."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from sqlite_utils import Database

from api.command import Command, Declared, day, viewer_of
from api.commands.docket.desk import now, spoken
from api.exits import ANSWERED
from api.files import name_of, read_bytes
from api.output import Output
from api.schemas_sign_off import MeetingOut
from api.settings import Settings
from api.shown_sign_off import meeting_lines, meeting_out
from api.wiring import opened
from corpus.errors import InputRefused
from corpus.ids import AccountId
from sharing.meetings.meeting import CaseItem, MeetingId, PaperSort
from sharing.meetings.store import LONGEST_PAPER, Keeper, MeetingStore

LARGEST = 4 * LONGEST_PAPER
"""Bytes of a paper: no character takes more than four."""


def declare(declared: Declared) -> None:
    """Which meeting, which paper, about which cases."""
    added = declared.actions("meeting", ("hold", *PaperSort, "show", "list"))
    added["hold"].add("title", type=spoken, metavar="TITLE", said="meeting_title")
    added["hold"].add("--on", type=day, required=True, metavar="DATE", said="meeting_day")
    for name in (*PaperSort, "show"):
        added[name].add("meeting", type=spoken, metavar="MEETING", said="meeting_id")
    many = {"type": spoken, "action": "append", "default": []}
    for sort in PaperSort:
        added[sort].add("file", type=Path, metavar="FILE.txt", said="meeting_file")
        added[sort].add("--case", metavar="CASE", said="meeting_case", **many)
        added[sort].add("--decided", metavar="CASE=TEXT", said="meeting_decided", **many)
    for name in ("hold", *PaperSort):
        added[name].add("--by", type=spoken, required=True, metavar="NAME", said="person")
    added["show"].add("--history", action="store_true", said="meeting_history")
    added["list"].add("case", type=spoken, nargs="?", metavar="CASE", said="case")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Keep a meeting or a paper, or show what is kept."""
    with opened(settings) as db:
        shown = list(_found(chosen, db))
    whole = chosen.action == "show"
    lines = [line for one in shown for line in meeting_lines(one, output.words, whole=whole)]
    output.answer(
        [one.model_dump() for one in shown], lines or [output.words.say("sharing.no_meetings")]
    )
    return ANSWERED


def _found(chosen: argparse.Namespace, db: Database) -> Iterable[MeetingOut]:
    store, viewer = MeetingStore(db), viewer_of(chosen)
    if chosen.action == "list":
        case = None if chosen.case is None else AccountId(chosen.case)
        return [meeting_out(one, one.papers) for one in store.list(viewer, case)]
    if chosen.action == "show":
        meeting = store.get(MeetingId(chosen.meeting), viewer)
        papers = store.versions(meeting.id, viewer) if chosen.history else meeting.papers
        return [meeting_out(meeting, papers)]
    keeper = Keeper(by=viewer, person=chosen.by, now=now())
    if chosen.action == "hold":
        kept = store.hold(chosen.title, chosen.on, keeper)
    else:
        sort, text = PaperSort(chosen.action), _text(chosen.file)
        kept = store.keep(MeetingId(chosen.meeting), sort, text, list(_cases(chosen)), keeper)
    return [meeting_out(kept, kept.papers)]


def _cases(chosen: argparse.Namespace) -> Iterable[CaseItem]:
    for case in chosen.case:
        yield CaseItem(account=AccountId(case))
    for told in chosen.decided:
        case, equals, decision = told.partition("=")
        if not equals or not decision.strip():
            raise InputRefused("no_decision", "decided")
        yield CaseItem(account=AccountId(case.strip()), decision=decision.strip())


def _text(path: Path) -> str:
    try:
        return read_bytes(path, LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InputRefused("not_utf8", name_of(path)) from fault


COMMAND = Command(declare, run)
