"""The ``kyokun`` command.

The options of every command (``--workspace``, ``--json``, ``--as``, ``--lang``) may stand before
or behind its name. Exit codes: 0 answered, 1 a check failed, 2 wrong use, 3 input refused.
"""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NoReturn, TextIO

from api.command import Command, Declared
from api.exits import CHECK_FAILED, WrongUse, exit_code_of, fault_of
from api.output import Output
from api.settings import read_settings
from api.table import COMMANDS
from api.words import LANGUAGES, Words
from corpus.viewer import Viewer


class Parser(argparse.ArgumentParser):
    """A parser that raises what it cannot parse, and takes no option by its first letters."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        """Show how the command is used, and raise `message`.

        Raises:
            WrongUse: always.
        """
        self.print_usage(sys.stderr)
        raise WrongUse("arguments", detail=f"{self.prog}: {message}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command given in `arguments`, or on the command line, and exit with its code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A character that the terminal does not know must not cost the rest of the answer.
        sys.stdout.reconfigure(errors="backslashreplace")
    code = run(arguments)
    for stream in (sys.stdout, sys.stderr):
        _let_go(stream)
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """The exit code of the command given in `arguments`."""
    given = _given_early(arguments)
    output = Output(as_json="json" in given, words=Words.of(given.get("lang", "both")))
    try:
        return _run(arguments, given, output)
    except BrokenPipeError:  # whoever read the answer had enough
        return CHECK_FAILED
    except (Exception, KeyboardInterrupt) as error:
        code = exit_code_of(error)
        if code is None:
            raise
        output.refuse(fault_of(error, output.words))
        return code


@cache
def make_parser(words: Words) -> Parser:
    """The parser of the command line, with every command in it."""
    common = _common_options(words)
    parser = Parser(prog="kyokun", description=words.say("help.kyokun"), parents=[common])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        told = words.say(f"help.{name}")
        added = commands.add_parser(name, help=told, description=told, parents=[common])
        command.declare(Declared(added, words, common))
        added.set_defaults(command=command)
    return parser


def _run(arguments: Sequence[str] | None, given: dict[str, Any], output: Output) -> int:
    settings = read_settings(lang=given.get("lang"))
    output.words = Words.of(settings.lang)
    chosen = make_parser(output.words).parse_args(arguments)
    for name, value in vars(chosen).items():
        if isinstance(value, str) and not _is_text(value):
            raise WrongUse("not_text", name=name)
    if "workspace" in chosen:
        settings = settings.model_copy(update={"workspace": chosen.workspace})
    command: Command = chosen.command
    return command.run(chosen, settings, output)


def _common_options(words: Words) -> Parser:
    # SUPPRESS: an option that is not given behind the command must not undo the one before it.
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--workspace", type=Path, metavar="DIR", help=words.say("help.workspace"))
    common.add_argument("--json", action="store_true", help=words.say("help.json"))
    common.add_argument(
        "--as", dest="viewer", type=Viewer.parse, metavar="VIEWER", help=words.say("help.as")
    )
    common.add_argument("--lang", choices=[*LANGUAGES, "both"], help=words.say("help.lang"))
    return common


def _given_early(arguments: Sequence[str] | None) -> dict[str, Any]:
    """The options that also shape how wrong use is told: nothing here can be wrong use."""
    early = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    early.add_argument("--json", nargs="?", const=True)
    early.add_argument("--lang", nargs="?", default="")
    given = vars(early.parse_known_args(arguments)[0])
    if given["lang"] not in {*LANGUAGES, "both"}:
        del given["lang"]
    return given


def _is_text(value: str) -> bool:
    return value.isascii() or value.encode("utf-8", "replace").decode() == value


def _let_go(stream: TextIO) -> None:
    """Write what is left in `stream`; where nobody reads it, let it not fail at the very end."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
