"""``kyokun search TEXT``: similar past incidents, among what the viewer may see."""

import argparse
import sys

from api.command import Command, Declared, viewer_of
from api.exits import ANSWERED
from api.output import Output
from api.settings import Settings
from api.shown import hit_out
from api.wiring import opened, wire_search

DEFAULT_K = 10


def declare(declared: Declared) -> None:
    """What to look for, and how many."""
    declared.add("text", metavar="TEXT", said="search_text")
    declared.add("--k", type=int, default=DEFAULT_K, said="k")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Look for `chosen.text` (``-``: standard input), best first."""
    text = sys.stdin.read() if chosen.text == "-" else chosen.text
    viewer = viewer_of(chosen)
    with opened(settings) as db:
        search = wire_search(db, settings)
        found = search.like_text(text, viewer, chosen.k)
    shown = [hit_out(hit, search.vocabulary, output.words) for hit in found]
    lines = [
        line
        for hit in shown
        for line in (
            f"{hit.score:.3f}  {hit.incident}",
            f"       {hit.title}",
            f"       {hit.why}",
        )
    ]
    answer = [hit.model_dump() for hit in shown]
    output.answer(answer, lines or [output.words.say("said.nothing_found")])
    return ANSWERED


COMMAND = Command(declare, run)
