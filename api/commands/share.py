"""``kyokun share``: who gets a lesson, how much of it, from when on; and what each sees."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from api.command import Command, Declared, viewer_of
from api.commands.anonymise import declare_gate, run_gate
from api.commands.bulletin import declare_bulletin, run_bulletin
from api.commands.docket.desk import moment, now, spoken
from api.exits import ANSWERED
from api.output import Output
from api.settings import Settings
from api.shown_sharing import (
    preview_lines,
    preview_out,
    recipient_lines,
    recipients_out,
    seen_lines,
    seen_out,
    share_lines,
    share_out,
)
from api.wiring import opened, wire_renderings, wire_sharing
from corpus.account import Language
from corpus.carrier import ServiceClass
from corpus.ids import CarrierId
from corpus.viewer import Audience, Viewer
from sharing.desk import SharingDesk
from sharing.facts import Named
from sharing.grain import Grain
from sharing.group import GroupId
from sharing.preview import Renderings, preview
from sharing.scope import Condition, PresetId, ScopeId
from sharing.scope_file import load_scopes
from sharing.share import Decider, EditAct, KeptShare, Proposed, Wanted
from triage.lessons.lesson import LessonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked, at which desk, and where the answer goes."""

    chosen: argparse.Namespace
    desk: SharingDesk
    renderings: Renderings
    output: Output

    @property
    def lesson(self) -> LessonId:
        """The lesson that it is about."""
        return LessonId(self.chosen.lesson)

    @property
    def viewer(self) -> Viewer:
        """Who asks."""
        return viewer_of(self.chosen)

    @property
    def decider(self) -> Decider:
        """Who decides, now, and why."""
        return Decider(by=self.viewer, now=now(), why=getattr(self.chosen, "why", ""))

    @property
    def group(self) -> GroupId | None:
        """The group that was named."""
        return None if self.chosen.group is None else GroupId(self.chosen.group)

    @property
    def of(self) -> tuple[ScopeId, GroupId | None]:
        """The scope that it is about."""
        return ScopeId(self.chosen.scope), self.group


