"""Files for tests, good and bad: each function gives the smallest one that is what it says."""

import zipfile
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pptx
from docx.document import Document as WordDocument
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.intake.document import Cell, Document, Paragraph, Remark, Table
from corpus.intake.limits import Limits
from corpus.intake.readers.read import read_document
from corpus.intake.readers.source import Source

FONT = "HeiseiKakuGo-W5"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(name: str, content: bytes, limits: Limits | None = None) -> Document:
    return read_document(Source(name=name, content=content, limits=limits or Limits()))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def grid(table: Table) -> dict[tuple[int, int], str]:
    """The text of each cell that is not covered, by row and column."""
    return {
        (cell.row, cell.column): cell.text for row in table.rows for cell in row if not cell.merged
    }


def cells(table: Table) -> dict[tuple[int, int], Cell]:
    return {(cell.row, cell.column): cell for row in table.rows for cell in row}


def remarks(document: Document) -> dict[Remark, str]:
    """The remarks of a document, each with its first place."""
    return {note.remark: note.where for note in reversed(document.notes)}


def a_docx(fill: Callable[[WordDocument], object] | None = None) -> bytes:
    document, file = docx.Document(), BytesIO()
    (fill or (lambda empty: empty.add_paragraph("件名：通信障害")))(document)
    document.save(file)
    return file.getvalue()


def an_xlsx(rows: Iterable[Iterable[Any]] = (("件名", "通信障害"),)) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(list(row))
    return saved(workbook)


def a_pptx(*lines: str) -> bytes:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "\n".join(lines) or "件名：通信障害"
    return saved(presentation)


def saved(file: Any) -> bytes:
    into = BytesIO()
    file.save(into)
    return into.getvalue()


def a_pdf(*lines: str, password: str = "") -> bytes:
    def draw(canvas: Any) -> None:
        for count, line in enumerate(lines or ("件名：通信障害",)):
            canvas.drawString(72, 760 - 20 * count, line)

    return drawn_pdf(draw, encrypt=StandardEncryption(password) if password else None)


def drawn_pdf(*pages: Callable[[Any], None], encrypt: Any = None) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = BytesIO()
    canvas = Canvas(file, encrypt=encrypt, pageCompression=1)
    for draw in pages:
        canvas.setFont(FONT, 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def a_package(parts: Mapping[str, str | bytes], *, main: str, main_type: str) -> bytes:
    """A minimal package; `parts` may replace any of its parts."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{main}" ContentType="{main_type}"/></Types>'
    )
    relations = a_relations(("rId1", "officeDocument", main))
    return zipped({"[Content_Types].xml": types, "_rels/.rels": relations, **parts})


def a_relations(*relations: tuple[str, str, str]) -> str:
    told = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="/{part}"/>'
        for name, kind, part in relations
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{told}</Relationships>'


def a_word_package(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A docx with that body, in the namespace ``w``."""
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    main = {"word/document.xml": document, **(parts or {})}
    return a_package(main, main="word/document.xml", main_type=WORD_TYPE)


def a_sheet_package(sheet: str | bytes, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """An xlsx with that one sheet."""
    workbook = (
        f'<workbook xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>"
    )
    main = {
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": a_relations(("rId1", "worksheet", "xl/worksheets/s.xml")),
        "xl/worksheets/s.xml": sheet,
        **(parts or {}),
    }
    return a_package(main, main="xl/workbook.xml", main_type=SHEET_TYPE)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_part(content: bytes, name: str, part: str | bytes) -> bytes:
    """That package with one part more, or another one."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts: dict[str, str | bytes] = {told: archive.read(told) for told in archive.namelist()}
    return zipped({**parts, name: part})


def an_ole(*entries: str) -> bytes:
    """A compound file: its header and a directory with those entries, no more."""
    directory = b"".join(
        entry.encode("utf-16-le").ljust(64, b"\0") + bytes(64)
        for entry in ("Root Entry", *entries)
    )
    return OLE_MARK + bytes(504) + directory
