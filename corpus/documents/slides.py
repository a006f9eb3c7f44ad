"""A sheet as PowerPoint slides: the annex (別冊) to the main form, with the same content."""

from collections.abc import Iterable
from typing import Any

from corpus.documents.compose import heading
from corpus.documents.events import spans_of, users_over_time
from corpus.documents.graph import draw_course, draw_users, saved
from corpus.documents.layout import load_words
from corpus.documents.pages import height_of, paged, pieces
from corpus.documents.sheet import Row, Sheet, impact_rows
from corpus.reading import Reading

# python-pptx is imported where it is used: whoever only reads filings needs none.

_FACE = "游ゴシック"
_GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"
_SHADE, _INK = "EAF0F8", "1F3864"
_WIDTH, _HEIGHT, _EDGE, _TOP = 13.333, 7.5, 0.5, 1.15
_ROOM, _BOTTOM = _WIDTH - 2 * _EDGE, 6.95
_LABEL = 2.6
_TITLE, _BODY, _SMALL = 20, 12, 9
_SPACING = 1.25
_LINE, _MARGINS = _BODY * _SPACING / 72, 0.08
_BLANK = 6
_NAMED = 2


def slides_of(sheet: Sheet, reading: Reading) -> bytes:
    """The bytes of a pptx file that says what `sheet` says; its charts draw `reading`."""
    from pptx import Presentation

    show: Any = Presentation()
    show.slide_width, show.slide_height = _inches(_WIDTH, _HEIGHT)
    show.core_properties.title, show.core_properties.author = sheet.titles[0], ""
    show.core_properties.comments = load_words().purpose
    _cover(show, sheet)
    for page in paged((*sheet.head, *sheet.facts)):
        _items(_slide(show, sheet, "報告の概要"), page)
    _impacts(show, sheet, reading)
    _course(show, sheet, reading)
    labelled = tuple(row for row in sheet.strangers if row.label)
    for page in paged((*sheet.sections, *labelled)):
        _items(_slide(show, sheet, _named(page)), page)
    _loose(show, sheet)
    _number(show)
    return saved(show.save)


def _cover(show: Any, sheet: Sheet) -> None:
    slide = show.slides.add_slide(show.slide_layouts[_BLANK])
    title, *rest = sheet.titles
    _text(slide, sheet.banner, (_EDGE, 0.25, _ROOM, 0.4), size=_SMALL)
    _text(slide, title, (_EDGE, 2.4, _ROOM, 1.0), size=32, bold=True)
    _text(slide, "\n".join(rest), (_EDGE, 3.5, _ROOM, 0.8), size=14)
    _text(slide, sheet.banner, (_EDGE, 4.4, _ROOM, 0.5), size=14)
    for n, note in enumerate(sheet.notes):
        _text(slide, note, (_EDGE, 5.1 + 0.35 * n, _ROOM, 0.35), size=11)


def _slide(show: Any, sheet: Sheet, name: str) -> Any:
    """A slide with a title and the banner."""
    slide = show.slides.add_slide(show.slide_layouts[_BLANK])
    _text(slide, sheet.banner, (_EDGE, 0.1, _ROOM, 0.3), size=_SMALL)
    title = heading(name)
    _text(slide, title, (_EDGE, 0.4, _ROOM, 0.6), size=_TITLE, bold=True)
    return slide


def _text(
    slide: Any, text: str, place: tuple[float, float, float, float], *, size: float, **looks: bool
) -> None:
    """A text box; `place` in inches: left, top, width, height."""
    box = slide.shapes.add_textbox(*_inches(*place))
    box.text_frame.word_wrap = True
    _write(box.text_frame, text, size, looks.get("bold", False))


def _write(frame: Any, text: str, size: float, bold: bool) -> None:
    """Write a text into a frame, a paragraph a line."""
    from pptx.util import Pt

    first, *rest = text.split("\n")
    paragraphs = [frame.paragraphs[0], *(frame.add_paragraph() for _ in rest)]
    for paragraph, line in zip(paragraphs, (first, *rest), strict=True):
        paragraph.line_spacing = Pt(size * _SPACING)
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, _FACE
        _japanese(run)


