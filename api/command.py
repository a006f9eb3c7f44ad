"""What a command of the command line is."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from api.output import Output
from api.settings import Settings
from api.words import Words
from corpus.viewer import SECRETARIAT, Viewer


@dataclass(frozen=True, slots=True)
class Declared:
    """The arguments of a command as they are declared; `common` are those of every command."""

    parser: argparse.ArgumentParser
    words: Words
    common: argparse.ArgumentParser
    group: argparse._MutuallyExclusiveGroup | None = None

    def add(self, *names: str, said: str, **settings: Any) -> None:
        """An argument of argparse; `said` is the key of its help."""
        (self.group or self.parser).add_argument(
            *names, help=self.words.say(f"help.{said}"), **settings
        )

    def one_of(self) -> "Declared":
        """Where arguments are declared of which one may be given at most."""
        return replace(self, group=self.parser.add_mutually_exclusive_group())

    def actions(
        self, command: str, names: Iterable[str], *, required: bool = True
    ) -> Mapping[str, "Declared"]:
        """What the command can do, each with arguments of its own.

        Where none is `required`, it does something by itself too.
        """
        added = self.parser.add_subparsers(dest="action", required=required, metavar="ACTION")
        told = {name: self.words.say(f"help.{command}_{name}") for name in names}
        return {
            name: Declared(
                added.add_parser(name, help=said, description=said, parents=[self.common]),
                self.words,
                self.common,
            )
            for name, said in told.items()
        }


Declare = Callable[[Declared], None]
Run = Callable[[argparse.Namespace, Settings, Output], int]


@dataclass(frozen=True, slots=True)
class Command:
    """How a command's arguments are declared, and what it does; `run` gives the exit code."""

    declare: Declare
    run: Run


def viewer_of(chosen: argparse.Namespace) -> Viewer:
    """Who asks: ``--as``, else the secretariat."""
    viewer: Viewer = getattr(chosen, "viewer", SECRETARIAT)
    return viewer


def day(written: str) -> date:
    """The day written ``YYYY-MM-DD``, as an argument's type.

    Raises:
        ValueError: there is no such day, or it is written otherwise.
    """
    if len(written) != len("YYYY-MM-DD"):
        raise ValueError(written)
    return date.fromisoformat(written)
