"""A sheet as a Word document, laid out as the ministry's forms are: items beside their texts."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from corpus.documents.events import spans_of, users_over_time
from corpus.documents.graph import draw_course, draw_users, saved
from corpus.documents.layout import load_words
from corpus.documents.planted import page_number, plant, stand_in
from corpus.documents.sheet import Row, Sheet, impact_rows
from corpus.reading import Reading

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table, _Cell

# python-docx is imported where it is used: whoever only reads filings needs none.

_FACE, _OTHER_FACE = "ＭＳ 明朝", "游明朝"
_LATIN = "Times New Roman"
_SHADE = "F2F2F2"
_BODY, _SMALL, _TITLE = 10.5, 8, 14
_LABEL_CM, _TEXT_CM, _WIDE_CM = 4.6, 12.4, 16.8
_COURSE_CM, _USERS_CM = 0.95, 7.5
_LEAST_CM = 3.4
_LONGEST_TITLE = 32


def word_of(sheet: Sheet, reading: Reading) -> bytes:
    """The bytes of a docx file that says what `sheet` says; its charts draw `reading`."""
    from docx import Document

    document = Document()
    _set_up(document, sheet)
    _title(document, sheet)
    number = _items(document, sheet.head, None)
    number = _items(document, sheet.facts, 1)
    _impacts(document, sheet)
    if sheet.design.charts:
        _charts(document, reading)
    _items(document, sheet.sections, number)
    _strangers(document, sheet.strangers)
    for note in sheet.notes:
        _paragraph(document, note, size=_SMALL)
    _paragraph(document, load_words().closing, align="RIGHT")
    return saved(document.save)


def _set_up(document: "WordDocument", sheet: Sheet) -> None:
    """Page, letters, header and footer."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.0)
    page.top_margin, page.bottom_margin = Cm(2.2), Cm(2.0)
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = _LATIN, Pt(_BODY)
    _face(normal.element.get_or_add_rPr(), _FACE)
    stand_in(document, _FACE, _OTHER_FACE)
    normal.paragraph_format.space_after = Pt(0)
    header = page.header.paragraphs[0]
    header.add_run(sheet.banner).font.size = Pt(_SMALL)
    footer = page.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    page_number(footer)
    document.core_properties.title = sheet.titles[0]
    document.core_properties.author = ""
    document.core_properties.comments = load_words().purpose


def _face(properties: Any, face: str) -> None:
    """Set the letters that Japanese is written in, and the language."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), face)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "ja-JP")
    properties.append(language)


def _title(document: "WordDocument", sheet: Sheet) -> None:
    if sheet.addressee:
        _paragraph(document, sheet.addressee)
    title, *rest = sheet.titles
    size = _TITLE if len(title) <= _LONGEST_TITLE else _TITLE - 2.5
    _paragraph(document, title, size=size, bold=True, align="CENTER", before=6)
    for line in rest:
        _paragraph(document, line, size=_SMALL + 1, align="CENTER")
    _paragraph(document, "", size=_SMALL)


def _paragraph(document: "WordDocument", text: str, *, size: float = _BODY, **looks: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(size), looks.get("bold", False)
    paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, looks.get("align", "LEFT"))
    paragraph.paragraph_format.space_before = Pt(looks.get("before", 0))


def _items(document: "WordDocument", rows: tuple[Row, ...], number: int | None) -> int:
    """A table of items beside their texts, numbered from `number`; gives the next number."""
    count = number or 1
    if not rows:
        return count
    table = _table(document, len(rows), (_LABEL_CM, _TEXT_CM))
    before = ""
    for line, row in zip(table.rows, rows, strict=True):
        label, text = line.cells
        told = "" if number is None or row.label == before else f"{count}. "
        count += number is not None and row.label != before
        before = row.label
        _write(label, told + row.label, bold=True, shade=_SHADE)
        if row.note:
            _add_line(label, f"（{row.note}）", _SMALL)
        _write(text, row.text)
    _paragraph(document, "", size=_SMALL)
    return count


def _table(document: "WordDocument", rows: int, widths: tuple[float, ...]) -> "Table":
    from docx.shared import Cm

    table: Table = document.add_table(rows=rows, cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    return table


def _write(cell: "_Cell", text: str, *, bold: bool = False, shade: str | None = None) -> None:
    """Write a text into a cell, a paragraph a line."""
    first, *rest = text.split("\n")
    run = cell.paragraphs[0].add_run(first)
    run.font.bold = bold
    for line in rest:
        cell.add_paragraph().add_run(line).font.bold = bold
    if shade:
        _shade(cell, shade)


def _add_line(cell: "_Cell", text: str, size: float) -> None:
    from docx.shared import Pt

    cell.add_paragraph().add_run(text).font.size = Pt(size)


def _shade(cell: "_Cell", colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    cell._element.get_or_add_tcPr().append(shade)


def _impacts(document: "WordDocument", sheet: Sheet) -> None:
    """The table of services hit."""
    rows = impact_rows(sheet.impacts)
    if not rows:
        return
    table = _table(document, len(rows), (_WIDE_CM / 2, _WIDE_CM / 4, _WIDE_CM / 4))
    for n, (line, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text in zip(line.cells, texts, strict=True):
            _write(cell, text, bold=not n, shade=None if n else _SHADE)
    _paragraph(document, "", size=_SMALL)


def _charts(document: "WordDocument", reading: Reading) -> None:
    """The course of the accident and the users hit, where they are known."""
    if spans := spans_of(reading):
        height = _LEAST_CM + _COURSE_CM * len(spans)
        plant(
            document, lambda shapes: draw_course(shapes, spans, (0, 0, 9, 9)), (_WIDE_CM, height)
        )
    if series := users_over_time(reading):
        plant(
            document,
            lambda shapes: draw_users(shapes, series, (0, 0, 9, 9)),
            (_WIDE_CM, _USERS_CM),
        )


def _strangers(document: "WordDocument", strangers: Iterable[Row]) -> None:
    """What no item holds: under its own label, or as a line of its own."""
    labelled = [row for row in strangers if row.label]
    if labelled:
        table = _table(document, len(labelled), (_LABEL_CM, _TEXT_CM))
        for line, row in zip(table.rows, labelled, strict=True):
            _write(line.cells[0], row.label, shade=_SHADE)
            _write(line.cells[1], row.text)
    for row in strangers:
        if not row.label:
            _paragraph(document, row.text)
