"""``kyokun lessons patterns``: human errors and flaws of procedure that carriers repeat."""

import argparse
from collections.abc import Iterator

from sqlite_utils import Database

from api.command import Declared, day, viewer_of
from api.exits import ANSWERED
from api.output import Output
from api.schemas_lessons import MemberOut, PatternOut, TrendCellOut
from api.shape import BilingualOut
from api.wiring import wire_register
from api.words import Words
from corpus.regime import Wording
from corpus.viewer import Viewer
from corpus.vocabulary import load_vocabulary
from triage.lessons.patterns import Cell, Group, Patterns, Repeats, codes_by, load_patterns, trend
from triage.review.store import REVIEWERS
from triage.written import as_json


def declare(declared: Declared) -> None:
    """Of which time."""
    declared.add("--since", type=day, metavar="DATE", said="since")
    declared.add("--until", type=day, metavar="DATE", said="until")


def patterns(chosen: argparse.Namespace, db: Database, output: Output) -> int:
    """Show the patterns that several carriers share, and how often each came by year."""
    viewer, known = viewer_of(chosen), load_patterns()
    repeats = Repeats(
        db=db,
        patterns=known,
        codes=codes_by(load_vocabulary()),
        since=chosen.since,
        until=chosen.until,
    )
    shown = [_out(one, db, viewer, known) for one in repeats.groups(viewer)]
    lines = [line for one in shown for line in _lines(one, output.words)]
    output.answer(
        [one.model_dump() for one in shown], lines or [output.words.say("review.no_pattern")]
    )
    return ANSWERED


def _out(group: Group, db: Database, viewer: Viewer, known: Patterns) -> PatternOut:
    register = wire_register(db)
    # The ministry knows who reports; to others a count tells of no fewer carriers than a group.
    least = 1 if viewer.role in REVIEWERS else known.needed(viewer)
    cells = trend(group, lambda carrier: register.get(carrier).kind, least)
    return PatternOut(
        pattern=group.pattern.id,
        title=_both(group.pattern.title),
        carriers=sorted(group.carriers),
        members=[MemberOut.model_validate(as_json(one)) for one in group.members],
        trend=[_cell(cell, known) for cell in cells],
    )


def _cell(cell: Cell, known: Patterns) -> TrendCellOut:
    name = _both(known.businesses[cell.business])
    return TrendCellOut(year=cell.year, business=cell.business, name=name, count=cell.count)


def _both(told: Wording) -> BilingualOut:
    return BilingualOut(ja=told.ja, en=told.en)


def _lines(shown: PatternOut, words: Words) -> Iterator[str]:
    yield words.say(
        "review.pattern",
        title=shown.title.model_dump(),
        accidents=len(shown.members),
        carriers=len(shown.carriers),
    )
    for member in shown.members:
        told = ", ".join(member.incidents or [member.account])
        yield f"    - {told}  ({', '.join(member.carriers)})"
    for cell in shown.trend:
        count = "*" if cell.count is None else cell.count
        yield f"    {cell.year}  {words.join(cell.name.model_dump())}: {count}"
