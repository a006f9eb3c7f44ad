"""``kyokun groups``: groups of carriers that lessons are shared in."""

import argparse
from collections.abc import Callable, Mapping

from api.command import Command, Declared, viewer_of
from api.commands.docket.desk import now, spoken
from api.exits import ANSWERED
from api.output import Output
from api.settings import Settings
from api.shown_sharing import group_lines, group_out
from api.wiring import opened, wire_sharing
from corpus.ids import CarrierId
from corpus.viewer import Viewer
from sharing.group import Group, GroupId
from sharing.groups import GroupStore

Found = tuple[Group, ...]


def declare(declared: Declared) -> None:
    """What to do, with which group."""
    added = declared.actions("groups", ACTIONS)
    added["new"].add("title", type=spoken, metavar="TITLE", said="group_title")
    added["new"].add("--members-hidden", action="store_true", said="group_hidden")
    added["new"].add("--without-ministry", action="store_true", said="group_without_ministry")
    for name in ("ask", "remove", "join", "leave"):
        added[name].add("group", type=spoken, metavar="GROUP", said="group")
    for name in ("ask", "remove"):
        added[name].add("carrier", type=spoken, metavar="CARRIER", said="carrier_id")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Run the action, and give the groups it is about as the viewer knows them then."""
    with opened(settings) as db:
        found = ACTIONS[chosen.action](chosen, wire_sharing(db).groups, viewer_of(chosen))
    lines = [line for group in found for line in group_lines(group, output.words)]
    output.answer(
        [group_out(one).model_dump() for one in found],
        lines or [output.words.say("sharing.no_groups")],
    )
    return ANSWERED


def _new(chosen: argparse.Namespace, groups: GroupStore, by: Viewer) -> Found:
    made = groups.make(
        chosen.title,
        by,
        now(),
        hidden=chosen.members_hidden,
        ministry=not chosen.without_ministry,
    )
    return (made,)


def _ask(chosen: argparse.Namespace, groups: GroupStore, by: Viewer) -> Found:
    return (groups.ask(GroupId(chosen.group), CarrierId(chosen.carrier), by, now()),)


def _remove(chosen: argparse.Namespace, groups: GroupStore, by: Viewer) -> Found:
    return (groups.remove(GroupId(chosen.group), CarrierId(chosen.carrier), by, now()),)


def _join(chosen: argparse.Namespace, groups: GroupStore, by: Viewer) -> Found:
    return (groups.join(GroupId(chosen.group), by, now()),)


def _leave(chosen: argparse.Namespace, groups: GroupStore, by: Viewer) -> Found:
    groups.leave(GroupId(chosen.group), by, now())
    return ()


def _list(_: argparse.Namespace, groups: GroupStore, by: Viewer) -> Found:
    return groups.list(by, now())


ACTIONS: Mapping[str, Callable[[argparse.Namespace, GroupStore, Viewer], Found]] = {
    "new": _new,
    "ask": _ask,
    "remove": _remove,
    "join": _join,
    "leave": _leave,
    "list": _list,
}
COMMAND = Command(declare, run)
