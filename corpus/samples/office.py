"""Sample filings as Word, Excel and PowerPoint files, the same bytes each time they are made."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from corpus.samples.facts import Filing, Item

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

# The office libraries are imported where they are used: whoever only reads `truth` needs none.

_FIXED = (2026, 4, 1, 0, 0, 0)
_CHANGED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_ITEMS_A_SLIDE = 4
_SHORT = 60


def sealed(made: bytes) -> bytes:
    """An office file with fixed times inside: the same content gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = _CHANGED.sub(rb"\g<1>2026-04-01T00:00:00Z", old.read(name))
            part = zipfile.ZipInfo(name, _FIXED)
            part.external_attr = 0o600 << 16
            part.create_system = 3
            new.writestr(part, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def word(filing: Filing) -> bytes:
    """A filing as a Word document."""
    from docx import Document

    document = Document()
    for line in (*filing.title, *filing.head):
        document.add_paragraph(line)
    _WORDS[filing.layout](document, filing)
    return sealed(_saved(document.save))


def _saved(save: Callable[[Any], object]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


def _headings(document: "WordDocument", items: Sequence[Item]) -> None:
    """Each label a paragraph, its text the paragraphs under it."""
    for number, item in enumerate(items, 1):
        document.add_paragraph(f"{number} {item.full_label}")
        for line in item.text.split("\n"):
            document.add_paragraph(f"  {line}")


def _rows(document: "WordDocument", rows: Sequence[Sequence[str]]) -> Any:
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    table.style = "Table Grid"
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    return table


def _word_headings(document: "WordDocument", filing: Filing) -> None:
    _headings(document, filing.items)


def _word_table(document: "WordDocument", filing: Filing) -> None:
    """Label and text side by side."""
    _rows(document, [(item.full_label, item.text) for item in filing.items])


def _word_nested(document: "WordDocument", filing: Filing) -> None:
    """A table with short items, those under one heading merged; the narrative under headings."""
    short = [
        item for item in filing.items if len(item.text) <= _SHORT and item.field != "supervisor"
    ]
    table = _rows(document, [(item.under or item.label, item.label, item.text) for item in short])
    for first, item in enumerate(short):
        if item.under is None:
            table.cell(first, 0).merge(table.cell(first, 1)).text = item.label
        elif first and short[first - 1].under == item.under:
            table.cell(first, 0).text = ""
            merged = table.cell(first - 1, 0).merge(table.cell(first, 0))
            merged.text = item.under
    _headings(document, [item for item in filing.items if item not in short])


def _word_services(document: "WordDocument", filing: Filing) -> None:
    """Two tables: the items, and under them the services hit, one a row."""
    _word_table(document, filing)
    document.add_paragraph("")
    heading = ("影響を受けた役務", "影響利用者数", "継続時間")
    _rows(document, [heading, *((hit.named, hit.users, hit.minutes) for hit in filing.hits)])


def _word_correction(document: "WordDocument", filing: Filing) -> None:
    """The items, and a table of what is corrected."""
    _headings(document, filing.items)
    changes = [(change.after.label, change.before, change.after.text) for change in filing.changes]
    _rows(document, [("訂正箇所", "訂正前", "訂正後"), *changes])


_WORDS: dict[str, Callable[["WordDocument", Filing], None]] = {
    "headings": _word_headings,
    "table": _word_table,
    "nested": _word_nested,
    "services": _word_services,
    "correction": _word_correction,
}


def excel(filing: Filing) -> bytes:
    """A filing as an Excel sheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "様式"
    for line in filing.title:
        sheet.append([line])
    for row in _EXCELS[filing.layout](filing):
        sheet.append(row)
    return sealed(_saved(book.save))


def _excel_pairs(filing: Filing) -> list[list[str]]:
    """Label in column A, text in column B."""
    return [[item.full_label, item.text] for item in filing.items]


def _excel_four(filing: Filing) -> list[list[str]]:
    """Two labels with their texts a row."""
    cells = [text for item in filing.items for text in (item.full_label, item.text)]
    return [cells[n : n + 4] for n in range(0, len(cells), 4)]


def _excel_below(filing: Filing) -> list[list[str]]:
    """Three labels a row, and their texts in the row below."""
    rows = []
    for n in range(0, len(filing.items), 3):
        some = filing.items[n : n + 3]
        rows += [[item.full_label for item in some], [item.text for item in some]]
    return rows


_EXCELS: dict[str, Callable[[Filing], list[list[str]]]] = {
    "pairs": _excel_pairs,
    "four": _excel_four,
    "below": _excel_below,
}


def slides(filing: Filing) -> bytes:
    """A filing as PowerPoint slides: a paragraph a label and a line, a few items a slide."""
    from pptx import Presentation

    show = Presentation()
    for n in range(0, len(filing.items), _ITEMS_A_SLIDE):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = filing.title[0]
        frame = slide.placeholders[1].text_frame
        lines = [
            line
            for item in filing.items[n : n + _ITEMS_A_SLIDE]
            for line in (f"【{item.full_label}】", *item.text.split("\n"))
        ]
        frame.text = lines[0]
        for line in lines[1:]:
            frame.add_paragraph().text = line
    return sealed(_saved(show.save))
