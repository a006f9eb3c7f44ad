"""Checkpoints: how far each book had come, signed.

The newest, the *head*, lies beside the database. A ledger alone does not show that its end was cut
off; a head that knows more entries does. The head is written after each commit, so it may be
behind, never ahead: a head that is ahead tells of entries that are gone, and is left as it is.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from corpus.viewer import Audience
from sharing.ledger.entry import canonical, moment_of
from sharing.ledger.line import NotALine, document_of
from sharing.signing import PublicKey, SigningKey

HEAD = "ledger-head.json"
_HEX = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(r"[0-9a-f]{128}")
_ABOUT = b"kyokun ledger\n"
"""Stands before what is signed, so that no other signature of the key is one of a checkpoint."""

Ends = Mapping[Audience, tuple[int, str]]
"""The number and the hash of the last entry of each book."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """How far the `books` had come at `at`, signed with `key`."""

    at: str
    books: Ends
    key: str
    signature: str

    @classmethod
    def signed(cls, books: Ends, at: datetime, key: SigningKey) -> "Checkpoint":
        """A checkpoint at the ends of `books`."""
        told = moment_of(at)
        content = _ABOUT + canonical(_content(told, books, key.public.hex))
        return cls(at=told, books=books, key=key.public.hex, signature=key.sign(content).hex())

    @classmethod
    def read(cls, line: bytes) -> "Checkpoint":
        """The checkpoint on `line`; its signature is not checked.

        Raises:
            NotALine: there is none.
        """
        told = document_of(line)
        try:
            inner = told["checkpoint"]
            books = {
                Audience(book): (end["number"], end["hash"])
                for book, end in inner["books"].items()
            }
            found = cls(at=inner["at"], books=books, key=inner["key"], signature=told["signature"])
            shaped = _HEX.fullmatch(found.key) and _SIGNATURE.fullmatch(found.signature)
            if not shaped or found.line != line:
                raise NotALine("no checkpoint as we write it")
        except (KeyError, TypeError, AttributeError) as fault:
            raise NotALine("no checkpoint") from fault
        return found

    @property
    def line(self) -> bytes:
        """The checkpoint as one line."""
        content = _content(self.at, self.books, self.key)
        return canonical({"checkpoint": content, "signature": self.signature}) + b"\n"

    @property
    def holds(self) -> bool:
        """Whether the signature is that of its key."""
        content = _ABOUT + canonical(_content(self.at, self.books, self.key))
        return PublicKey(self.key).signed(content, bytes.fromhex(self.signature))


def is_checkpoint(line: bytes) -> bool:
    """Whether `line` was written as a checkpoint, and not as an entry."""
    return line.startswith(b'{"checkpoint":')


def read_head(folder: Path) -> Checkpoint | None:
    """The head in `folder`; None: there is none.

    Raises:
        NotALine: what lies there is no head.
    """
    try:
        content = (folder / HEAD).read_bytes()
    except FileNotFoundError:
        return None
    return Checkpoint.read(content)


def write_head(folder: Path, head: Checkpoint) -> None:
    """Put `head` in the place of the one before; never half of it."""
    path = folder / HEAD
    handle, beside = mkstemp(prefix=f".{path.name}.", dir=folder)
    with os.fdopen(handle, "wb") as file:
        file.write(head.line)
        file.flush()
        os.fsync(handle)
    Path(beside).replace(path)


def _content(at: str, books: Ends, key: str) -> dict[str, Any]:
    ended = {book: {"number": number, "hash": told} for book, (number, told) in books.items()}
    return {"at": at, "books": ended, "key": key}
