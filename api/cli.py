"""The ``kyokun`` command.

The options of every command (``--workspace``, ``--json``, ``--as``, ``--lang``) may stand before
or behind its name. Exit codes: 0 answered, 1 a check failed, 2 wrong use, 3 input refused.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from api.command import Command, Declared
from api.exits import WRONG_USE, exit_code_of, fault_of
from api.output import Output
from api.settings import Settings
from api.table import COMMANDS
from api.words import Words


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command given in `arguments`, or on the command line, and exit with its code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """The exit code of the command given in `arguments`."""
    settings = Settings()
    words = Words.of(settings.lang)
    chosen = make_parser(words).parse_args(arguments)
    given = vars(chosen)
    if "lang" in given:
        words = Words.of(given["lang"])
    output = Output(as_json=given.get("json", False), words=words)
    if "workspace" in given:
        settings = settings.model_copy(update={"workspace": given["workspace"]})
    command: Command = chosen.command
    try:
        return command.run(chosen, settings, output)
    except KeyboardInterrupt:
        output.tell("said.interrupted")
        return WRONG_USE
    except Exception as error:
        code = exit_code_of(error)
        if code is None:
            raise
        fault = fault_of(error, words)
        output.tell_line(fault["message"])
        if output.as_json and not command.streams:
            output.answer({"error": fault}, ())
        return code


def make_parser(words: Words) -> argparse.ArgumentParser:
    """The parser of the command line, with every command in it."""
    common = _common_options(words)
    parser = argparse.ArgumentParser(
        prog="kyokun", description=words.say("help.kyokun"), parents=[common]
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        told = words.say(f"help.{name}")
        added = commands.add_parser(name, help=told, description=told, parents=[common])
        command.declare(Declared(added, words, common))
        added.set_defaults(command=command)
    return parser


def _common_options(words: Words) -> argparse.ArgumentParser:
    # SUPPRESS: an option that is not given behind the command must not undo the one before it.
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--workspace", type=Path, metavar="DIR", help=words.say("help.workspace"))
    common.add_argument("--json", action="store_true", help=words.say("help.json"))
    common.add_argument("--as", dest="viewer", metavar="VIEWER", help=words.say("help.as"))
    common.add_argument("--lang", choices=["ja", "en", "both"], help=words.say("help.lang"))
    return common
