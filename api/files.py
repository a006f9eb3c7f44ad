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
KEPT = ("kyokun.db", "signing.", "ledger-head.")
"""How the names of files begin by which a workspace lives."""
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


def check_target(target: Path, workspace: Path) -> None:
    """Pass where a file may be written to `target`, in place of what is there.

    Raises:
        InputRefused: there is no such folder, it is no file, or `workspace` lives by it.
    """
    if not target.parent.is_dir():
        raise InputRefused("no_such_folder", name_of(target))
    if target.exists() and not target.is_file():
        raise InputRefused("not_a_file", name_of(target))
    inside = target.resolve().parent == workspace.resolve()
    if inside and target.name.startswith(KEPT):
        raise InputRefused("over_itself", name_of(target))


def name_of(path: Path) -> str:
    """A file's name as it may be shown."""
    return shown(path.name or str(path))
