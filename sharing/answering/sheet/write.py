"""Write the spreadsheet that a carrier fills in: a row for each lesson, and each viewpoint."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from io import BytesIO
from math import ceil
from typing import Any

from corpus.documents.pages import width_of
from sharing.answering.answer import WHOLE, State
from sharing.answering.overdue import day_of
from sharing.answering.questions import Question
from sharing.answering.sheet.form import FILLED, NAME, Column, Form, Key, both, load_form

# openpyxl takes a third of a second to import: only who writes a sheet waits for it.

_HEADING_ROW, _NAME_ROW = 4, 3
_SHADE, _WHITE, _FAINT = "EDEDED", "FFFFFF", "A6A6A6"
_FACE = "游ゴシック"
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DATES = frozenset({Column.DUE, Column.PLANNED, Column.DONE})
_DAY = "yyyy-mm-dd"
_LINE, _HIGHEST = 14.0, 409.0  # points: what Excel allows
_ROOM = 200
"""Rows behind the last that take pull-downs too: rows may be moved there."""

Value = str | date | None


def answers_sheet(questions: Iterable[Question]) -> bytes:
    """The bytes of an xlsx file with the answers as they stand; the white cells can be filled in.

    What stands left of them is locked. No cell is a formula.
    """
    from openpyxl import Workbook  # noqa: PLC0415

    form, book = load_form(), Workbook()
    page: Any = book.active
    page.title = form.sheet
    _text(page.cell(1, 1), both(form.title), bold=True)
    _text(page.cell(2, 1), both(form.note))
    for number, column in enumerate(Column, 1):
        _text(page.cell(_NAME_ROW, number), f"{NAME}{column}", colour=_FAINT)
        _text(page.cell(_HEADING_ROW, number), both(form.headings[column]), bold=True, shaded=True)
    row = _HEADING_ROW
    for values in (each for question in questions for each in _rows(question, form)):
        row += 1
        for number, column in enumerate(Column, 1):
            _write(page.cell(row, number), values[column], column)
        page.row_dimensions[row].height = _height(values, form)
    page.row_dimensions[_HEADING_ROW].height = _height(
        {column: both(form.headings[column]) for column in Column}, form
    )
    _lay_out(page, row, form)
    _pull_downs(page, row + _ROOM, form)
    _instruct(book.create_sheet(form.instructions_sheet), form)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(question: Question, form: Form) -> Iterator[dict[Column, Value]]:
    """The cells of each part of an answer."""
    answer = question.answer
    for part in answer.ask.parts:
        said, item = answer.said(part), None if part == WHOLE else question.items[part - 1]
        name = form.whole if part == WHOLE else form.item
        yield {
            Column.KEY: str(Key(answer.ask.id, part, answer.revision(part))),
            Column.LESSON: answer.ask.release.lesson,
            Column.PART: both(name).format(part=part),
            Column.WHO: item.who if item else "",
            Column.WHAT: item.what if item else question.title,
            Column.HOW: item.how if item else "",
            Column.DUE: day_of(answer.ask.due),
            Column.STATE: both(form.state_names[said.state]),
            Column.EVIDENCE: said.evidence,
            Column.PLANNED: said.planned,
            Column.DONE: said.done,
        }


def _height(values: Mapping[Column, Value], form: Form) -> float:
    """How high a row must be for the longest of its texts, in points."""
    lines = [
        sum(max(1, ceil(width_of(line) / (form.widths[column] - 1))) for line in text.split("\n"))
        for column, text in values.items()
        if isinstance(text, str)
    ]
    return min(_HIGHEST, _LINE * max(lines) + _LINE / 2)


def _write(cell: Any, value: Value, column: Column) -> None:
    from openpyxl.styles import Protection  # noqa: PLC0415

    filled = column in FILLED
    if isinstance(value, date):
        cell.value = value
        _dress(cell, shaded=not filled)
    else:
        _text(cell, value or "", shaded=not filled)
    if column in _DATES:
        cell.number_format = _DAY
    elif filled:
        cell.number_format = "@"
    cell.protection = Protection(locked=not filled)


def _text(cell: Any, text: str, **looks: Any) -> None:
    """Write text as text: nothing that begins with = is ever a formula."""
    if text:
        cell.value = _ESCAPE.sub("_x005F_", text)
        cell.data_type = "s"
        cell.quotePrefix = True
    _dress(cell, **looks)


def _dress(cell: Any, *, bold: bool = False, shaded: bool = False, colour: str = "000000") -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415

    cell.font = Font(name=_FACE, size=10, bold=bold, color=colour)
    cell.fill = PatternFill("solid", start_color=_SHADE if shaded else _WHITE)
    if cell.row >= _HEADING_ROW:
        side = Side(style="thin", color="808080")
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _lay_out(page: Any, last: int, form: Form) -> None:
    """Widths, what is frozen and printed, and the lock, which has no password."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for number, column in enumerate(Column, 1):
        page.column_dimensions[get_column_letter(number)].width = form.widths[column]
    page.freeze_panes = page.cell(_HEADING_ROW + 1, len(Column) - len(FILLED) + 1)
    page.auto_filter.ref = f"A{_HEADING_ROW}:{get_column_letter(len(Column))}{last}"
    page.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.protection.enable()
    for allowed in ("formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(page.protection, allowed, False)


def _pull_downs(page: Any, last: int, form: Form) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    words = ",".join(both(form.state_names[state]) for state in State)
    answers = DataValidation("list", formula1=f'"{words}"', allow_blank=True)
    days = DataValidation(
        "date", operator="greaterThan", formula1=str(_serial(date(2000, 1, 1))), allow_blank=True
    )
    for rule, columns in ((answers, (Column.STATE,)), (days, (Column.PLANNED, Column.DONE))):
        rule.showErrorMessage = True
        page.add_data_validation(rule)
        for column in columns:
            letter = get_column_letter(list(Column).index(column) + 1)
            rule.add(f"{letter}{_HEADING_ROW + 1}:{letter}{last}")


def _serial(day: date) -> int:
    """A day as spreadsheets number it."""
    return (day - date(1899, 12, 30)).days


def _instruct(page: Any, form: Form) -> None:
    page.column_dimensions["A"].width = 110
    row = 0
    for language in ("ja", "en"):
        _text(page.cell(row := row + 1, 1), getattr(form.title, language), bold=True)
        for line in form.instructions:
            _text(page.cell(row := row + 1, 1), getattr(line, language))
        row += 1
    page.protection.enable()
