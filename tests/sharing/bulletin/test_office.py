from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from corpus.account import Language
from sharing.bulletin.office import office_of
from sharing.bulletin.page import load_page
from sharing.summary.summary import Part
from tests.sharing.bulletin.examples import EN, ODD, a_bulletin, a_long_bulletin, said


def read(language: Language = Language.JA, **fields: object) -> object:
    return Document(BytesIO(office_of(a_bulletin(language=language, **fields))))


def words(document: object) -> str:
    told = [one.text for one in document.paragraphs]  # type: ignore[attr-defined]
    for table in document.tables:  # type: ignore[attr-defined]
        told += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(told)


def test_all_that_a_bulletin_says_stands_in_the_document() -> None:
    document = read()

    told = words(document)
    for one in (
        "L-12.3",
        "経路の誤設定",
        "教訓 1、2 が自社に",
        "1.\t手順書を見直す",
        "注記: 注。",
    ):
        assert one in told
    assert "この粒度では示していません。" in told
    head = document.sections[0].header.paragraphs[0].text  # type: ignore[attr-defined]
    assert head == "教訓の共有\tTLP:AMBER"


def test_headings_are_headings_and_the_table_has_a_head() -> None:
    document = read(EN)

    styles = [one.style.name for one in document.paragraphs]  # type: ignore[attr-defined]
    assert styles.count("Heading 1") == 5
    assert "Title" in styles
    checks = document.tables[1]  # type: ignore[attr-defined]
    assert checks.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert document.core_properties.language == "en-US"  # type: ignore[attr-defined]


def test_every_row_has_a_height_of_its_own() -> None:
    for one in read().paragraphs:  # type: ignore[attr-defined]
        assert one.paragraph_format.line_spacing is not None


def test_hard_text_and_a_long_page_can_be_written() -> None:
    odd = said(ODD)
    told = words(read(title=odd, sections={Part.CAUSE: (odd,), Part.LESSONS: ()}))
    long = office_of(load_page().fit(a_long_bulletin()))

    assert odd.text in told
    assert "script" in words(Document(BytesIO(long)))
