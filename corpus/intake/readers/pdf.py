"""PDF: text line by line, and tables where the page is ruled.

PDFium reads the characters, since it reads what other libraries cannot; pdfplumber finds the cells
that ruled lines make, and need not read characters for that.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from typing import Any

from corpus.errors import FileRefused
from corpus.intake.document import Cell, Remark
from corpus.intake.fault import Fault
from corpus.intake.readers.draft import Draft
from corpus.intake.readers.pdf_page import Box, Glyph, joined, lines_of
from corpus.intake.readers.pdf_streams import check_streams
from corpus.intake.readers.source import Source

_END, _END_WITHIN = b"%%EOF", 2048
_RULES = 4
"""A cell has so many sides: a page with fewer drawn paths has no table."""
_LEAST_CELLS = 2
_TEXT_WIDTH = 0.8
"""A line that reaches this far across the page shows where the right margin is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """The cells of one table; None where another cell covers the place."""

    bounds: Box
    rows: Sequence[Sequence[Box | None]]


def read(source: Source, draft: Draft) -> None:
    """Fill `draft` with the text and the ruled tables of a PDF.

    Raises:
        FileRefused: it needs a password, is cut short or damaged, or has no text at all.
    """
    import pypdfium2

    if _END not in source.content[-_END_WITHIN:]:
        raise FileRefused(Fault.DAMAGED, "", problem="cut short")
    check_streams(source.content, source.limits.unpacked_bytes)
    try:
        document = pypdfium2.PdfDocument(source.content)
    except pypdfium2.PdfiumError as fault:
        if "password" in str(fault).lower() or "security" in str(fault).lower():
            raise FileRefused(Fault.ENCRYPTED, "") from None
        raise FileRefused(Fault.DAMAGED, "") from None
    with document:
        for index in range(len(document)):
            try:
                _Page(document, index, draft).read(source.content)
            except pypdfium2.PdfiumError:
                raise FileRefused(Fault.DAMAGED, f"page {index + 1}") from None


class _Page:
    """One page of an open PDF."""

    def __init__(self, document: Any, index: int, draft: Draft) -> None:
        self._page = document[index]
        self._index = index
        self._where = f"page {index + 1}"
        self._draft = draft
        self._lines = 0

    def read(self, content: bytes) -> None:
        glyphs = _glyphs(self._page.get_textpage())
        if not any(glyph.char.strip() for glyph in glyphs):
            self._draft.note(Remark.PAGE_WITHOUT_TEXT, self._where, group=self._where)
            return
        grids = self._grids(content)
        held = _held(glyphs, [grid.bounds for grid in grids])
        margin = self._margin(glyph for holder, glyph in held if holder is None)
        tables: set[int] = set()
        for holder, run in groupby(held, key=itemgetter(0)):
            if holder is None:
                self._add_lines([glyph for _, glyph in run], margin)
            elif holder not in tables:
                tables.add(holder)
                inside = [glyph for other, glyph in held if other == holder]
                where = f"{self._where} table {len(tables)}"
                self._draft.table(_cells(grids[holder], inside, where, self._draft), where)

    def _add_lines(self, glyphs: Sequence[Glyph], margin: float) -> None:
        for text in joined(lines_of(glyphs), margin):
            self._lines += 1
            self._draft.paragraph(text, f"{self._where} line {self._lines}")

    def _margin(self, glyphs: Iterable[Glyph]) -> float:
        """Where text ends on the right; beyond the page if no line is long enough to tell."""
        width: float = self._page.get_width()
        reached = max((glyph.box.right for glyph in glyphs if glyph.box), default=0.0)
        return reached if reached > _TEXT_WIDTH * width else 2 * width

    def _grids(self, content: bytes) -> list[_Grid]:
        """The ruled tables of the page, top down."""
        if self._page.get_rotation() or _drawn_paths(self._page) < _RULES:
            return []
        import pdfplumber

        try:
            with pdfplumber.open(BytesIO(content), pages=[self._index + 1]) as document:
                [page] = document.pages
                return [
                    _grid(table, page.mediabox[3])
                    for table in page.find_tables()
                    if len(table.cells) >= _LEAST_CELLS
                ]
        except (MemoryError, RecursionError):
            raise
        except Exception:  # it raises whatever a PDF that only PDFium can follow makes it raise
            self._draft.note(Remark.TABLES_NOT_FOUND, self._where)
            return []


def _glyphs(page: Any) -> list[Glyph]:
    from pypdfium2.raw import (
        FPDFText_GetUnicode,
        FPDFText_IsGenerated,
    )

    glyphs: list[Glyph] = []
    for index in range(page.count_chars()):
        char = chr(FPDFText_GetUnicode(page, index))
        if FPDFText_IsGenerated(page, index) == 1 or char.isspace():
            glyphs.append(Glyph(char, None))
        else:
            left, bottom, right, top = page.get_charbox(index, loose=True)
            glyphs.append(Glyph(char, Box(left=left, bottom=bottom, right=right, top=top)))
    return glyphs


def _drawn_paths(page: Any) -> int:
    from pypdfium2.raw import FPDF_PAGEOBJ_PATH

    return sum(1 for _ in page.get_objects(filter=[FPDF_PAGEOBJ_PATH]))


def _grid(table: Any, page_top: float) -> _Grid:
    rows = [
        [_flipped(cell, page_top) if cell else None for cell in row.cells] for row in table.rows
    ]
    return _Grid(bounds=_flipped(table.bbox, page_top), rows=rows)


def _flipped(box: tuple[float, float, float, float], page_top: float) -> Box:
    """A box measured from the top of the page as one measured from below."""
    left, top, right, bottom = box
    return Box(left=left, bottom=page_top - bottom, right=right, top=page_top - top)


def _held(glyphs: Sequence[Glyph], boxes: Sequence[Box]) -> list[tuple[int | None, Glyph]]:
    """Each glyph with the first of the boxes that holds it, None where none does.

    What is not drawn goes with the glyph before it.
    """
    held: list[tuple[int | None, Glyph]] = []
    holder: int | None = None
    for glyph in glyphs:
        if glyph.box is not None:
            drawn = glyph.box
            holder = next((count for count, box in enumerate(boxes) if box.holds(drawn)), None)
        held.append((holder, glyph))
    return held


def _cells(
    grid: _Grid, glyphs: Sequence[Glyph], where: str, draft: Draft
) -> Iterator[tuple[Cell, ...]]:
    boxes = [box for row in grid.rows for box in row if box is not None]
    held: dict[int | None, list[Glyph]] = {}
    for holder, glyph in _held(glyphs, boxes):
        held.setdefault(holder, []).append(glyph)
    texts = iter(
        "\n".join(joined(lines_of(held.get(count, ())), box.right))
        for count, box in enumerate(boxes)
    )
    for number, row in enumerate(grid.rows, start=1):
        yield tuple(
            draft.merged(number, column, where)
            if box is None
            else draft.cell(next(texts), number, column, where)
            for column, box in enumerate(row, start=1)
        )
