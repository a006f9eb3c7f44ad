"""Tables with a heading row: lists of accidents, of services hit, of corrections."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from corpus.intake.document import Cell, Table
from corpus.intake.forms import Field, Target
from corpus.intake.gather import Entry
from corpus.intake.labels import Vocabulary, key_of
from corpus.reading import Section

_SEARCHED = 15
_TWO, _MANY, _HALF, _MOST = 2, 4, 0.5, 0.75  # columns that are known: how many, what share
_UNIT_ONLY = re.compile(r"\s*[(（\[［【][^()（）]{1,14}[)）\]］】]\s*")
_TOTAL = re.compile(
    r"(?:合計|総計|小計|累計|計|総合計|全体|total|subtotal|sum)(?:[(:：].*)?", re.IGNORECASE
)
_REMARK = re.compile(r"\s*(?:※|注|\(注|以上$|凡例)")
_NO_COLUMN = frozenset({Field.GROUP})
_OF_AN_ACCIDENT = frozenset(
    {Field.CARRIER, Field.REFERENCE, Field.SUBJECT, Field.NUMBER, Section.CAUSE, Section.OVERVIEW}
)


class Purpose(Enum):
    """What the rows of a table with headings are."""

    ACCIDENTS = auto()
    IMPACTS = auto()
    CORRECTIONS = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: what it holds (None: no form knows it) and its heading."""

    target: Target | None
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The heading of a table: its columns, how many rows come before it, and how high it is."""

    columns: dict[int, Column]
    first: int
    height: int

    @property
    def targets(self) -> frozenset[Target]:
        """What the columns hold."""
        return frozenset(column.target for column in self.columns.values() if column.target)


def find_heading(table: Table, vocabulary: Vocabulary[Target]) -> Heading | None:
    """The heading of a table, one or two rows high (the second perhaps of units), if any."""
    for n in range(min(_SEARCHED, len(table.rows))):
        if len([cell for cell in table.rows[n] if cell.text]) <= 1:
            continue
        for height in (2, 1):
            rows = table.rows[n : n + height]
            if len(rows) < height or (height > 1 and not _is_second(rows[1], rows[0], vocabulary)):
                continue
            columns = _columns(rows, vocabulary)
            if _is_heading(columns):
                return Heading(columns=columns, first=n, height=height)
    return None


def purpose_of(heading: Heading, rows: int) -> Purpose:
    """What `rows` entries under `heading` are."""
    targets = heading.targets
    if Field.ITEM in targets and Field.AFTER in targets:
        return Purpose.CORRECTIONS
    known = {target for target in targets if target not in _NO_COLUMN}
    if Field.OCCURRED in known and known & _OF_AN_ACCIDENT and len(known) >= _MANY and rows > 1:
        return Purpose.ACCIDENTS
    if (
        Field.SERVICES in known
        and known & {Field.USERS, Field.MINUTES}
        and not known & _OF_AN_ACCIDENT
    ):
        return Purpose.IMPACTS
    return Purpose.NONE


def entries_of(table: Table, heading: Heading) -> Iterator[tuple[int, list[Entry]]]:
    """Each row under the heading, with its number; empty rows, totals and remarks left out."""
    columns = heading.columns
    names = {column: table.place(1, column)[:-1] if table.lettered else "" for column in columns}
    for row in table.rows[heading.first + heading.height :]:
        if not _is_entry(row, columns):
            continue
        number = row[0].row
        yield (
            number,
            [
                _entry(columns, cell, f"{names.get(cell.column) or ''}{number}", table)
                for cell in row
                if cell.text or cell.formula_without_value
            ],
        )


def _entry(columns: dict[int, Column], cell: Cell, place: str, table: Table) -> Entry:
    """One cell of a list as an entry under its column's heading."""
    column = columns.get(cell.column)
    where = place if table.lettered and column else table.place(cell.row, cell.column)
    return Entry(
        target=column.target if column else None,
        label=column.label if column else "",
        text=cell.text.strip(),
        where=where,
        formula=cell.formula_without_value,
    )


def _is_entry(row: tuple[Cell, ...], columns: dict[int, Column]) -> bool:
    """Whether a row is neither empty nor a total, a remark or the heading again."""
    told = [cell for cell in row if cell.text.strip() or cell.formula_without_value]
    known = [
        c for c in told if c.column not in columns or columns[c.column].target is not Field.NUMBER
    ]
    if not known:
        return False
    if any(_TOTAL.fullmatch(key_of(cell.text)) for cell in told[:2]):
        return False
    if len(told) == 1 and _REMARK.match(told[0].text):
        return False
    return any(c.column not in columns or c.text != columns[c.column].label for c in known)


def _is_second(
    row: tuple[Cell, ...], above: tuple[Cell, ...], vocabulary: Vocabulary[Target]
) -> bool:
    """Whether `row` is the second line of the heading `above`: units, or labels under it."""
    upper = _filled(above)
    lower = {cell.column: cell.text for cell in row if cell.text}

    def is_label(text: str) -> bool:
        return vocabulary.whole(text) is not None

    below = [
        _UNIT_ONLY.fullmatch(text) or is_label(upper.get(column, "") + text) or is_label(text)
        for column, text in lower.items()
    ]
    over = [
        is_label(text) or is_label(text + lower.get(column, "")) for column, text in upper.items()
    ]
    return bool(below) and all(below) and sum(over) >= _MOST * len(over)


def _columns(
    rows: tuple[tuple[Cell, ...], ...], vocabulary: Vocabulary[Target]
) -> dict[int, Column]:
    """The columns under one or two heading rows: the lower label counts, under the upper."""
    upper = _filled(rows[0])
    lower = {cell.column: cell.text for cell in rows[1] if cell.text} if len(rows) > 1 else {}
    columns = {}
    for column in sorted(upper.keys() | lower.keys()):
        parent, child = upper.get(column, ""), lower.get(column, "")
        for written in (parent + child, child, parent):
            if written and (hit := vocabulary.whole(written)):
                columns[column] = Column(target=hit.target, label=_shown(parent, child))
                break
        else:
            columns[column] = Column(target=None, label=_shown(parent, child))
    return columns


def _filled(row: tuple[Cell, ...]) -> dict[int, str]:
    """The texts of a row by column, those of merged cells in all the columns that they cover."""
    texts: dict[int, str] = {}
    last = ""
    for cell in row:
        last = last if cell.merged else cell.text
        if last:
            texts[cell.column] = last
    return texts


def _shown(parent: str, child: str) -> str:
    """A heading on one line."""
    return " ".join(f"{parent} {child}".split())


def _is_heading(columns: dict[int, Column]) -> bool:
    """Whether enough of the columns are known, and each of them once."""
    known = [c.target for c in columns.values() if c.target and c.target is not Field.GROUP]
    if len(known) < _TWO or len(set(known)) < len(known) - 1:
        return False
    share = len(known) / len(columns)
    return share >= _MOST or (len(known) >= _MANY and share >= _HALF)
