"""The form of the spreadsheet: its columns, the words of its cells (``sheet.toml``)."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from corpus.regime import Wording
from corpus.shape import squeezed
from sharing.answering.answer import AskId, State

FORM = Path(__file__).parent / "sheet.toml"
NAME = "kyokun:"
"""Stands before the name of a column in the grey row."""
_KEY = re.compile(r"(q-[1-9]\d{0,9})\.(\d{1,3}):(\d{1,6})", re.ASCII)


class Column(StrEnum):
    """The columns, in the order in which they are written."""

    KEY = "key"
    LESSON = "lesson"
    PART = "part"
    WHO = "who"
    WHAT = "what"
    HOW = "how"
    DUE = "due"
    STATE = "state"
    EVIDENCE = "evidence"
    PLANNED = "planned"
    DONE = "done"


FILLED = (Column.STATE, Column.EVIDENCE, Column.PLANNED, Column.DONE)
"""The columns that a carrier fills in."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a row is about: a part of an ask, as it stood at `revision` when it was written."""

    ask: AskId
    part: int
    revision: int

    def __str__(self) -> str:
        return f"{self.ask}.{self.part}:{self.revision}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The words of the form. `columns` and `states` are by each word for them (see `word`)."""

    title: Wording
    note: Wording
    sheet: str
    instructions_sheet: str
    whole: Wording
    item: Wording
    headings: Mapping[Column, Wording]
    widths: Mapping[Column, int]
    columns: Mapping[str, Column]
    state_names: Mapping[State, Wording]
    states: Mapping[str, State]
    instructions: tuple[Wording, ...]


def key_in(text: str) -> Key | None:
    """The key that a cell holds; None where it holds none."""
    found = _KEY.fullmatch(squeezed(text).casefold())
    if found is None:
        return None
    return Key(AskId(found[1].upper()), int(found[2]), int(found[3]))


def word(text: str) -> str:
    """`text` as words of the form are looked up."""
    return squeezed(text).casefold()


def both(told: Wording) -> str:
    """Japanese and English, as a cell shows them."""
    return f"{told.ja} / {told.en}"


@cache
def load_form(path: Path = FORM) -> Form:
    """The form in `path`."""
    told = tomllib.loads(path.read_text("utf-8"))
    columns = {Column(name): entry for name, entry in told["columns"].items()}
    states = {State(name): entry for name, entry in told["states"].items()}
    return Form(
        title=Wording(**told["title"]),
        note=Wording(**told["note"]),
        sheet=told["sheet"],
        instructions_sheet=told["instructions_sheet"],
        whole=Wording(**told["whole"]),
        item=Wording(**told["item"]),
        headings={column: _named(entry) for column, entry in columns.items()},
        widths={column: entry["width"] for column, entry in columns.items()},
        columns={
            each: column for column, entry in columns.items() for each in _words(column, entry)
        },
        state_names={state: _named(entry) for state, entry in states.items()},
        states={each: state for state, entry in states.items() for each in _words(state, entry)},
        instructions=tuple(Wording(**each) for each in told["instructions"]),
    )


def _named(entry: Mapping[str, str]) -> Wording:
    return Wording(ja=entry["ja"], en=entry["en"])


def _words(name: str, entry: Mapping[str, str | list[str]]) -> list[str]:
    ja, en = str(entry["ja"]), str(entry["en"])
    told = [name, f"{NAME}{name}", ja, en, both(Wording(ja=ja, en=en)), *entry.get("words", [])]
    return [word(each) for each in told]
