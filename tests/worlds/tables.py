"""The tables: every way out, what may be hidden, and whether a command was forgotten."""

import argparse
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from api.cli import make_parser
from api.words import Words

HERE = Path(__file__).parent
Template = tuple[str, ...]
_WORD = re.compile(r"(?:\{[^{}]*\}|[^\s{}])+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """One thing that one of two worlds has besides.

    `files`: who files a report; `does`: what `by` does then, whether or not it `fails`. None but
    `knows` may learn of it; `beyond` are ways out that tell of it by design, with the reason.
    """

    name: str
    by: str
    knows: frozenset[str]
    files: str | None = None
    regarding: tuple[str, ...] = ()
    does: tuple[Template, ...] = ()
    fails: bool = False
    beyond: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Every way out: what a viewer `reads` and `writes`, what is `excused` and why, and words.

    `meanwhile` others do what concerns viewers; the first word says who.
    """

    reads: tuple[Template, ...]
    writes: tuple[Template, ...]
    meanwhile: tuple[Template, ...]
    excused: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]

    def forgotten(self, paths: frozenset[str]) -> frozenset[str]:
        """Those of `paths` that no way covers and nothing excuses."""
        covered = {path_of(each, paths) for each in (*self.reads, *self.writes)}
        return paths - covered - set(self.excused)


def viewer_named(name: str) -> str:
    """The viewer of that name: a role, or else a carrier."""
    roles = {"secretariat", "committee", "auditor", "public"}
    return name if name in roles else f"carrier:{name}"


@cache
def load_ways() -> Ways:
    """What ``ways.toml`` says."""
    told = tomllib.loads((HERE / "ways.toml").read_text("utf-8"))
    return Ways(
        reads=tuple(map(split, told["reads"])),
        writes=tuple(map(split, told["writes"])),
        meanwhile=tuple(map(split, told["meanwhile"])),
        excused=told["excused"],
        words={place: tuple(words) for place, words in told["words"].items()},
    )


@cache
def load_hidden() -> tuple[Hidden, ...]:
    """What ``hidden.toml`` says."""
    told = tomllib.loads((HERE / "hidden.toml").read_text("utf-8"))
    return tuple(
        Hidden(
            name=each["name"],
            by=viewer_named(each["by"]),
            knows=frozenset(map(viewer_named, each["knows"])),
            files=each.get("files"),
            regarding=tuple(each.get("regarding", ())),
            does=tuple(map(split, each.get("does", ()))),
            fails=each.get("fails", False),
            beyond=each.get("beyond", {}),
        )
        for each in told["hidden"]
    )


def split(line: str) -> Template:
    """The words of a command; a place in braces is one, whatever blanks are in it."""
    return tuple(_WORD.findall(line))


def command_paths() -> frozenset[str]:
    """Every command of the command line, with its action."""
    return frozenset(_leaves(make_parser(Words.of("en")), ()))


def path_of(template: Template, paths: frozenset[str]) -> str:
    """The command and action that `template` is of; the longest that fits."""
    fitting = [" ".join(template[:words]) for words in (1, 2, 3)]
    return max((each for each in fitting if each in paths), key=len, default="")


def _leaves(parser: argparse.ArgumentParser, path: tuple[str, ...]) -> Iterator[str]:
    actions = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    if path and not any(each.required for each in actions):
        yield " ".join(path)
    for action in actions:
        for name, under in action.choices.items():
            yield from _leaves(under, (*path, name))
