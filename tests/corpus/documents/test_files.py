"""What stands in the files beside their text: charts, letters, page numbers, cells."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from corpus.documents.layout import Layout
from corpus.documents.write import write_document, write_list
from corpus.reading import Section
from tests.corpus.documents.readings import an_outage
from tests.examples import a_reading


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def book(content: bytes) -> Any:
    from openpyxl import load_workbook

    return load_workbook(BytesIO(content)).active


@pytest.mark.parametrize(
    ("kind", "folder"), [("detailed_report", "word"), ("annex", "ppt"), ("near_miss_annex", "ppt")]
)
def test_charts_are_charts_with_their_numbers_inside(kind: str, folder: str) -> None:
    told = parts(write_document(an_outage(), Layout(), kind))
    charts = [name for name in told if name.startswith(f"{folder}/charts/") and "rels" not in name]
    books = [name for name in told if name.startswith(f"{folder}/embeddings/")]

    assert len(charts) == len(books) == 2
    drawn = "".join(told[name].decode() for name in charts)
    assert "scatterChart" in drawn
    assert "50000" in drawn


@pytest.mark.parametrize("kind", ["detailed_report", "annex"])
def test_nothing_is_drawn_where_nothing_is_known(kind: str) -> None:
    assert not [
        name for name in parts(write_document(a_reading(), Layout(), kind)) if "chart" in name
    ]


def test_word_names_japanese_letters_with_a_stand_in_and_numbers_its_pages() -> None:
    told = parts(write_document(an_outage(), Layout(), "detailed_report"))

    assert 'w:eastAsia="ＭＳ 明朝"' in told["word/styles.xml"].decode()
    assert 'w:altName w:val="游明朝"' in told["word/fontTable.xml"].decode()
    footers = [told[name].decode() for name in told if name.startswith("word/footer")]
    assert any('w:instr="PAGE"' in footer for footer in footers)


def test_slides_name_japanese_letters() -> None:
    told = parts(write_document(an_outage(), Layout(), "annex"))

    assert 'a:ea typeface="游ゴシック"' in told["ppt/slides/slide2.xml"].decode()


def test_no_cell_of_a_list_is_a_formula() -> None:
    reading = an_outage(subject="=1+1", sections={Section.CAUSE: "=HYPERLINK(1)"})
    sheet = book(write_list([reading], Layout()))

    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "=1+1" in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    sheet = book(write_list([an_outage(sections={Section.CAUSE: "あ" * 40_000})], Layout()))

    longest = max((str(cell.value) for row in sheet.iter_rows() for cell in row), key=len)
    assert len(longest) < 32_767
    assert longest.endswith("（以下8000字は報告書本体のとおり）")


def test_the_heading_of_a_list_is_printed_on_every_page() -> None:
    sheet = book(write_list([an_outage()] * 3, Layout()))

    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "C5"


def test_two_services_with_no_total_stand_in_the_cell_for_users() -> None:
    sheet = book(write_list([an_outage(users=None)], Layout()))

    told = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert "緊急通報を取り扱わない音声伝送役務 50,000人、モバイルデータ通信 30,000人" in told
