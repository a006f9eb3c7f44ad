"""Reports as the rows of an Excel list, one row a report: the annual report."""

import re
from collections.abc import Iterable
from math import ceil
from typing import Any

from corpus.documents.graph import saved
from corpus.documents.layout import load_words
from corpus.documents.pages import width_of
from corpus.documents.sheet import Sheet
from corpus.documents.told import NOTHING, plain_service, reckoned
from corpus.documents.wording import plain_count, plain_minutes
from corpus.intake.forms import Field
from corpus.reading import Reading, Section

# openpyxl is imported where it is used: whoever only reads filings needs none.

_NUMBER = "項番"
_SHADE = "F2F2F2"
_NARROW, _WIDE, _MIDDLE = 6, 30, 16
_LONGEST_CELL = 32_000
"""Characters that a cell of Excel holds, with room for the remark that it was cut."""
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FACE = "游ゴシック"
_SMALL, _BODY, _TITLE = 9, 10, 14
_HEADING_ROW = 4
_PAGES_WIDE = 2
_LINE, _HIGHEST = 14.0, 409.0  # points: what Excel allows


def book_of(sheets: Iterable[tuple[Sheet, Reading]]) -> bytes:
    """The bytes of an xlsx file with one row for each sheet, all of one design.

    No cell is a formula. A text longer than a cell of Excel may hold is cut, and says so.
    """
    from openpyxl import Workbook

    told = list(sheets)
    book = Workbook()
    page: Any = book.active
    page.title = "一覧"
    design = told[0][0].design
    for row, text, size in ((1, told[0][0].banner, _SMALL), (2, told[0][0].titles[0], _TITLE)):
        _write(page.cell(row, 1), text, size=size, bold=size == _TITLE)
    items = design.items
    headings = (_NUMBER, *(design.labels[item] for item in items))
    for column, heading in enumerate(headings, 1):
        _write(page.cell(_HEADING_ROW, column), heading, bold=True, framed=True, shaded=True)
    for number, (sheet, reading) in enumerate(told, 1):
        texts = [str(number), *_texts(sheet, reading)]
        for column, text in enumerate(texts, 1):
            _write(page.cell(_HEADING_ROW + number, column), text, framed=True)
        page.row_dimensions[_HEADING_ROW + number].height = _height(texts, items)
    page.row_dimensions[_HEADING_ROW].height = _height(headings, items)
    _write(page.cell(_HEADING_ROW + len(told) + 1, 1), load_words().closing)
    _lay_out(page, items, len(told), told[0][0].banner)
    return saved(book.save)


def _texts(sheet: Sheet, reading: Reading) -> Iterable[str]:
    """The cells of one report, in the order of the design's items."""
    labels: dict[str, str] = {}
    for row in sheet.rows:
        labels.setdefault(row.label, row.text)
    for item in sheet.design.items:
        text = labels[sheet.design.labels[item]]
        if item is Field.MINUTES and reckoned(reading) and reading.minutes:
            yield plain_minutes(reading.minutes)
        elif item is Field.USERS and text == NOTHING:
            yield _by_service(reading)
        else:
            # A duration that is not told stays so: an empty cell would have intake reckon it.
            yield "" if text == NOTHING and item is not Field.MINUTES else text


def _widths(items: tuple[Field | Section, ...]) -> list[int]:
    """The widths of the columns, in characters of half width."""
    return [_NARROW, *(_WIDE if isinstance(item, Section) else _MIDDLE for item in items)]


def _height(texts: Iterable[str], items: tuple[Field | Section, ...]) -> float:
    """How high a row must be for the longest of its texts, in points."""
    lines = [
        sum(max(1, ceil(width_of(line) / (width - 1))) for line in text.split("\n"))
        for text, width in zip(texts, _widths(items), strict=True)
    ]
    return min(_HIGHEST, _LINE * max(lines) + _LINE / 2)


def _by_service(reading: Reading) -> str:
    """The users of each service, where no total is told."""
    hit = ((plain_service(each.service), each.users) for each in reading.services)
    return "、".join(f"{named} {plain_count(users)}" for named, users in hit if users)


def _write(cell: Any, text: str, *, size: int = _BODY, bold: bool = False, **looks: bool) -> None:
    """Write text as text: nothing that begins with = is ever a formula."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    whole = _ESCAPE.sub("_x005F_", text)
    if len(whole) > _LONGEST_CELL:
        whole = (
            f"{whole[:_LONGEST_CELL]}…（以下{len(whole) - _LONGEST_CELL}字は報告書本体のとおり）"
        )
    cell.value = whole
    if whole:
        cell.data_type = "s"
        cell.quotePrefix = True
    cell.font = Font(name=_FACE, size=size, bold=bold)
    if looks.get("framed"):
        side = Side(style="thin", color="808080")
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if looks.get("shaded"):
        cell.fill = PatternFill("solid", start_color=_SHADE)


def _lay_out(page: Any, items: tuple[Field | Section, ...], rows: int, banner: str) -> None:
    """Widths, the heading on every page, and what is printed around the list."""
    from openpyxl.utils import get_column_letter

    page.column_dimensions["A"].width = _NARROW
    for column, width in enumerate(_widths(items)[1:], 2):
        page.column_dimensions[get_column_letter(column)].width = width
    last = get_column_letter(len(items) + 1)
    page.freeze_panes = page.cell(_HEADING_ROW + 1, 3)
    page.auto_filter.ref = f"A{_HEADING_ROW}:{last}{_HEADING_ROW + rows}"
    page.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A3
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = _PAGES_WIDE, 0
    page.print_title_cols = "A:C"
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.center.text = "- &P -"
    page.oddHeader.right.text = banner.replace("&", "&&")