def _japanese(run: Any) -> None:
    """Set the letters that Japanese is written in."""
    from pptx.oxml.xmlchemy import OxmlElement

    properties = run._r.get_or_add_rPr()
    properties.set("lang", "ja-JP")
    letters = OxmlElement("a:ea")
    letters.set("typeface", _FACE)
    properties.append(letters)


def _named(rows: Iterable[Row]) -> str:
    """What a slide is about: its first labels, and that there are more."""
    labels = list(dict.fromkeys(row.label for row in rows))
    return "・".join(labels[:_NAMED]) + ("ほか" if len(labels) > _NAMED else "")


def _items(slide: Any, rows: list[Row]) -> None:
    """A table of items beside their texts."""
    table = _table(slide, [height_of(row) for row in rows], (_LABEL, _ROOM - _LABEL))
    for n, row in enumerate(rows):
        _cell(table.cell(n, 0), row.heading, marked=True)
        _cell(table.cell(n, 1), row.text, marked=False)


def _impacts(show: Any, sheet: Sheet, reading: Reading) -> None:
    """The services hit, a slide's worth at a time, and the users hit over time."""
    rows = impact_rows(sheet.impacts)
    slide, top = None, _TOP
    for some in pieces(rows[1:]):
        slide = _slide(show, sheet, "役務ごとの影響")
        table = _table(slide, [1] * (len(some) + 1), (_ROOM / 2, _ROOM / 4, _ROOM / 4))
        for n, texts in enumerate((rows[0], *some)):
            for m, text in enumerate(texts):
                _cell(table.cell(n, m), text, marked=not n)
        top = _TOP + (len(some) + 2) * (_LINE + _MARGINS)
    series = users_over_time(reading)
    if series and (slide is None or top > _HEIGHT / 2):
        slide, top = _slide(show, sheet, "影響利用者数の推移"), _TOP
    if series and slide is not None:
        draw_users(slide.shapes, series, _inches(_EDGE, top, _ROOM, _BOTTOM - top))


def _course(show: Any, sheet: Sheet, reading: Reading) -> None:
    """What happened when, where it is known."""
    if spans := spans_of(reading):
        slide = _slide(show, sheet, "時系列")
        draw_course(slide.shapes, spans, _inches(_EDGE, _TOP, _ROOM, _BOTTOM - _TOP))


def _table(slide: Any, lines: list[int], widths: tuple[float, ...]) -> Any:
    """A ruled table with rows as high as `lines` and columns of `widths` inches."""
    heights = [_LINE * count + _MARGINS for count in lines]
    place = _inches(_EDGE, _TOP, _ROOM, sum(heights))
    made = slide.shapes.add_table(len(lines), len(widths), *place)
    table = made.table
    table.first_row = table.horz_banding = False
    made._element.graphic.graphicData.tbl.tblPr.find(_name("tableStyleId")).text = _GRID
    for column, width in zip(table.columns, _inches(*widths), strict=True):
        column.width = width
    for row, height in zip(table.rows, _inches(*heights), strict=True):
        row.height = height
    return table


def _inches(*sides: float) -> tuple[Any, ...]:
    from pptx.util import Inches

    return tuple(Inches(side) for side in sides)


def _name(tag: str) -> str:
    from pptx.oxml.ns import qn

    name: str = qn(f"a:{tag}")
    return name


def _cell(cell: Any, text: str, *, marked: bool) -> None:
    from pptx.dml.color import RGBColor

    cell.margin_top, cell.margin_bottom = _inches(0.03, 0.03)
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(_SHADE if marked else "FFFFFF")
    _write(cell.text_frame, text, _BODY, marked)


def _loose(show: Any, sheet: Sheet) -> None:
    """Lines that stand under no label."""
    lines = [row for row in sheet.strangers if not row.label]
    for page in paged(lines):
        slide = _slide(show, sheet, "様式によらない記載")
        text = "\n".join(row.text for row in page)
        _text(slide, text, (_EDGE, _TOP, _ROOM, 5.5), size=_BODY)


def _number(show: Any) -> None:
    """The number of each slide, in its corner."""
    slides = list(show.slides)
    for n, slide in enumerate(slides, 1):
        _text(slide, f"{n} / {len(slides)}", (_WIDTH - 1.4, 7.08, 1.2, 0.3), size=_SMALL)
