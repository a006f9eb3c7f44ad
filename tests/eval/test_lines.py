from pathlib import Path

import pytest

from corpus.errors import RecordRefused
from corpus.record_fields import Line
from eval.lines import lines_of, read_at


def test_lines_that_are_not_empty_stand_at_their_own_numbers(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b"\xef\xbb\xbf{}\n\n[]\n")
    assert list(lines_of(path)) == [("rows.jsonl, line 1", "{}\n"), ("rows.jsonl, line 3", "[]\n")]


def test_what_is_no_text_is_refused_with_the_place_of_its_first_byte(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(b"{}\n\x81")
    with pytest.raises(RecordRefused, match=r"rows\.jsonl: bad_encoding, byte=3"):
        list(lines_of(tmp_path / "rows.jsonl"))


def test_a_refusal_names_the_line_it_is_about() -> None:
    def read(_: str) -> None:
        Line(1).refuse("missing_field", "id")

    with pytest.raises(RecordRefused) as refused:
        read_at("rows.jsonl, line 7", read, "{}")
    assert refused.value.where == "rows.jsonl, line 7, id"
