"""Spreadsheets."""

from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from openpyxl.comments import Comment

from corpus.errors import FileRefused
from corpus.intake.document import Remark, Table
from tests.corpus.intake.readers.making import (
    a_relations,
    a_sheet_package,
    an_xlsx,
    cells,
    grid,
    read,
    remarks,
    saved,
    tables,
    texts,
)

DRAWING = (
    '<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:sp><xdr:txBody><a:p><a:r><a:t>枠の</a:t></a:r>'
    "<a:br/><a:r><a:t>中</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>"
)


def a_sheet(rows: str, behind: str = "") -> bytes:
    return a_sheet_package(f"<worksheet><sheetData>{rows}</sheetData>{behind}</worksheet>")


def the_table(content: bytes) -> Table:
    [table] = tables(read("a.xlsx", content))
    return table


def refusal(content: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        read("a.xlsx", content)
    return refused.value


def test_values_are_text_as_a_person_would_write_them() -> None:
    row = [
        *("件名", 22780000, 0.125, True, None, date(2022, 7, 2), datetime(2022, 7, 2, 1, 35)),
        *(time(1, 35), timedelta(hours=61, minutes=25)),
    ]
    assert grid(the_table(an_xlsx([row]))) == {
        (1, 1): "件名",
        (1, 2): "22780000",
        (1, 3): "0.125",
        (1, 4): "TRUE",
        (1, 6): "2022-07-02",
        (1, 7): "2022-07-02T01:35:00",
        (1, 8): "01:35:00",
        (1, 9): "61:25:00",
    }


def test_a_cell_is_found_by_sheet_and_letters() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "様式"
    workbook.active["B7"] = "x"
    table = the_table(saved(workbook))
    assert (table.name, table.place(7, 2)) == ("様式", "sheet 様式!B7")
    assert grid(table) == {(7, 2): "x"}


def test_hidden_sheets_rows_and_columns_are_read_and_noted() -> None:
    workbook = openpyxl.Workbook()
    front, back = workbook.active, workbook.create_sheet("裏")
    front.append(["a"])
    front.append(["b"])
    front.append(["c"])
    front.row_dimensions[2].hidden = True
    front.column_dimensions["C"].hidden = True
    back.append(["秘"])
    back.sheet_state = "veryHidden"
    document = read("a.xlsx", saved(workbook))
    assert [grid(table)[1, 1] for table in tables(document)] == ["a", "秘"]
    assert remarks(document) == {
        Remark.HIDDEN_ROW: "sheet Sheet row 2",
        Remark.HIDDEN_COLUMN: "sheet Sheet column C",
        Remark.HIDDEN_SHEET: "sheet 裏",
    }


def test_merged_cells_say_their_text_once() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet["A1"], sheet["C1"], sheet["B3"] = "見出し", "値", "下"
    sheet.merge_cells("A1:B2")
    sheet.merge_cells("A3:A900")
    merged = {place for place, cell in cells(the_table(saved(workbook))).items() if cell.merged}
    assert merged == {(1, 2)}
    assert grid(the_table(saved(workbook))) == {(1, 1): "見出し", (1, 3): "値", (3, 2): "下"}


def test_what_a_merged_cell_covers_is_not_told() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="odd"/></mergeCells>'
    assert grid(the_table(a_sheet(rows, merges))) == {(1, 1): "1"}


def test_a_formula_tells_its_stored_value() -> None:
    rows = (
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>T</f><v>文</v></c>'
        '<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D2" t="str"><f>""</f><v></v></c></row>'
    )
    assert grid(the_table(a_sheet(rows))) == {(2, 1): "2", (2, 2): "文", (2, 3): "#DIV/0!"}


def test_a_formula_that_nothing_has_calculated_is_empty_and_flagged() -> None:
    document = read("a.xlsx", an_xlsx([["合計", "=SUM(B2:B9)"]]))
    [table] = tables(document)
    cell = cells(table)[1, 2]
    assert (cell.text, cell.formula_without_value) == ("", True)
    assert remarks(document)[Remark.FORMULA_WITHOUT_VALUE] == "sheet Sheet"


def test_readings_of_kanji_are_not_part_of_the_text() -> None:
    strings = (
        "<sst><si><t>障害</t><rPh><t>ショウガイ</t></rPh></si>"
        "<si><r><t>太</t></r><r><t>字_x000D_\n</t></r><phoneticPr/></si></sst>"
    )
    relations = a_relations(
        ("rId1", "worksheet", "xl/worksheets/s.xml"), ("rId2", "sharedStrings", "xl/s.xml")
    )
    rows = (
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c>'
        '<c t="inlineStr"><is><t>直</t><rPh><t>ジカ</t></rPh></is></c></row>'
    )
    content = a_sheet_package(
        f"<x:worksheet xmlns:x='x'><sheetData>{rows}</sheetData></x:worksheet>",
        {"xl/_rels/workbook.xml.rels": relations, "xl/s.xml": strings},
    )
    assert grid(the_table(content)) == {(1, 1): "障害", (1, 2): "太字\n", (1, 3): "直"}


def test_text_boxes_and_page_headers_are_read() -> None:
    sheet = (
        "<worksheet><sheetData/><headerFooter><oddHeader>&amp;C&amp;12TLP:AMBER</oddHeader>"
        "<oddFooter>&amp;P</oddFooter></headerFooter></worksheet>"
    )
    parts = {
        "xl/worksheets/_rels/s.xml.rels": a_relations(("rId1", "drawing", "xl/drawings/d.xml")),
        "xl/drawings/d.xml": DRAWING,
    }
    document = read("a.xlsx", a_sheet_package(sheet, parts))
    assert texts(document) == ["TLP:AMBER", "枠の\n中"]
    assert document.blocks[1].where == "sheet S text box p1"


def test_comments_are_not_read_but_noted() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "a"
    workbook.active["A1"].comment = Comment("内緒", "x")
    assert Remark.COMMENTS in remarks(read("a.xlsx", saved(workbook)))


def test_a_sheet_of_charts_is_passed_over() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "a"
    workbook.create_chartsheet("図")
    assert [table.name for table in tables(read("a.xlsx", saved(workbook)))] == ["Sheet"]


def test_cells_far_apart_cost_no_more_than_two() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    )
    assert grid(the_table(a_sheet(rows))) == {(1, 1): "1", (1048576, 16384): "2"}


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ('<row r="1"><c r="B1" t="s"><v>7</v></c></row>', "a.xlsx, sheet S!B1"),
        ('<row r="1"><c r="B1"><v>x</v></c></row>', "a.xlsx, sheet S!B1"),
        ('<row r="1"><c r="B1"><v>1e999</v></c></row>', "a.xlsx, sheet S!B1"),
        ('<row r="x"/>', "a.xlsx, sheet S"),
        ('<c r="A1"><v>1</v></c>', "a.xlsx, sheet S"),
    ],
)
def test_a_cell_that_makes_no_sense_is_damage_with_its_place(rows: str, where: str) -> None:
    refused = refusal(a_sheet(rows))
    assert (refused.code, refused.where) == ("damaged", where)


def test_odd_but_harmless_cells_are_read() -> None:
    rows = (
        '<row><c><v>1</v></c><c t="n"><v> </v></c><c t="b"><v>0</v></c><c s="3"/></row>'
        '<row><c t="d"><v>2022-07-02</v></c></row><v>stray</v><f>stray</f>'
    )
    assert grid(the_table(a_sheet(rows))) == {
        (1, 1): "1",
        (1, 2): " ",
        (1, 3): "FALSE",
        (2, 1): "2022-07-02",
    }


def test_an_empty_workbook_has_no_text() -> None:
    assert refusal(an_xlsx([])).code == "no_text"
