"""The options of every command as a table, for ``docs/commands.md``."""

import argparse
from collections.abc import Iterator

from api.cli import make_parser
from api.words import Words

COMMON = frozenset(("-h", "--workspace", "--json", "--as", "--lang"))


def option_table(command: str) -> str:
    """What follows ``kyokun COMMAND``, in Markdown: the arguments, and what each means."""
    rows = [
        _row(" ".join([*actions, _called(one)]), one)
        for actions, one in _arguments((), _parser_of(command))
    ]
    if not rows:
        return "No options of its own."
    return "\n".join(("| argument | meaning |", "|---|---|", *rows))


def common_table() -> str:
    """The options of every command, in Markdown."""
    parser = make_parser(Words.of("en"))
    rows = [
        _row(_called(one), one)
        for one in parser._actions
        if one.option_strings and "-h" not in one.option_strings
    ]
    return "\n".join(("| option | meaning |", "|---|---|", *rows))


def _parser_of(command: str) -> argparse.ArgumentParser:
    [(_, commands)] = _choices(make_parser(Words.of("en")))
    return commands[command]


def _arguments(
    actions: tuple[str, ...], parser: argparse.ArgumentParser
) -> Iterator[tuple[tuple[str, ...], argparse.Action]]:
    for one in parser._actions:
        if not COMMON & {*one.option_strings} and not isinstance(
            one,
            argparse._SubParsersAction,
        ):
            yield actions, one
    for told, choices in _choices(parser):
        for name, below in choices.items():
            found = list(_arguments((*actions, name), below))
            yield from found or [((*actions,), told[name])]


def _choices(
    parser: argparse.ArgumentParser,
) -> Iterator[tuple[dict[str, argparse.Action], dict[str, argparse.ArgumentParser]]]:
    for one in parser._actions:
        if isinstance(one, argparse._SubParsersAction):
            told = {each.dest: each for each in one._choices_actions}
            yield told, one.choices


def _row(called: str, one: argparse.Action) -> str:
    shown = called.replace("|", "\\|")
    return f"| `{shown}` | {one.help} |".replace("%%", "%")


def _called(one: argparse.Action) -> str:
    choices = "{" + ",".join(map(str, one.choices or ())) + "}"
    names = choices if one.choices else one.metavar or one.dest
    if not one.option_strings:
        return f"{names}…" if one.nargs == "*" else str(names)
    takes_none = one.nargs == 0
    return one.option_strings[0] if takes_none else f"{one.option_strings[0]} {names}"
