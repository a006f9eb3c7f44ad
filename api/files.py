"""Files that a person names on the command line, opened with a reason where they cannot be."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from corpus.errors import InputRefused
from corpus.intake.fault import Fault
from corpus.intake.loading import shown

STANDARD_INPUT = "-"
CODE_BY_FAULT: Mapping[type[Exception], Fault] = {
    FileNotFoundError: Fault.MISSING,
    PermissionError: Fault.NO_PERMISSION,
}


@contextmanager
def opened_bytes(path: Path) -> Iterator[BinaryIO]:
    """The file at `path`, or standard input for ``-``.

    Raises:
        InputRefused: it cannot be opened.
    """
    if str(path) == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        file = path.open("rb")
    except (OSError, ValueError) as fault:
        code = CODE_BY_FAULT.get(type(fault), Fault.NOT_A_FILE)
        raise InputRefused(code, name_of(path)) from fault
    with file:
        yield file


def read_bytes(path: Path, limit: int) -> bytes:
    """All of the file at `path`, or of standard input for ``-``; `limit` bytes at most.

    Raises:
        InputRefused: it cannot be opened, or holds more.
    """
    with opened_bytes(path) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise InputRefused("too_large", name_of(path), limit=limit)
    return content


def name_of(path: Path) -> str:
    """A file's name as it may be shown."""
    return shown(path.name or str(path))
