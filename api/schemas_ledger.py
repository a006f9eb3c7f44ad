"""The shapes of ``kyokun ledger``."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, RootModel

from api.shape import Out


class LedgerEntryOut(Out):
    """One entry: `number` counts within its `book`, `before` is the hash of the one before."""

    book: str
    number: int
    kind: str
    at: str
    body: dict[str, Any]
    before: str
    hash: str


class LedgerOut(RootModel[list[LedgerEntryOut]]):
    """The answer of ``kyokun ledger show``, oldest first."""


class LedgerBookOut(Out):
    """How far a book has come; `book` is null where it is not for the viewer to know."""

    book: str | None
    entries: int
    hash: str | None


class LedgerFaultOut(Out):
    """What is wrong, at which entry of which book (null: with the whole), and one line of it."""

    wrong: str
    book: str | None
    entry: int | None
    message: str


class LedgerNoteOut(Out):
    """What is no fault and good to know, and how often."""

    note: str
    times: int
    message: str


class LedgerVerifyOut(Out):
    """The answer of ``kyokun ledger verify``; `key` is the one that signed its end."""

    whole: bool
    books: list[LedgerBookOut]
    key: str | None
    faults: list[LedgerFaultOut]
    notes: list[LedgerNoteOut]


class LedgerExportOut(Out):
    """The answer of ``kyokun ledger export --out``: how many entries, and whose signature."""

    file: str
    entries: int
    key: str


class LedgerLinesOut(RootModel[list[dict[str, Any]]]):
    """The answer of ``kyokun ledger export --json``: the lines, the checkpoint last."""


SHAPES: Mapping[str, type[BaseModel]] = {
    "ledger-verify": LedgerVerifyOut,
    "ledger-export": LedgerExportOut,
    "ledger-lines": LedgerLinesOut,
    "ledger-show": LedgerOut,
}
"""The answers by name."""
