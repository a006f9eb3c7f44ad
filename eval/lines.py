"""The lines of a file of JSON rows, each with its place, so that a refusal can name it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from corpus.errors import RecordRefused

_FIRST = "line 1"
"""How a reader names the place in a line that it was given alone."""

_Read = TypeVar("_Read")


def lines_of(path: Path) -> Iterator[tuple[str, str]]:
    """Each line of `path` that is not empty, with its place.

    Raises:
        RecordRefused: the file cannot be read as UTF-8 text.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield f"{path.name}, line {number}", line
    except UnicodeDecodeError as fault:
        raise RecordRefused("bad_encoding", path.name, byte=fault.start) from fault
    except OSError as fault:
        raise RecordRefused("unreadable", path.name, why=type(fault).__name__) from fault


def read_at(where: str, read: Callable[[str], _Read], line: str) -> _Read:
    """What `read` makes of `line` alone; a refusal names its place, `where`.

    Raises:
        RecordRefused: what `read` raised.
    """
    try:
        return read(line)
    except RecordRefused as fault:
        there = where + fault.where.removeprefix(_FIRST)
        raise RecordRefused(fault.code, there, **fault.details) from fault
