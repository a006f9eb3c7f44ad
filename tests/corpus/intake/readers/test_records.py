"""JSON: one filing as an object, or a list of them."""

import json

import pytest

from corpus.errors import FileRefused
from corpus.intake.document import Remark
from tests.corpus.intake.readers.making import grid, read, remarks, tables


def labels(content: str) -> dict[str, str]:
    [table] = tables(read("a.json", content.encode()))
    cells = grid(table)
    return {cells[row, 1]: cells.get((row, 2), "") for row, column in cells if column == 1}


def refusal(content: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        read("a.json", content)
    return refused.value


def test_an_object_is_labels_and_values_with_numbers_as_written() -> None:
    told = labels('{"件名": "障害", "users": 22780000, "share": 1.50, "planned": true, "b": null}')
    assert told == {
        "件名": "障害",
        "users": "22780000",
        "share": "1.50",
        "planned": "true",
        "b": "",
    }


def test_one_level_down_has_labels_of_its_own() -> None:
    told = labels(
        '{"carrier": {"name": "A", "x": {"y": 1}}, "areas": ["東京", "大阪"],'
        ' "services": [{"users": 5}, {"users": 6}, "ほか"], "deep": [[1, {"z": 2}]]}'
    )
    assert told == {
        "carrier.name": "A",
        "carrier.x": '{"y": "1"}',
        "areas": "東京\n大阪",
        "services[1].users": "5",
        "services[2].users": "6",
        "services[3]": "ほか",
        "deep": '[["1", {"z": "2"}]]',
    }


@pytest.mark.parametrize("around", ["%s", '{"filings": %s}'])
def test_a_list_is_a_table_with_the_labels_in_its_first_row(around: str) -> None:
    content = around % '[{"a": 1, "b": 2}, {"b": 3, "c": 4}]'
    [table] = tables(read("a.json", content.encode()))
    assert grid(table) == {
        (1, 1): "a",
        (1, 2): "b",
        (1, 3): "c",
        (2, 1): "1",
        (2, 2): "2",
        (3, 2): "3",
        (3, 3): "4",
    }


def test_both_values_of_a_repeated_key_are_kept() -> None:
    document = read("a.json", b'[{"a": 1, "a": 2}]')
    assert grid(tables(document)[0]) == {(1, 1): "a", (1, 2): "a", (2, 1): "1", (2, 2): "2"}
    assert Remark.REPEATED_KEY in remarks(document)


def test_nan_stays_as_text_and_is_noted() -> None:
    document = read("a.json", b'{"a": NaN, "b": -Infinity}')
    assert grid(tables(document)[0])[1, 2] == "NaN"
    assert Remark.NOT_A_NUMBER in remarks(document)


def test_half_a_character_is_removed() -> None:
    assert labels('{"a": "x\\ud800y"}') == {"a": "xy"}


@pytest.mark.parametrize("content", [b"7", b'["a"]', b'{"filings": 3}'])
def test_json_without_objects_is_no_filing(content: bytes) -> None:
    assert refusal(content).code == "unknown_format"


def test_a_fault_in_the_json_is_named_by_line_and_column() -> None:
    refused = refusal(b'{"a": 1,\n "b": }')
    assert (refused.code, refused.where) == ("damaged", "a.json, line 2 column 7")


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"a":' * 100_000 + b"1" + b"}" * 100_000])
def test_deep_nesting_is_refused(content: bytes) -> None:
    assert refusal(content).code == "too_deep"


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"a": []}'])
def test_labels_without_values_are_read_and_nothing_is_refused(content: bytes) -> None:
    if json.loads(content):
        assert labels(content.decode()) == {"a": ""}
    else:
        assert refusal(content).code == "no_text"
