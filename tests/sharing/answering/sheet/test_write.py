from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from sharing.answering.answer import Said, State
from sharing.answering.questions import Item, Question
from sharing.answering.sheet.form import FILLED, Column
from sharing.answering.sheet.write import answers_sheet
from tests.sharing.answering.examples import APPLIES, ASKED, Desk
from tests.sharing.answering.sheet.books import COLUMNS, FIRST
from tests.sharing.examples import IIJ

HOSTILE = '=HYPERLINK("http://x","y") _x0041_ <b>'


def written(title: str = "題") -> Any:
    desk = Desk()
    [asked] = desk.asked(IIJ)
    told = desk.give(asked.ask.id, APPLIES, IIJ, 1)
    items = (Item(who="誰", what="何", how="法"), Item())
    content = answers_sheet([Question(answer=told, title=title, items=items)])
    assert desk.answers.list(IIJ, ASKED) == (told,)
    return load_workbook(BytesIO(content))


def test_each_part_has_a_row_with_its_key_and_what_stands() -> None:
    page = written().worksheets[0]

    rows = list(page.iter_rows(min_row=FIRST, values_only=True))

    assert [row[0] for row in rows] == ["Q-1.0:0", "Q-1.1:1", "Q-1.2:0"]
    whole, first, second = rows
    assert whole[1:7] == ("L-1.1", "全体 / whole", None, "題", None, page.cell(FIRST, 7).value)
    assert first[2:6] == ("観点1 / viewpoint 1", "誰", "何", "法")
    assert first[7:] == ("該当 / applies", "同じ構成", page.cell(FIRST + 1, 10).value, None)
    assert page.cell(FIRST + 1, 10).value.date() == date(2030, 1, 31)
    assert second[3:6] == (None, None, None)
    assert second[7:] == ("未回答 / not answered", None, None, None)


def test_what_a_carrier_fills_in_is_open_and_all_else_is_locked() -> None:
    page = written().worksheets[0]

    assert page.protection.sheet
    for column, number in COLUMNS.items():
        assert page.cell(FIRST, number).protection.locked is (column not in FILLED)


def test_answers_are_chosen_and_days_are_days() -> None:
    rules = written().worksheets[0].data_validations.dataValidation

    chosen, days = rules
    for state in State:
        assert state is State.UNANSWERED or state.value.split("_")[-1] in chosen.formula1
    assert chosen.formula1.count(",") == len(State) - 1
    assert len(chosen.formula1) <= 257  # what Excel takes
    assert "H5:H" in str(chosen.sqref)
    assert days.type == "date"
    assert {"J", "K"} == {str(each)[0] for each in days.sqref.ranges}


def test_how_to_fill_it_in_stands_on_a_sheet_in_both_languages() -> None:
    book = written()

    assert book.sheetnames == ["回答 Answers", "説明 Instructions"]
    told = [cell.value for [cell] in book.worksheets[1].iter_rows() if cell.value]
    assert any("未回答" in line for line in told)
    assert any('never read as "not affected"' in line for line in told)


@pytest.mark.parametrize("title", [HOSTILE, "+1", "@x", "-2"])
def test_no_cell_is_a_formula(title: str) -> None:
    page = written(title).worksheets[0]

    cell = page.cell(FIRST, COLUMNS[Column.WHAT])

    assert cell.data_type == "s"
    assert {each.data_type for row in page.iter_rows() for each in row} <= {"s", "d", "n"}


def test_a_sheet_of_nothing_has_its_headings() -> None:
    page = load_workbook(BytesIO(answers_sheet([]))).worksheets[0]

    assert page.max_row == FIRST - 1
    assert page.cell(FIRST - 2, 1).value == "kyokun:key"
    assert Said(state=State.UNANSWERED).planned is None


def test_a_row_is_as_high_as_its_longest_text() -> None:
    rows = written("長い題" * 100).worksheets[0].row_dimensions

    assert 14 < rows[FIRST + 1].height < rows[FIRST].height <= 409
