"""``kyokun inbox``: what was sent to who asks; and lessons as a feed, a list, or STIX."""

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from sqlite_utils import Database

from api.command import Command, Declared, viewer_of
from api.commands.docket.desk import now, spoken
from api.exits import ANSWERED
from api.output import Output
from api.schemas_delivery import LeftOut, WishesOut
from api.settings import Settings
from api.shown_delivery import item_line, item_out
from api.wiring import opened, wire_sharing
from api.wiring_delivery import wire_inbox
from corpus.account import Language
from corpus.errors import InputRefused, MayNotSet
from embeddings.identity import identity_of
from sharing.channels.columns import COLUMNS
from sharing.channels.feed import Feeds, listed
from sharing.channels.inbox import InboxItem
from sharing.channels.sheet import sheet_of
from sharing.channels.signed import SignedWords
from sharing.channels.wishes import Pace, Wishes, WishStore
from sharing.door import SeenLesson
from sharing.members_only import check_open, label_of
from sharing.outbox.message import EventId
from sharing.preview import Preview, Words, preview
from sharing.scope_file import find_scope, load_scopes
from sharing.sign_off.store import SignOffs
from sharing.stix import stix_of
from sharing.tlp import Tlp
from sharing.tlp import label_of as tlp_of
from triage.lessons.lesson import LessonId

Written = tuple[bytes, int, Tlp]
"""What a file holds, of how many lessons, and its label."""


def declare(declared: Declared) -> None:
    """What to do, with which item, scope or lesson."""
    added = declared.actions("inbox", ("list", "open", "wish", *FILES))
    added["open"].add("event", type=spoken, metavar="EVENT", said="event")
    added["wish"].add("--pace", choices=list(Pace), said="wish_pace")
    added["wish"].add("--column", choices=list(COLUMNS), action="append", said="wish_column")
    added["feed"].add("scope", type=spoken, metavar="SCOPE", said="scope")
    added["stix"].add("lesson", type=spoken, metavar="LESSON", said="lesson")
    for name in FILES:
        added[name].add("--out", type=Path, required=True, metavar="FILE", said="inbox_out")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Run the action."""
    with opened(settings) as db:
        if chosen.action in FILES:
            return _write(chosen, FILES[chosen.action](chosen, db, settings), output)
        if chosen.action == "wish":
            return _wish(chosen, db, output)
        items = _items(chosen, db)
    output.answer(
        [item_out(one).model_dump() for one in items],
        [item_line(one, output.words) for one in items]
        or [output.words.say("sharing.inbox_none")],
    )
    return ANSWERED


def _items(chosen: argparse.Namespace, db: Database) -> Sequence[InboxItem]:
    inbox, viewer = wire_inbox(db), viewer_of(chosen)
    if chosen.action == "open":
        return [inbox.open(EventId(chosen.event), viewer, now())]
    return inbox.list(viewer, now())


def _wish(chosen: argparse.Namespace, db: Database, output: Output) -> int:
    viewer, store = viewer_of(chosen), WishStore(db)
    if viewer.carrier is None:
        raise MayNotSet(str(viewer))
    wishes = store.of(viewer.carrier)
    if chosen.pace or chosen.column:
        new = Wishes(
            pace=Pace(chosen.pace or wishes.pace), columns=tuple(chosen.column or wishes.columns)
        )
        wishes = store.set(viewer.carrier, new, viewer, now())
    told = WishesOut(pace=wishes.pace, columns=list(wishes.columns)).model_dump()
    output.answer(told, [f"{wishes.pace}  {' '.join(wishes.columns)}"])
    return ANSWERED


def _feed(chosen: argparse.Namespace, db: Database, settings: Settings) -> Written:
    scope = find_scope(load_scopes(), chosen.scope)
    words = SignedWords(sign_offs=SignOffs(db), scope=scope.id)
    feeds = Feeds(identity=identity_of(db), renderings=words, portal=settings.portal_url)
    found = listed(wire_sharing(db).shares, scope, viewer_of(chosen), now())
    told = [one for one in found if label_of(db, one.lesson.id) is None]
    return feeds.atom(scope, told), len(told), tlp_of(scope.id)


def _sheet(chosen: argparse.Namespace, db: Database, _: Settings) -> Written:
    viewer = viewer_of(chosen)
    seen = wire_sharing(db).shares.list(viewer, now())
    told = [one for one in _read(seen, db) if label_of(db, one.lesson.id) is None]
    columns = WishStore(db).of(viewer.carrier).columns if viewer.carrier else Wishes().columns
    tlp = _strictest(told)
    return sheet_of(told, columns, tlp), len(told), tlp


def _stix(chosen: argparse.Namespace, db: Database, _: Settings) -> Written:
    check_open(db, chosen.lesson)
    shares = wire_sharing(db).shares
    seen = shares.seen(LessonId(chosen.lesson), viewer_of(chosen), now())
    told = _read([seen], db)
    if not told:
        raise InputRefused("not_signed_off", chosen.lesson, scope="-")
    tlp = _strictest(told)
    return stix_of(told[0], tlp, identity_of(db)), 1, tlp


def _read(seen: Iterable[SeenLesson], db: Database) -> list[Preview]:
    """Lessons as they are read, those alone of which the words were signed off."""
    words = SignedWords(sign_offs=SignOffs(db))
    told = [preview(one, words, Language) for one in seen]
    return [one for one in told if one.words is Words.REWRITTEN]


def _strictest(told: Iterable[Preview]) -> Tlp:
    """The label of all together; of scopes that are not told by name, that of any of them."""
    hidden = next(one.id for one in load_scopes().values() if not one.disclosed)
    labels = [tlp_of(one.scope or hidden) for each in told for one in each.lesson.through]
    return max(labels, key=list(Tlp).index, default=Tlp.CLEAR)


def _write(chosen: argparse.Namespace, written: Written, output: Output) -> int:
    content, lessons, tlp = written
    chosen.out.write_bytes(content)
    told = LeftOut(
        file=str(chosen.out),
        lessons=lessons,
        bytes=len(content),
        sha256=sha256(content).hexdigest(),
        tlp=tlp.written,
    ).model_dump()
    output.answer(told, [output.words.say("sharing.file_written", **told)])
    return ANSWERED


FILES: Mapping[str, Callable[[argparse.Namespace, Database, Settings], Written]] = {
    "feed": _feed,
    "sheet": _sheet,
    "stix": _stix,
}
COMMAND = Command(declare, run)