def declare(declared: Declared) -> None:
    """What to do, with which lesson and scope."""
    added = dict(declared.actions("share", (*ACTIONS, GATE, BULLETIN)))
    declare_gate(added.pop(GATE))
    declare_bulletin(added.pop(BULLETIN))
    for name, action in added.items():
        optional = {"nargs": "?"} if name == "list" else {}
        action.add("lesson", type=spoken, metavar="LESSON", said="lesson", **optional)
    for name in ("set", "widen", "withdraw", "add", "remove", "recipients"):
        optional = {"nargs": "?"} if name == "withdraw" else {}
        added[name].add("scope", type=spoken, metavar="SCOPE", said="scope", **optional)
    added["widen"].add("to", type=spoken, metavar="TO", said="scope_to")
    added["widen"].add("--of-group", type=spoken, metavar="GROUP", said="of_group")
    added["propose"].add("preset", type=spoken, metavar="PRESET", said="preset")
    for name in ("set", "widen"):
        _declare_terms(added[name])
    for name in ("set", "widen", "recipients", "propose"):
        _declare_named(added[name])
    for name in ("add", "remove"):
        added[name].add("recipient", type=spoken, metavar="RECIPIENT", said="recipient")
    for name in ("withdraw", "add", "remove"):
        added[name].add("--group", type=spoken, metavar="GROUP", said="group")
    holds = {"choices": list(Condition), "action": "append", "default": []}
    added["propose"].add("--holds", said="holds", **holds)
    added["propose"].add("--lifted", action="store_true", said="lifted")
    for name in ("set", "propose", "widen", "withdraw", "add", "remove"):
        added[name].add("--why", type=spoken, required=True, metavar="TEXT", said="why")
    added["preview"].add("--grain", choices=list(Grain), said="as_grain")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Run the action."""
    if chosen.action == GATE:
        return run_gate(chosen, settings, output)
    if chosen.action == BULLETIN:
        return run_bulletin(chosen, settings, output)
    with opened(settings) as db:
        asked = Asked(
            chosen=chosen, desk=wire_sharing(db), renderings=wire_renderings(db), output=output
        )
        return ACTIONS[chosen.action](asked)


def _declare_terms(action: Declared) -> None:
    action.add("--grain", choices=list(Grain), said="grain")
    action.add("--k", type=int, metavar="N", said="among")
    action.add("--release", type=moment, metavar="MOMENT", said="release")


def _declare_named(action: Declared) -> None:
    many = {"type": spoken, "action": "append", "default": []}
    action.add("--carrier", metavar="ID", said="named_carrier", **many)
    action.add("--maker", metavar="NAME", said="named_maker", **many)
    action.add("--group", type=spoken, metavar="GROUP", said="group")
    action.add("--service-class", choices=list(ServiceClass), said="service_class")


def _set(asked: Asked) -> int:
    wanted = _wanted(asked, asked.chosen.scope)
    return _answer(asked, [asked.desk.set(asked.lesson, wanted, asked.decider)])


def _propose(asked: Asked) -> int:
    chosen = asked.chosen
    proposed = Proposed(
        preset=PresetId(chosen.preset),
        holds=frozenset(map(Condition, chosen.holds)),
        lifted=chosen.lifted,
        named=_named(chosen),
        group=asked.group,
    )
    return _answer(asked, asked.desk.propose(asked.lesson, proposed, asked.decider))


def _widen(asked: Asked) -> int:
    chosen = asked.chosen
    of = ScopeId(chosen.scope), GroupId(chosen.of_group) if chosen.of_group else None
    wanted = _wanted(asked, chosen.to)
    return _answer(asked, [asked.desk.widen(asked.lesson, of, wanted, asked.decider)])


def _withdraw(asked: Asked) -> int:
    of = None if asked.chosen.scope is None else asked.of
    return _answer(asked, asked.desk.withdraw(asked.lesson, of, asked.decider))


def _edit(asked: Asked) -> int:
    change = EditAct(asked.chosen.action), Audience(asked.chosen.recipient)
    return _answer(asked, [asked.desk.edit(asked.lesson, asked.of, change, asked.decider)])


def _recipients(asked: Asked) -> int:
    wanted = _wanted(asked, asked.chosen.scope)
    found = asked.desk.recipients(asked.lesson, wanted, asked.decider)
    shown = recipients_out({one.audience: one.why for one in found})
    asked.output.answer(
        [one.model_dump() for one in shown], recipient_lines(found, asked.output.words)
    )
    return ANSWERED


def _list(asked: Asked) -> int:
    shares, words, at = asked.desk.shares, asked.output.words, now()
    lesson = None if asked.chosen.lesson is None else asked.lesson
    if lesson is None:
        seen = shares.list(asked.viewer, at)
    else:
        seen = (shares.seen(lesson, asked.viewer, at),)
    entries = shares.entries(asked.viewer, at, lesson)
    shown = {
        "lessons": [seen_out(one).model_dump() for one in seen],
        "entries": [share_out(one).model_dump() for one in entries],
    }
    lines = [line for one in seen for line in seen_lines(one, words)]
    lines += [line for one in entries for line in share_lines(one, load_scopes(), words)]
    asked.output.answer(shown, lines or [words.say("sharing.none")])
    return ANSWERED


def _preview(asked: Asked) -> int:
    shares, grain = asked.desk.shares, asked.chosen.grain
    if grain is None:
        seen = shares.seen(asked.lesson, asked.viewer, now())
    else:
        seen = shares.read_at(asked.lesson, Grain(grain), asked.viewer, now())
    languages = [Language(one) for one in asked.output.words.languages]
    languages += [one for one in Language if one not in languages]
    told = preview(seen, asked.renderings, languages)
    asked.output.answer(preview_out(told).model_dump(), preview_lines(told, asked.output.words))
    return ANSWERED


def _answer(asked: Asked, kept: Iterable[KeptShare]) -> int:
    told, scopes = list(kept), load_scopes()
    lines = [line for one in told for line in share_lines(one, scopes, asked.output.words)]
    asked.output.answer([share_out(one).model_dump() for one in told], lines)
    return ANSWERED


def _wanted(asked: Asked, scope: str) -> Wanted:
    chosen = asked.chosen
    grain = getattr(chosen, "grain", None)
    return Wanted(
        scope=ScopeId(scope),
        grain=Grain(grain) if grain else None,
        k=getattr(chosen, "k", None),
        release=getattr(chosen, "release", None),
        named=_named(chosen),
        group=asked.group,
    )


def _named(chosen: argparse.Namespace) -> Named:
    told = chosen.service_class
    return Named(
        carriers=tuple(map(CarrierId, chosen.carrier)),
        makers=tuple(chosen.maker),
        service_class=ServiceClass(told) if told else None,
    )


ACTIONS: Mapping[str, Callable[[Asked], int]] = {
    "set": _set,
    "propose": _propose,
    "widen": _widen,
    "withdraw": _withdraw,
    "add": _edit,
    "remove": _edit,
    "recipients": _recipients,
    "list": _list,
    "preview": _preview,
}
GATE = "gate"
"""The action that may find that the answer is no."""
BULLETIN = "bulletin"
"""The action that writes a lesson on one page."""
COMMAND = Command(declare, run)
