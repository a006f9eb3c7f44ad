"""Lists: csv and tsv."""

import pytest

from corpus.errors import FileRefused
from corpus.intake.document import Note, Remark
from corpus.intake.limits import Limits
from tests.corpus.intake.readers.making import grid, read, remarks, tables


def refusal(content: bytes, limits: Limits | None = None) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        read("一覧.csv", content, limits)
    return refused.value


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("件名,利用者数,注\n障害,1,\n", "comma"),
        ("件名\t利用者数\n障害 1,000,000\t1\n", "tab"),
        ("件名;利用者数\n障害;1\n", "semicolon"),
        ("sep=;\r\n件名;利用者数\r\n障害,小;1\r\n", "semicolon"),
        ("一覧\n", "comma"),
    ],
)
def test_the_delimiter_is_the_one_the_lines_agree_on(content: str, name: str) -> None:
    notes = read("a.csv", content.encode()).notes
    assert Note(remark=Remark.DELIMITER, where="", detail=name) in notes


def test_a_cell_may_hold_delimiters_quotes_and_lines() -> None:
    [table] = tables(
        read("a.csv", '件名,原因\r\n"障害, 大","「""設定"" の\r\n誤り」"\r\n'.encode())
    )
    assert grid(table) == {
        (1, 1): "件名",
        (1, 2): "原因",
        (2, 1): "障害, 大",
        (2, 2): '「"設定" の\n誤り」',
    }


def test_blank_cells_and_rows_are_left_out_and_the_others_keep_their_places() -> None:
    [table] = tables(read("a.tsv", b"a\t\tc\n\n\t\tf\n"))
    assert grid(table) == {(1, 1): "a", (1, 3): "c", (3, 3): "f"}
    assert table.place(3, 3) == "list row 3 col 3"


def test_a_ragged_row_is_named_by_its_line() -> None:
    notes = read("a.csv", b'a,b\n"1\n1",2\n3\n4,5\n6,7,8\n').notes
    assert [note.where for note in notes if note.remark is Remark.RAGGED_ROW] == [
        "line 4",
        "line 6",
    ]


def test_beyond_a_hundred_ragged_rows_are_counted_only() -> None:
    notes = read("a.csv", b"a,b\n" * 200 + b"a\n" * 150).notes
    ragged = [note for note in notes if note.remark is Remark.RAGGED_ROW]
    assert (len(ragged), ragged[-1].count) == (101, 50)


def test_loose_quotes_are_read_and_noted() -> None:
    document = read("a.csv", b'a,b\n"x"y,2\n')
    assert grid(tables(document)[0])[2, 1] == "xy"
    assert remarks(document)[Remark.LOOSE_QUOTES] == "line 2"


def test_a_quotation_mark_that_is_never_closed_is_refused() -> None:
    refused = refusal(b'a,b\n1,"2\n3,4\n')
    assert (refused.code, refused.where) == ("damaged", "一覧.csv, line 3")


def test_a_list_of_nothing_has_no_text() -> None:
    assert refusal(b",,\n,,\n").code == "no_text"


def test_control_characters_are_removed_and_noted() -> None:
    document = read("a.csv", "件\x07名,a\u202eb\x00\n".encode())
    assert grid(tables(document)[0]) == {(1, 1): "件名", (1, 2): "ab"}
    assert Remark.CONTROL_CHARACTERS in remarks(document)


def test_a_cell_of_ten_megabytes_is_read() -> None:
    [table] = tables(read("a.csv", "件名,".encode() + b"x" * 10_000_000))
    assert len(table.rows[0][1].text) == 10_000_000


def test_more_cells_than_allowed_are_too_large() -> None:
    refused = refusal(b"a,b\n" * 60, Limits(cells=100))
    assert (refused.code, refused.details) == ("too_large", {"cells": 101, "limit": 100})
