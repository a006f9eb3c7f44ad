"""Which rows and columns of a table are what, whatever was moved or renamed in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corpus.errors import InputRefused
from corpus.intake.document import Cell, Table
from sharing.answering.sheet.form import FILLED, NAME, Column, Form, Key, key_in, word

_FEWEST_HEADINGS = 2
"""A row without a key that has so many names of columns is a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table with keys in it: its cells by row and column, the keys, and the rows of headings."""

    table: Table
    rows: Mapping[int, Mapping[int, Cell]]
    keys: Mapping[int, Key]
    headings: tuple[int, ...]

    def place(self, row: int, column: int) -> str:
        """Where a cell is."""
        return self.table.place(row, column)

    def cells(self, column: int, rows: Iterable[int]) -> Iterator[Cell]:
        """The cells of a column in `rows` that hold something."""
        for row in rows:
            cell = self.rows[row].get(column)
            if cell is not None and (cell.text.strip() or cell.formula_without_value):
                yield cell


def grid_of(table: Table, form: Form) -> Grid | None:
    """`table` as rows with keys; None where it has none."""
    rows = {row[0].row: {cell.column: cell for cell in row} for row in table.rows}
    keys = {
        number: key
        for number, cells in rows.items()
        if (key := next(filter(None, (key_in(cell.text) for cell in cells.values())), None))
    }
    if not keys:
        return None
    headings = tuple(
        number
        for number, cells in rows.items()
        if number not in keys
        and sum(word(cell.text) in form.columns for cell in cells.values()) >= _FEWEST_HEADINGS
    )
    return Grid(table=table, rows=rows, keys=keys, headings=headings)


def columns_of(grid: Grid, form: Form) -> dict[Column, int]:
    """Where each column stands that a carrier fills in, as far as it is there.

    A column is known by its name in the grey row, else by a word for it; that of the answers,
    else, by the words in it.

    Raises:
        InputRefused: two columns are the same one, or there is none for the answers.
    """
    named = _candidates(grid, form, named=True)
    taken = {number for numbers in named.values() for number in numbers}
    worded = _candidates(grid, form, named=False)
    found: dict[Column, int] = {}
    for column in FILLED:
        numbers = named.get(column) or worded.get(column, set()) - taken
        if len(numbers) > 1:
            raise InputRefused("column_twice", grid.place(_top(grid), max(numbers)))
        if numbers:
            found[column] = min(numbers)
    if Column.STATE not in found:
        found[Column.STATE] = _by_content(grid, form, taken | set(found.values()))
    return found


def unknown_columns(grid: Grid, form: Form, columns: Mapping[Column, int]) -> Iterator[str]:
    """The places of columns with something in them that are none of the form."""
    known = set(columns.values())
    for row in grid.headings:
        known |= {n for n, cell in grid.rows[row].items() if word(cell.text) in form.columns}
    keyed = {n for row in grid.keys for n, cell in grid.rows[row].items() if key_in(cell.text)}
    for number in sorted({n for row in grid.keys for n in grid.rows[row]} - known - keyed):
        if any(grid.cells(number, grid.keys)):
            yield grid.place(_top(grid), number)


def _candidates(grid: Grid, form: Form, *, named: bool) -> dict[Column, set[int]]:
    """The columns that headings tell, by their names in the grey row or by other words."""
    found: dict[Column, set[int]] = {}
    for row in grid.headings:
        for number, cell in grid.rows[row].items():
            text = word(cell.text)
            if text in form.columns and text.startswith(NAME) is named:
                found.setdefault(form.columns[text], set()).add(number)
    return found


def _by_content(grid: Grid, form: Form, taken: set[int]) -> int:
    """The one column in which all that stands is a word for an answer."""
    numbers = {number for row in grid.keys for number in grid.rows[row]} - taken
    found = [
        number
        for number in sorted(numbers)
        if (cells := list(grid.cells(number, grid.keys)))
        and all(word(cell.text) in form.states for cell in cells)
    ]
    if len(found) != 1:
        raise InputRefused("no_answer_column", grid.table.where)
    return found[0]


def _top(grid: Grid) -> int:
    """The row by which a column is named to a person."""
    return max(grid.headings, default=min(grid.keys))
