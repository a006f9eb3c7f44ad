"""PDF."""

from typing import Any

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader

from corpus.errors import FileRefused
from corpus.intake.document import Kind, Remark
from corpus.intake.limits import Limits
from corpus.intake.readers import pdf
from corpus.intake.readers.draft import Draft
from tests.corpus.intake.readers.making import (
    a_pdf,
    cells,
    drawn_pdf,
    grid,
    read,
    remarks,
    tables,
    texts,
)


def refusal(content: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        read("a.pdf", content)
    return refused.value


def draw_form(canvas: Any) -> None:
    """A heading, a ruled table of three rows with one merged cell, and a line below."""
    canvas.drawString(72, 780, "重大な事故報告書")
    for bottom in (600, 640, 680, 720):
        canvas.line(72, bottom, 472, bottom)
    for left in (72, 472):
        canvas.line(left, 600, left, 720)
    canvas.line(172, 600, 172, 680)
    for left, bottom, text in (
        (80, 700, "一　事故の概要"),
        (80, 660, "発生日時"),
        (180, 660, "令和4年7月2日 1時35分"),
        (80, 620, "発生原因"),
        (180, 625, "経路の設定を誤り"),
        (180, 608, "輻輳した。"),
    ):
        canvas.drawString(left, bottom, text)
    canvas.drawString(72, 560, "以上")


def draw_picture(canvas: Any) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "red")), 72, 600)


def test_lines_come_with_their_page() -> None:
    document = read("a.pdf", a_pdf("件名：通信障害", "発生日時：令和4年7月2日"))
    assert texts(document) == ["件名：通信障害", "発生日時：令和4年7月2日"]
    assert [block.where for block in document.blocks] == ["page 1 line 1", "page 1 line 2"]


def test_a_ruled_page_gives_a_table_where_it_stands() -> None:
    document = read("a.pdf", drawn_pdf(draw_form))
    assert [block.where for block in document.blocks] == [
        "page 1 line 1",
        "page 1 table 1",
        "page 1 line 2",
    ]
    [table] = tables(document)
    assert grid(table) == {
        (1, 1): "一　事故の概要",
        (2, 1): "発生日時",
        (2, 2): "令和4年7月2日 1時35分",
        (3, 1): "発生原因",
        (3, 2): "経路の設定を誤り\n輻輳した。",
    }
    assert cells(table)[1, 2].merged


def test_a_turned_page_is_read_without_tables() -> None:
    def draw(canvas: Any) -> None:
        canvas.setPageRotation(90)
        draw_form(canvas)

    document = read("a.pdf", drawn_pdf(draw))
    assert tables(document) == []
    assert "発生原因" in "".join(texts(document))


def test_a_wrapped_paragraph_is_one() -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, 700, "あ" * 45)
        canvas.drawString(72, 686, "い" * 5 + "。")
        canvas.drawString(72, 672, "次の段落")

    assert texts(read("a.pdf", drawn_pdf(draw))) == ["あ" * 45 + "い" * 5 + "。", "次の段落"]


def test_pictures_only_are_refused() -> None:
    assert refusal(drawn_pdf(draw_picture)).code == "no_text"


def test_a_page_without_text_among_others_is_noted() -> None:
    document = read("a.pdf", drawn_pdf(draw_form, draw_picture))
    assert remarks(document) == {Remark.PAGE_WITHOUT_TEXT: "page 2"}


def test_a_password_is_refused() -> None:
    assert refusal(a_pdf(password="ひみつ".encode().hex())).code == "encrypted"


def test_a_file_that_may_only_not_be_printed_is_read() -> None:
    encrypted = drawn_pdf(
        lambda canvas: canvas.drawString(72, 700, "open"),
        encrypt=StandardEncryption("", ownerPassword="x", canPrint=0),
    )
    assert texts(read("a.pdf", encrypted)) == ["open"]


def test_a_file_cut_short_says_so() -> None:
    content = a_pdf()
    refused = refusal(content[: content.index(b"startxref")])
    assert (refused.code, refused.details) == ("damaged", {"problem": "cut short"})


def test_a_file_without_pages_is_damaged() -> None:
    assert refusal(b"%PDF-1.7\nnothing at all\n%%EOF\n").code == "damaged"


def test_a_page_that_cannot_be_opened_is_named() -> None:
    content = a_pdf().replace(b"/Type /Page\n", b"/Type /Pagx\n").replace(b"/Page ", b"/Pagx ")
    refused = refusal(content)
    assert refused.code in ("damaged", "no_text")


def test_rules_that_the_finder_of_tables_cannot_follow_are_noted() -> None:
    whole, broken = drawn_pdf(draw_form), b"%PDF-1.4 and nothing that pdfplumber could open"
    import pypdfium2

    draft = Draft(Kind.PDF, Limits())
    with pypdfium2.PdfDocument(whole) as document:
        pdf._Page(document, 0, draft).read(broken)
    told = draft.document()
    assert remarks(told) == {Remark.TABLES_NOT_FOUND: "page 1"}
    assert "発生原因" in "".join(texts(told))
