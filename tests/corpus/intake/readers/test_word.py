"""Word documents."""

import pytest
from docx.document import Document as WordDocument

from corpus.errors import FileRefused
from corpus.intake.document import Paragraph, Remark
from corpus.intake.limits import Limits
from tests.corpus.intake.readers.making import (
    WORD,
    a_docx,
    a_relations,
    a_word_package,
    cells,
    grid,
    read,
    remarks,
    tables,
    texts,
    with_part,
)

BOX = "<w:txbxContent><w:p><w:r><w:t>枠の中</w:t></w:r></w:p></w:txbxContent>"


def paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def read_body(body: str) -> list[str]:
    return texts(read("a.docx", a_word_package(body)))


def test_paragraphs_and_tables_come_in_order_with_their_places() -> None:
    def fill(document: WordDocument) -> None:
        document.add_paragraph("前")
        document.add_paragraph("")
        document.add_table(1, 1).cell(0, 0).text = "表"
        document.add_paragraph("後")

    blocks = read("a.docx", a_docx(fill)).blocks
    assert [block.where for block in blocks] == ["p1", "table 1", "p3"]


def test_headers_and_footers_are_read() -> None:
    def fill(document: WordDocument) -> None:
        document.add_paragraph("本文")
        document.sections[0].header.paragraphs[0].text = "TLP:AMBER"
        document.sections[0].footer.paragraphs[0].text = "取扱注意"

    document = read("a.docx", a_docx(fill))
    assert [
        (block.where, block.text) for block in document.blocks if isinstance(block, Paragraph)
    ] == [
        ("header 1 p1", "TLP:AMBER"),
        ("p1", "本文"),
        ("footer 1 p1", "取扱注意"),
    ]


def test_footnotes_are_read_without_the_line_above_them() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:type="separator">{paragraph(run("線"))}'
        f"</w:footnote><w:footnote>{paragraph(run('注'))}</w:footnote></w:footnotes>"
    )
    parts = {
        "word/footnotes.xml": notes,
        "word/_rels/document.xml.rels": a_relations(("rId1", "footnotes", "word/footnotes.xml")),
    }
    document = read("a.docx", a_word_package(paragraph(run("本文")), parts))
    assert [(block.where) for block in document.blocks] == ["p1", "footnote 1 p1"]
    assert texts(document) == ["本文", "注"]


def test_merged_cells_say_their_text_once() -> None:
    def fill(document: WordDocument) -> None:
        table = document.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "横"
        table.cell(1, 0).merge(table.cell(2, 0)).text = "縦"
        table.cell(2, 2).text = "隅"

    [table] = tables(read("a.docx", a_docx(fill)))
    merged = {place for place, cell in cells(table).items() if cell.merged}
    assert merged == {(1, 2), (3, 1)}
    told = {place: text for place, text in grid(table).items() if text}
    assert told == {(1, 1): "横", (2, 1): "縦", (3, 3): "隅"}


def test_rows_that_start_further_right_keep_their_columns() -> None:
    cell = f"<w:tc>{paragraph(run('x'))}</w:tc>"
    body = f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{cell}</w:tr></w:tbl>'
    [table] = tables(read("a.docx", a_word_package(body)))
    assert grid(table) == {(1, 3): "x"}


def test_a_cell_of_several_paragraphs_is_one_text() -> None:
    def fill(document: WordDocument) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "一"
        cell.add_paragraph("二")

    [table] = tables(read("a.docx", a_docx(fill)))
    assert grid(table) == {(1, 1): "一\n二"}


def test_a_table_in_a_cell_follows_as_a_table_of_its_own() -> None:
    def fill(document: WordDocument) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.text = "外"
        cell.add_table(1, 1).cell(0, 0).text = "内"

    outer, inner = tables(read("a.docx", a_docx(fill)))
    assert (grid(outer), grid(inner)) == ({(1, 1): "外"}, {(1, 1): "内"})
    assert inner.where == "table 1 row 1 col 1 table 1"


