from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from sharing.channels.columns import USUAL
from sharing.channels.sheet import CUT, LONGEST_CELL, sheet_of
from sharing.tlp import Tlp
from tests.sharing.channels.previews import a_preview

EVIL = '=HYPERLINK("http://x.example/","a")'


def opened(content: bytes) -> Any:
    return load_workbook(BytesIO(content)).active


def test_a_reader_gets_the_columns_it_chose_in_its_order() -> None:
    page = opened(sheet_of([a_preview()], ["how", "lesson"], Tlp.GREEN))

    assert page["A1"].value == "TLP:GREEN"
    assert [cell.value for cell in page[2]] == [
        "点検: どのように / check: how",
        "教訓番号 / lesson",
    ]
    assert [cell.value for cell in page[3]] == ["二人で確かめる\n訓練", "L-1.1"]
    assert page.oddHeader.right.text == "TLP:GREEN"


@pytest.mark.parametrize("said", [EVIL, "+1+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "|cmd"])
def test_nothing_is_ever_a_formula(said: str) -> None:
    cell = opened(sheet_of([a_preview(title=said)], ["title"], Tlp.RED))["A3"]

    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert str(cell.value).strip() == said.strip()


def test_what_no_cell_can_hold_is_left_out_or_cut() -> None:
    long = "あ" * (LONGEST_CELL + 5)
    page = opened(
        sheet_of([a_preview(title="a\x00b_x0041_"), a_preview(title=long)], ["title"], Tlp.RED)
    )

    assert page["A3"].value == "ab_x005F_x0041_"  # as Excel writes what is no escape
    assert page["A4"].value == "あ" * LONGEST_CELL + CUT


def test_a_list_of_no_lessons_has_its_headings() -> None:
    page = opened(sheet_of([], USUAL, Tlp.CLEAR))

    assert (page.max_row, page.max_column) == (2, len(USUAL))
