"""``kyokun search TEXT``: similar past incidents, among what the viewer may see."""

import argparse
from pathlib import Path

from api.command import Command, Declared, viewer_of
from api.exits import ANSWERED
from api.files import STANDARD_INPUT, read_bytes
from api.output import Output
from api.settings import Settings
from api.shown import hit_out
from api.wiring import opened, wire_search
from corpus.errors import InputRefused

DEFAULT_K = 10
LARGEST = 1_000_000
"""Bytes of a text from standard input."""


def declare(declared: Declared) -> None:
    """What to look for, and how many."""
    declared.add("text", metavar="TEXT", said="search_text")
    declared.add("--k", type=int, default=DEFAULT_K, metavar="K", said="k")


def run(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Look for `chosen.text` (``-``: standard input), best first."""
    text = _piped() if chosen.text == STANDARD_INPUT else chosen.text
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


def _piped() -> str:
    content = read_bytes(Path(STANDARD_INPUT), LARGEST)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InputRefused("unreadable_encoding", "TEXT", byte=fault.start) from fault


COMMAND = Command(declare, run)
