"""Read the bytes of a file that someone named, once and bounded."""

import os
import stat
from pathlib import Path

from corpus.errors import FileRefused
from corpus.intake.fault import Fault
from corpus.intake.limits import Limits


def load(path: Path, limits: Limits) -> bytes:
    """The bytes of the file at `path`: what is kept, hashed and parsed is these.

    Raises:
        FileRefused: there is no such file, it cannot be read, is empty or too large.
    """
    name = shown(path.name or str(path))
    try:
        # A pipe without a writer would keep a plain open waiting.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise FileRefused(Fault.MISSING, name) from None
    except PermissionError:
        raise FileRefused(Fault.NO_PERMISSION, name) from None
    except (OSError, ValueError):
        raise FileRefused(Fault.NOT_A_FILE, name) from None
    try:
        return _content(descriptor, name, limits.file_bytes)
    finally:
        os.close(descriptor)


def shown(name: str) -> str:
    """A file's name as it may be shown: one line, and text that can be encoded."""
    clean = name.encode("utf-8", "replace").decode()
    return "".join(char if char.isprintable() else "?" for char in clean)


def _content(descriptor: int, name: str, limit: int) -> bytes:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise FileRefused(Fault.NOT_A_FILE, name)
    if status.st_size > limit:
        raise FileRefused(Fault.TOO_LARGE, name, bytes=status.st_size, limit=limit)
    content = _read(descriptor, limit + 1)  # it may have grown since
    if len(content) > limit:
        raise FileRefused(Fault.TOO_LARGE, name, bytes=len(content), limit=limit)
    if not content:
        raise FileRefused(Fault.EMPTY_FILE, name)
    return content


def _read(descriptor: int, limit: int) -> bytes:
    chunks: list[bytes] = []
    while limit > 0 and (chunk := os.read(descriptor, min(limit, 1 << 20))):
        chunks.append(chunk)
        limit -= len(chunk)
    return b"".join(chunks)
