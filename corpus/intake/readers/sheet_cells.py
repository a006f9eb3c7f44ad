"""The cells of one sheet of a spreadsheet, read as a stream."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from corpus.errors import FileRefused
from corpus.intake.document import Cell, Remark, column_letters
from corpus.intake.fault import Fault
from corpus.intake.readers.draft import Draft
from corpus.intake.readers.sheet_values import Format, number_text, unescaped

_DIGITS = "0123456789"
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)")
_PRINT_CODE = re.compile(r'&("[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Za-z])')
_ON = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """What all sheets of a workbook share. `formats` is by the number of a cell's style."""

    strings: Sequence[str]
    formats: Sequence[Format]
    from_1904: bool


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all four bounds inside."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class _Open:
    """The cell that is being read."""

    column: int
    kind: str
    style: str
    formula: bool = False
    text: list[str] = field(default_factory=list)


class SheetCells:
    """Collects the cells of a sheet from what its `parser` meets. `where` is the sheet's place."""

    def __init__(self, workbook: Workbook, draft: Draft, where: str) -> None:
        self.rows: list[list[Cell]] = []
        self.merges: list[Area] = []
        self.printed: list[str] = []
        """What is printed above and below each page."""
        self._workbook, self._draft, self._where = workbook, draft, where
        self._row, self._column = 0, 0
        self._cell: _Open | None = None
        self._into: list[str] | None = None
        self._phonetic = False
        self._columns: dict[str, int] = {}
        self._starts: Mapping[str, Callable[[dict[str, str]], None]] = {
            "row": self._start_row,
            "c": self._start_cell,
            "v": self._start_text,
            "t": self._start_text,
            "f": self._start_formula,
            "rPh": self._start_phonetic,
            "mergeCell": self._merge,
            "col": self._start_column,
            "oddHeader": self._start_printed,
            "oddFooter": self._start_printed,
        }
        self._ends: Mapping[str, Callable[[], None]] = {
            "c": self._end_cell,
            "v": self._end_text,
            "t": self._end_text,
            "rPh": self._end_phonetic,
            "oddHeader": self._end_printed,
            "oddFooter": self._end_printed,
        }

    def parser(self) -> expat.XMLParserType:
        """A parser that fills this."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        return parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        start = self._starts.get(name.rpartition(":")[2])
        if start:
            start(attributes)

    def _end(self, name: str) -> None:
        end = self._ends.get(name.rpartition(":")[2])
        if end:
            end()

    def _characters(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = _whole(attributes.get("r"), self._row + 1, self._where)
        self._column = 0
        self.rows.append([])
        if attributes.get("hidden") in _ON:
            where = f"{self._where} row {self._row}"
            self._draft.note(Remark.HIDDEN_ROW, where, group=self._where)

    def _start_column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _ON:
            first = _whole(attributes.get("min"), 1, self._where)
            where = f"{self._where} column {column_letters(first)}"
            self._draft.note(Remark.HIDDEN_COLUMN, where, group=self._where)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        letters = attributes.get("r", "").rstrip(_DIGITS)
        self._column = self._column_of(letters) if letters else self._column + 1
        self._cell = _Open(self._column, attributes.get("t", "n"), attributes.get("s", ""))

    def _column_of(self, letters: str) -> int:
        if letters not in self._columns:
            self._columns[letters] = column_number(letters)
        return self._columns[letters]

    def _start_text(self, _: dict[str, str]) -> None:
        if self._cell and not self._phonetic:
            self._into = self._cell.text

    def _end_text(self) -> None:
        self._into = None

    def _start_formula(self, _: dict[str, str]) -> None:
        if self._cell:
            self._cell.formula = True

    def _start_phonetic(self, _: dict[str, str]) -> None:
        self._phonetic = True

    def _end_phonetic(self) -> None:
        self._phonetic = False

    def _start_printed(self, _: dict[str, str]) -> None:
        self._into = []
        self._printing = self._into

    def _end_printed(self) -> None:
        self._into = None
        self.printed.append(_PRINT_CODE.sub(" ", "".join(self._printing)).strip())

    def _merge(self, attributes: dict[str, str]) -> None:
        found = _RANGE.fullmatch(attributes.get("ref", ""))
        if found:
            left, top, right, bottom = found.groups()
            area = Area(int(top), column_number(left), int(bottom), column_number(right))
            self.merges.append(area)

    def _end_cell(self) -> None:
        told, self._cell = self._cell, None
        if told is None or not (told.text or told.formula):
            return
        stored = "".join(told.text)
        if told.formula and not stored and told.kind != "str":
            self._put(self._draft.formula(self._row, told.column, self._where))
            return
        try:
            text = self._text(told, stored)
        except (ValueError, IndexError):
            place = f"{self._where}!{column_letters(told.column)}{self._row}"
            raise FileRefused(Fault.DAMAGED, place) from None
        if text:
            self._put(self._draft.cell(text, self._row, told.column, self._where))

    def _put(self, cell: Cell) -> None:
        if not self.rows:
            raise FileRefused(Fault.DAMAGED, self._where, problem="a cell outside of all rows")
        self.rows[-1].append(cell)

    def _text(self, told: _Open, stored: str) -> str:
        if told.kind == "s":
            return self._workbook.strings[int(stored)]
        if told.kind == "b":
            return "TRUE" if stored.strip() in _ON else "FALSE"
        if told.kind == "n" and stored.strip():
            return number_text(
                stored, self._format(told.style), from_1904=self._workbook.from_1904
            )
        return unescaped(stored)

    def _format(self, style: str) -> Format:
        if not style:
            return Format.NUMBER
        return self._workbook.formats[int(style)] if self._workbook.formats else Format.NUMBER


def with_merges(cells: SheetCells, draft: Draft, where: str) -> list[tuple[Cell, ...]]:
    """The rows of a sheet, in order, with the cells that others cover marked as such."""
    rows = {row[0].row: {cell.column: cell for cell in row} for row in cells.rows if row}
    numbers = sorted(rows)
    width = max((max(row) for row in rows.values()), default=0)
    for area in cells.merges:
        for number in numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]:
            for column in range(area.left, min(area.right, width) + 1):
                if (number, column) != (area.top, area.left):
                    rows[number][column] = draft.merged(number, column, where)
    return [tuple(rows[number][column] for column in sorted(rows[number])) for number in numbers]


def column_number(letters: str) -> int:
    """The number of the column that spreadsheets call `letters`: A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _whole(told: str | None, absent: int, where: str) -> int:
    if told is None:
        return absent
    if not told.isdecimal():
        raise FileRefused(Fault.DAMAGED, where, problem="a row or column without a number")
    return int(told)