def test_a_text_box_is_read_once() -> None:
    body = paragraph(
        f"{run('本文')}<w:r><mc:AlternateContent xmlns:mc='mc'><mc:Choice>{BOX}</mc:Choice>"
        f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = read("a.docx", a_word_package(body))
    assert texts(document) == ["本文", "枠の中"]
    assert document.blocks[1].where == "p1 text box p1"


def test_a_text_box_in_a_cell_follows_the_table() -> None:
    inside = paragraph(f"<w:r>{BOX}</w:r>{run('値')}")
    body = f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"
    document = read("a.docx", a_word_package(body))
    assert [block.where for block in document.blocks] == [
        "table 1",
        "table 1 row 1 col 1 text box p1",
    ]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (f"{run('a')}<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
        ("<w:r><w:t>03</w:t><w:noBreakHyphen/><w:t>1234</w:t></w:r>", "03-1234"),
        ('<w:r><w:sym w:char="F0FE"/><w:sym w:char="F0FF"/></w:r>' + run("有"), "☑\ufffd有"),
        (f"<w:hyperlink>{run('題')}</w:hyperlink><w:fldSimple>{run('日')}</w:fldSimple>", "題日"),
        ("<w:r><w:instrText>DATE</w:instrText></w:r>" + run("値"), "値"),
        (
            f"<w:sdt><w:sdtPr><w:t>x</w:t></w:sdtPr><w:sdtContent>{run('選')}</w:sdtContent></w:sdt>",
            "選",
        ),
        (
            f"<w:r><w:ruby><w:rt>{run('しょう')}</w:rt><w:rubyBase>{run('障')}</w:rubyBase></w:ruby></w:r>"
            + run("害"),
            "障害",
        ),
        (f"<w:ins>{run('追加')}</w:ins>", "追加"),
        ("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>" + run("値"), "値"),
    ],
)
def test_a_paragraph_is_told_as_it_is_shown(inner: str, text: str) -> None:
    assert read_body(paragraph(inner)) == [text]


def test_deleted_text_is_not_read_but_noted() -> None:
    body = paragraph(f"<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>{run('新')}")
    document = read("a.docx", a_word_package(body))
    assert (texts(document), remarks(document)) == (["新"], {Remark.DELETED_TEXT: "p1"})


def test_a_deleted_row_is_not_read_but_noted() -> None:
    rows = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run('旧'))}</w:tc></w:tr>"
    body = f"<w:tbl>{rows}</w:tbl>{paragraph(run('新'))}"
    document = read("a.docx", a_word_package(body))
    assert (tables(document), remarks(document)) == ([], {Remark.DELETED_TEXT: "table 1"})


@pytest.mark.parametrize(("value", "hidden"), [("", True), ('w:val="0"', False)])
def test_hidden_text_is_read_and_noted(value: str, hidden: bool) -> None:
    body = paragraph(f"<w:r><w:rPr><w:vanish {value}/></w:rPr><w:t>隠</w:t></w:r>")
    document = read("a.docx", a_word_package(body))
    assert texts(document) == ["隠"]
    assert (Remark.HIDDEN_TEXT in remarks(document)) is hidden


def test_pictures_and_embedded_files_are_noted() -> None:
    content = with_part(a_docx(), "word/media/image1.png", b"x")
    content = with_part(content, "word/embeddings/sheet.xlsx", b"x")
    noted = remarks(read("a.docx", content))
    assert noted == {
        Remark.PICTURES: "word/media/image1.png",
        Remark.EMBEDDED_FILES: "word/embeddings/sheet.xlsx",
    }


def test_a_document_of_pictures_only_has_no_text() -> None:
    with pytest.raises(FileRefused) as refused:
        read("a.docx", a_word_package(paragraph("")))
    assert refused.value.code == "no_text"


def test_a_cell_that_spans_a_million_columns_is_too_large() -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="9999999"/></w:tcPr>{paragraph(run("x"))}</w:tc>'
    with pytest.raises(FileRefused) as refused:
        read("a.docx", a_word_package(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"), Limits(cells=1000))
    assert (refused.value.code, refused.value.where) == ("too_large", "a.docx, table 1")
