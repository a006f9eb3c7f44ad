"""``kyokun outbox``: how what was sent stands, dead letters, and subscriptions by webhook."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from sqlite_utils import Database

from api.command import Command, Declared, viewer_of
from api.commands.docket.desk import now, spoken
from api.exits import ANSWERED
from api.files import name_of, read_bytes
from api.output import Output
from api.settings import Settings
from api.shown_delivery import hook_lines, hook_out, message_line, message_out
from api.wiring import opened, wire_register
from api.wiring_delivery import wire_hooks, wire_outbox
from corpus.errors import InputRefused
from corpus.viewer import Audience, Role, Viewer, carrier_audience
from sharing.channels.bounce import LARGEST, read_bounce
from sharing.channels.hooks import Hook, HookId
from sharing.outbox.message import OVERSEER, EventId, Kept, State
from sharing.persons import person_named

Act = Callable[[argparse.Namespace, Database], Iterable[Kept]]


def declare(declared: Declared) -> None:
    """What to do, with which message or subscription."""
    added = declared.actions("outbox", (*ACTS, *HOOK_ACTS))
    added["list"].add("--state", choices=list(State), action="append", said="outbox_state")
    added["retry"].add("event", type=spoken, metavar="EVENT", said="event")
    added["retry"].add("--by", type=spoken, required=True, metavar="NAME", said="person")
    added["bounce"].add("file", type=Path, metavar="FILE", said="bounce_file")
    added["subscribe"].add("url", type=spoken, metavar="URL", said="hook_url")
    added["subscribe"].add("--carrier", type=spoken, metavar="ID", said="carrier_id")
    added["unsubscribe"].add("subscription", type=spoken, metavar="ID", said="hook_id")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Run the action, and give the messages or subscriptions it is about."""
    with opened(settings) as db:
        if chosen.action in HOOK_ACTS:
            shown = [
                hook_out(one, new=chosen.action == "subscribe")
                for one in HOOK_ACTS[chosen.action](chosen, db, settings)
            ]
            lines = [line for one in shown for line in hook_lines(one, output.words)]
            told = [one.model_dump() for one in shown]
        else:
            messages = [message_out(one) for one in ACTS[chosen.action](chosen, db)]
            lines = [message_line(one, output.words) for one in messages]
            told = [one.model_dump() for one in messages]
    output.answer(told, lines or [output.words.say("sharing.outbox_none")])
    return ANSWERED


def books_of(viewer: Viewer) -> frozenset[Audience]:
    """Whose messages `viewer` oversees: the ministry's, or a carrier's own."""
    if viewer.role in {Role.SECRETARIAT, Role.COMMITTEE}:
        return frozenset({OVERSEER})
    return frozenset({Audience(str(viewer))}) if viewer.role is Role.CARRIER else frozenset()


def _list(chosen: argparse.Namespace, db: Database) -> Iterable[Kept]:
    states = [State(each) for each in chosen.state or State]
    return wire_outbox(db).list(books_of(viewer_of(chosen)), states)


def _dead(chosen: argparse.Namespace, db: Database) -> Iterable[Kept]:
    return wire_outbox(db).list(books_of(viewer_of(chosen)), {State.DEAD})


def _retry(chosen: argparse.Namespace, db: Database) -> Iterable[Kept]:
    event = _overseen(EventId(chosen.event), chosen, db)
    return [wire_outbox(db).retry(event, person_named(chosen.by), now())]


def _bounce(chosen: argparse.Namespace, db: Database) -> Iterable[Kept]:
    bounce = read_bounce(read_bytes(chosen.file, LARGEST))
    if bounce is None:
        raise InputRefused("no_bounce", name_of(chosen.file))
    outbox, event = wire_outbox(db), _overseen(bounce.event, chosen, db)
    outbox.bounced(event, bounce.reason, now())
    return [outbox.get(event)]


def _overseen(event: EventId, chosen: argparse.Namespace, db: Database) -> EventId:
    """`event`, where who asks oversees it."""
    if wire_outbox(db).get(event).book not in books_of(viewer_of(chosen)):
        raise InputRefused("unknown_event", event)
    return event


def _subscribe(chosen: argparse.Namespace, db: Database, settings: Settings) -> Iterable[Hook]:
    viewer = viewer_of(chosen)
    recipient = Audience(str(viewer))
    if chosen.carrier is not None:
        recipient = carrier_audience(wire_register(db).get(chosen.carrier).id)
    return [wire_hooks(db, settings).add(recipient, chosen.url, viewer, now())]


def _unsubscribe(chosen: argparse.Namespace, db: Database, settings: Settings) -> Iterable[Hook]:
    hook = HookId(chosen.subscription)
    return [wire_hooks(db, settings).end(hook, viewer_of(chosen), now())]


def _subscriptions(chosen: argparse.Namespace, db: Database, settings: Settings) -> Iterable[Hook]:
    return wire_hooks(db, settings).list(viewer_of(chosen))


ACTS: Mapping[str, Act] = {"list": _list, "dead": _dead, "retry": _retry, "bounce": _bounce}
HOOK_ACTS: Mapping[str, Callable[[argparse.Namespace, Database, Settings], Iterable[Hook]]] = {
    "subscribe": _subscribe,
    "unsubscribe": _unsubscribe,
    "subscriptions": _subscriptions,
}
COMMAND = Command(declare, run)
