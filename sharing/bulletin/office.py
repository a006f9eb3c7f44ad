"""A bulletin as a Word document (.docx): one page of A4, with headings and tables of its own."""

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from corpus.account import Language
from corpus.documents.graph import saved
from sharing.bulletin.bulletin import Bulletin
from sharing.bulletin.wording import asked_of, load_words
from sharing.summary.summary import Part

_FACE, _LATIN = "游ゴシック", "Arial"
_BODY, _SMALL, _NOTE, _TITLE, _HEADING = 10.0, 9.0, 8.0, 15.0, 11.0
_LEADING = 1.4
_ROOM_CM = 17.6
_COLUMNS = (3.7, 6.95, 6.95)
_FACTS = (2.9, 5.9, 2.9, 5.9)
_SHADE = "F0F3F7"
_BLUE = RGBColor(0x1F, 0x4E, 0x79)
_TONGUES = {Language.JA: "ja-JP", Language.EN: "en-US"}


def office_of(bulletin: Bulletin) -> bytes:
    """The bytes of a docx file that says what `bulletin` says."""
    document = Document()
    words = load_words(bulletin.language)
    _set_up(document, bulletin)
    _paragraph(document, bulletin.title.text, _TITLE, style="Title", bold=True, leading=1.3)
    _paragraph(document, words["purpose"], _SMALL, after=4)
    _facts(document, bulletin)
    for part, some in bulletin.sections.items():
        _heading(document, words["parts"][part])
        _items(document, [one.text for one in some], numbered=part is Part.LESSONS)
        if not some:
            _paragraph(document, words["empty"], _BODY)
    _heading(document, words["parts"][Part.VIEWPOINTS])
    _checks(document, bulletin)
    _heading(document, words["actions"])
    _items(document, bulletin.actions, numbered=True)
    for at, note in enumerate(bulletin.notes):
        told = note if at else f"{words['notes']}: {note}"
        _paragraph(document, told, _NOTE, before=0 if at else 6)
    return saved(document.save)


def _set_up(document: Any, bulletin: Bulletin) -> None:
    """Page, letters, language, and the handling mark in the head of the page."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(1.7)
    page.top_margin, page.bottom_margin = Cm(1.9), Cm(1.2)
    page.header_distance = page.footer_distance = Cm(0.9)
    for name in ("Normal", "Title", "Heading 1"):
        _dress(document.styles[name], bulletin.language)
    words = load_words(bulletin.language)
    head = page.header.paragraphs[0]
    head.style = document.styles["Normal"]  # that of a header has tab stops of its own
    head.paragraph_format.tab_stops.add_tab_stop(Cm(_ROOM_CM), WD_TAB_ALIGNMENT.RIGHT)
    _run(head, f"{words['kind']}\t", _SMALL, bold=False)
    _run(head, bulletin.label, _SMALL, bold=True)
    document.core_properties.title = f"{bulletin.lesson} {bulletin.title.text}"
    document.core_properties.author = ""
    document.core_properties.language = _TONGUES[bulletin.language]
    document.core_properties.comments = words["purpose"]


def _dress(style: Any, language: Language) -> None:
    """Give a style our letters and language, and take its lines and colours."""
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name, face in (("ascii", _LATIN), ("hAnsi", _LATIN), ("eastAsia", _FACE)):
        fonts.set(qn(f"w:{name}"), face)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    tongue: Any = OxmlElement("w:lang")
    tongue.set(qn("w:val"), _TONGUES[language])
    tongue.set(qn("w:eastAsia"), "ja-JP")
    properties.append(tongue)
    style.font.color.rgb = RGBColor(0x1B, 0x1B, 0x1B)
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _paragraph(document: Any, text: str, size: float, **looks: Any) -> Any:
    paragraph = document.add_paragraph(style=looks.get("style"))
    _run(paragraph, text, size, bold=looks.get("bold", False))
    _space(paragraph, size * looks.get("leading", _LEADING), looks)
    return paragraph


def _run(paragraph: Any, text: str, size: float, *, bold: bool) -> Any:
    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(size), bold
    return run


def _space(paragraph: Any, leading: float, looks: Any) -> None:
    """Lines of the same height whatever the letters: the page is reckoned by them."""
    shape = paragraph.paragraph_format
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(leading)
    shape.space_before, shape.space_after = Pt(looks.get("before", 0)), Pt(looks.get("after", 0))


def _heading(document: Any, text: str) -> None:
    paragraph = _paragraph(
        document, text, _HEADING, style="Heading 1", bold=True, before=6, after=2
    )
    paragraph.runs[0].font.color.rgb = _BLUE


def _items(document: Any, texts: Sequence[str], *, numbered: bool) -> None:
    """A list whose marks are written out: Word would number it on from the list before."""
    for number, text in enumerate(texts, 1):
        mark = f"{number}." if numbered else "・"
        paragraph = _paragraph(document, f"{mark}\t{text}", _BODY, after=1.5)
        shape = paragraph.paragraph_format
        shape.left_indent, shape.first_line_indent = Cm(0.6), Cm(-0.6)
        shape.tab_stops.add_tab_stop(Cm(0.6))


def _facts(document: Any, bulletin: Bulletin) -> None:
    words = load_words(bulletin.language)
    told = [
        (words["number"], str(bulletin.lesson)),
        (words["grain"], words["grains"][bulletin.grain]),
        *((fact.label, fact.value.text) for fact in bulletin.facts),
    ]
    table = _table(document, (len(told) + 1) // 2, _FACTS)
    for at, (label, value) in enumerate(told):
        row, column = table.rows[at // 2], 2 * (at % 2)
        _write(row.cells[column], (label,), bold=True, shade=_SHADE)
        _write(row.cells[column + 1], (value,))


def _checks(document: Any, bulletin: Bulletin) -> None:
    words = load_words(bulletin.language)
    table = _table(document, 1 + len(bulletin.checks), _COLUMNS)
    for cell, key in zip(table.rows[0].cells, ("who", "what", "how"), strict=True):
        _write(cell, (words[key],), bold=True, shade=_SHADE)
    header: Any = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    for row, check in zip(table.rows[1:], bulletin.checks, strict=True):
        asked = tuple(one.text for one in asked_of(check, bulletin.language))
        for cell, texts in zip(
            row.cells, ((check.who.text,), asked, (check.how.text,)), strict=True
        ):
            _write(cell, texts)


def _table(document: Any, rows: int, widths: Sequence[float]) -> Any:
    table = document.add_table(rows=rows, cols=len(widths))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, widths, strict=True):
        for cell in column.cells:
            cell.width = Cm(width)
    return table


def _write(cell: Any, texts: Sequence[str], *, bold: bool = False, shade: str = "") -> None:
    for at, text in enumerate(texts):
        paragraph = cell.add_paragraph() if at else cell.paragraphs[0]
        _run(paragraph, text, _SMALL, bold=bold)
        _space(paragraph, _SMALL * _LEADING, {})
    if shade:
        fill: Any = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", shade)):
            fill.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(fill)
