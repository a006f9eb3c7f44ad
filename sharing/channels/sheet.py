"""Lessons as an Excel list (一覧表), with the columns that its reader chose."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from corpus.regime import Wording
from sharing.channels.columns import COLUMNS
from sharing.preview import Preview
from sharing.tlp import Tlp

LONGEST_CELL = 32_000
"""Characters that a cell of Excel holds, with room to say that it was cut."""
CUT = "…"
_NOT_WRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_HEADING = 2
_WIDTH = 28


def sheet_of(lessons: Sequence[Preview], columns: Sequence[str], tlp: Tlp) -> bytes:
    """The bytes of an xlsx file: the label, the headings, one lesson a row.

    Every cell is text: nothing that a lesson says is ever a formula, also after it was edited.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and needed where a list is written

    book = Workbook()
    page: Any = book.active
    page.title = "教訓"
    _write(page.cell(1, 1), tlp.written)
    for place, column in enumerate(columns, 1):
        _write(page.cell(_HEADING, place), _heading(COLUMNS[column].title))
    for row, preview in enumerate(lessons, _HEADING + 1):
        for place, column in enumerate(columns, 1):
            _write(page.cell(row, place), COLUMNS[column].text(preview))
    _lay_out(page, len(columns), len(lessons), tlp)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _heading(title: Wording) -> str:
    return f"{title.ja} / {title.en}"


def _write(cell: Any, text: str) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415

    whole = _ESCAPE.sub("_x005F_", _NOT_WRITABLE.sub("", text))
    cell.value = whole if len(whole) <= LONGEST_CELL else whole[:LONGEST_CELL] + CUT
    if whole:
        cell.data_type = "s"
        cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _lay_out(page: Any, columns: int, rows: int, tlp: Tlp) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for place in range(1, columns + 1):
        page.column_dimensions[get_column_letter(place)].width = _WIDTH
    page.freeze_panes = page.cell(_HEADING + 1, 2)
    page.auto_filter.ref = f"A{_HEADING}:{get_column_letter(columns)}{_HEADING + rows}"
    page.oddHeader.right.text = tlp.written
    page.oddFooter.center.text = "- &P -"
