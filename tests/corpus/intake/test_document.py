"""What a file says."""

import pytest

from corpus.intake.document import Table, column_letters


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (16384, "XFD")]
)
def test_columns_are_lettered_as_spreadsheets_do(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def test_a_cell_of_a_sheet_is_found_by_its_letters() -> None:
    table = Table(rows=(), where="sheet 様式", lettered=True)
    assert table.place(7, 2) == "sheet 様式!B7"


def test_a_cell_of_a_table_is_found_by_its_row_and_column() -> None:
    assert Table(rows=(), where="table 2").place(4, 1) == "table 2 row 4 col 1"
