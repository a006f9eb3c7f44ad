"""Read a spreadsheet that came back filled in. What cannot be read is refused, row by row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from corpus.errors import InputRefused
from corpus.intake.document import Cell, Document, Kind, Table
from corpus.parse.moments import read_moment
from corpus.reading import Moment, Precision
from sharing.answering.answer import Said, State
from sharing.answering.rules import clean
from sharing.answering.sheet.columns import Grid, columns_of, grid_of, unknown_columns
from sharing.answering.sheet.form import FILLED, Column, Form, Key, load_form, word

_KINDS = frozenset({Kind.XLSX, Kind.CSV})
_DAYS = frozenset({Precision.DAY, Precision.HOUR, Precision.MINUTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row that was filled in: where it stands, what it is about, and what it says."""

    where: str
    key: Key
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A spreadsheet as read: its rows, and what was refused, in the order of the file."""

    rows: tuple[Row, ...]
    refused: tuple[InputRefused, ...]


def read_answers(document: Document, name: str) -> Filled:
    """The rows of the file called `name`.

    Raises:
        InputRefused: it is no spreadsheet, or has no row with a key.
    """
    if document.kind not in _KINDS:
        raise InputRefused("not_a_sheet", name, kind=document.kind)
    form = load_form()
    tables = [block for block in document.blocks if isinstance(block, Table)]
    grids = [grid for grid in (grid_of(table, form) for table in tables) if grid is not None]
    if not grids:
        raise InputRefused("no_keys", name)
    told = [each for grid in grids for each in _grid(grid, form)]
    return Filled(
        rows=tuple(each for each in told if isinstance(each, Row)),
        refused=tuple(each for each in told if isinstance(each, InputRefused)),
    )


def _grid(grid: Grid, form: Form) -> Iterator[Row | InputRefused]:
    """The rows of one table, each read or refused."""
    try:
        columns = columns_of(grid, form)
    except InputRefused as fault:
        yield fault
        return
    for place in unknown_columns(grid, form, columns):
        yield InputRefused("unknown_column", place)
    for number, cells in grid.rows.items():
        key = grid.keys.get(number)
        try:
            if key is not None:
                where = grid.place(number, columns[Column.STATE])
                yield Row(where=where, key=key, said=_said(grid, number, columns, form))
            elif not _is_heading(grid, number, columns, form):
                _refuse_without_key(grid, cells, columns)
        except InputRefused as fault:
            yield fault


def _is_heading(grid: Grid, row: int, columns: Mapping[Column, int], form: Form) -> bool:
    """Whether a row without a key is a heading: one that was reworded stands below the names."""
    if row in grid.headings:
        return True
    cell = grid.rows[row].get(columns[Column.STATE])
    worded = cell is not None and bool(cell.text.strip()) and word(cell.text) not in form.states
    return worded and row - 1 in grid.headings


def _refuse_without_key(
    grid: Grid, cells: Mapping[int, Cell], columns: Mapping[Column, int]
) -> None:
    """Refuse a row that says something and does not say of what."""
    for number in columns.values():
        cell = cells.get(number)
        if cell is not None and cell.text.strip():
            raise InputRefused("no_key", grid.place(cell.row, number))


def _said(grid: Grid, row: int, columns: Mapping[Column, int], form: Form) -> Said:
    """What a row says; a row with no answer in it says 未回答."""
    texts: dict[Column, str] = {}
    places: dict[Column, str] = {}
    for column in FILLED:
        number = columns.get(column)
        cell = None if number is None else grid.rows[row].get(number)
        if number is None or cell is None:
            continue
        texts[column], places[column] = cell.text.strip(), grid.place(row, number)
        if cell.formula_without_value:
            raise InputRefused("formula", places[column])
        if cell.merged:
            raise InputRefused("merged_cell", places[column])
    return Said(
        state=_state(texts.get(Column.STATE, ""), places.get(Column.STATE, ""), form),
        evidence=clean(texts.get(Column.EVIDENCE, "")),
        planned=_day(texts.get(Column.PLANNED, ""), places.get(Column.PLANNED, "")),
        done=_day(texts.get(Column.DONE, ""), places.get(Column.DONE, "")),
    )


def _state(text: str, place: str, form: Form) -> State:
    if not text:
        return State.UNANSWERED
    state = form.states.get(word(text))
    if state is None:
        raise InputRefused("unknown_word", place)
    return state


def _day(text: str, place: str) -> date | None:
    if not text:
        return None
    told = read_moment(text)
    if not isinstance(told, Moment) or told.precision not in _DAYS:
        raise InputRefused("no_day", place)
    return told.at.date()
