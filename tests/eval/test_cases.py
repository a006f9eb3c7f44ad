import warnings
from pathlib import Path
from typing import Any

import pytest

from corpus.account import Language
from corpus.errors import RecordRefused
from corpus.record import account_of, read_labelled
from eval.cases import STARTER, gather
from eval.labels import Row, load, novelty_labels, similar_labels
from tests.eval.worlds import a_row, cases_of, written


def kit_load(*paths: Path) -> list[Row]:
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", ResourceWarning
        )  # the kit leaves its files to be collected
        labelled = load(*paths)
    return [{key: row[key] for key in ("id", "started_at", "mechanism")} for row in labelled]


def test_the_starter_corpus_is_read_as_the_kit_reads_it() -> None:
    cases = gather()
    assert cases.rows == kit_load(STARTER)
    assert cases.undated == 4


def test_accounts_are_those_that_production_makes() -> None:
    with STARTER.open(encoding="utf-8") as lines:
        made = {record.id: account_of(record) for record in read_labelled(lines)}
    cases = gather()
    assert list(cases.accounts) == [made[row["id"]] for row in cases.rows]


def test_files_are_merged_by_id_and_the_last_wins(tmp_path: Path) -> None:
    first = written(tmp_path / "a.jsonl", a_row(1), a_row(2))
    second = written(tmp_path / "b.jsonl", a_row(2, "flood"), a_row(3), a_row(3, "quake"))
    cases = gather([first, second], alone=True)
    assert [row["mechanism"] for row in cases.rows] == ["fire", "flood", "quake"]
    assert cases.rows == kit_load(first, second)


def test_the_starter_corpus_joins_unless_the_files_stand_alone(tmp_path: Path) -> None:
    data = [written(tmp_path / "a.jsonl", a_row(1))]
    assert len(gather(data).rows) == len(gather().rows) + 1
    assert len(gather(data, alone=True).rows) == 1


def test_rows_without_a_full_date_are_left_out_and_counted(tmp_path: Path) -> None:
    undated = [a_row(at, started_at=told) for at, told in enumerate((None, "2020", "2020-05"))]
    cases = gather([written(tmp_path / "a.jsonl", *undated, a_row(4))], alone=True)
    assert [row["id"] for row in cases.rows] == ["row-0004"]
    assert cases.undated == 3


def test_a_row_needs_no_more_than_the_labels_ask_for() -> None:
    cases = cases_of([a_row(number, "fire" if number % 3 else "flood") for number in range(40)])
    assert novelty_labels(cases.rows, warm_up=0)[0] is True
    assert len(similar_labels(cases.rows)) == 40


def test_keys_that_nobody_asked_for_change_nothing(tmp_path: Path) -> None:
    data = written(tmp_path / "a.jsonl", a_row(1, similar_to=["row-0002"], mine={"a": 1}))
    assert gather([data], alone=True).accounts == cases_of([a_row(1)]).accounts


def test_labels_are_in_no_account() -> None:
    one, other = (
        cases_of([a_row(1, mechanism, narrative_en="x")]) for mechanism in ("fire", "flood")
    )
    assert one.rows != other.rows
    assert one.accounts == other.accounts


def test_a_row_of_one_language_is_read_in_it_by_both() -> None:
    cases = cases_of([a_row(1), a_row(2, narrative_ja="火災", narrative_en=" ")])
    for language in Language:
        assert cases.narratives[language] == ["The fire stopped switch 1.", "火災"]


def test_an_empty_file_gives_no_rows(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n\n")
    assert gather([tmp_path / "empty.jsonl"], alone=True).rows == []


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    data = written(tmp_path / "a.jsonl", a_row(1))
    data.write_bytes(b"\xef\xbb\xbf" + data.read_bytes())
    assert len(gather([data], alone=True).rows) == 1


def test_a_focus_may_be_ids_alone_or_rows_that_join(tmp_path: Path) -> None:
    data = written(tmp_path / "a.jsonl", a_row(1), a_row(2))
    focus = written(tmp_path / "focus.jsonl", {"id": "row-0001"}, a_row(3))
    cases = gather([data], focus, alone=True)
    assert cases.focus == frozenset({"row-0001", "row-0003"})
    assert len(cases.rows) == 3


def test_a_focus_does_not_change_rows_that_are_there(tmp_path: Path) -> None:
    data = written(tmp_path / "a.jsonl", a_row(1))
    focus = written(tmp_path / "focus.jsonl", a_row(1, "flood"))
    assert gather([data], focus, alone=True).rows[0]["mechanism"] == "fire"


def test_the_digest_follows_the_rows(tmp_path: Path) -> None:
    one, same = cases_of([a_row(1), a_row(2)]), cases_of([a_row(2), a_row(1)])
    assert one.digest == same.digest != cases_of([a_row(1)]).digest


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"id": None}, "id"),
        ({"mechanism": None}, "mechanism"),
        ({"mechanism": ""}, "mechanism"),
        ({"mechanism": 3}, "mechanism"),
        ({"narrative_en": None}, "narrative_ja"),
        ({"narrative_en": "  "}, "narrative_ja"),
        ({"narrative_ja": ["x"]}, "narrative_ja"),
        ({"narrative_ja": "\ud83d"}, "narrative_ja"),
        ({"started_at": 20200101}, "started_at"),
        ({"started_at": "yesterday"}, "started_at"),
        ({"started_at": "2020-02-30"}, "started_at"),
    ],
)
def test_a_bad_row_is_refused_with_file_line_and_field(
    tmp_path: Path, told: dict[str, Any], field: str
) -> None:
    data = written(tmp_path / "a.jsonl", a_row(1), a_row(2, **told))
    with pytest.raises(RecordRefused) as refused:
        gather([data], alone=True)
    assert refused.value.where == f"a.jsonl, line 2, {field}"


@pytest.mark.parametrize("key", ["id", "started_at", "mechanism"])
def test_a_row_without_a_needed_key_is_refused(tmp_path: Path, key: str) -> None:
    row = a_row(1)
    del row[key]
    with pytest.raises(RecordRefused, match=f"a.jsonl, line 1, {key}: missing_field"):
        gather([written(tmp_path / "a.jsonl", row)], alone=True)


@pytest.mark.parametrize("line", [b"{", b"[1]", b"[" * 100_000, b"\x81"])
def test_a_line_that_is_no_row_is_refused(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(line + b"\n")
    for data, focus in (([tmp_path / "a.jsonl"], None), ([], tmp_path / "a.jsonl")):
        with pytest.raises(RecordRefused, match=r"a\.jsonl"):
            gather(data, focus, alone=True)


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(RecordRefused, match=r"none\.jsonl: unreadable, why=FileNotFoundError"):
        gather([tmp_path / "none.jsonl"])


@pytest.mark.parametrize("named", ["nowhere", ["row-0001"], None])
def test_a_focus_row_that_is_neither_known_nor_whole_is_refused(
    tmp_path: Path, named: object
) -> None:
    focus = written(tmp_path / "focus.jsonl", {"id": named})
    with pytest.raises(RecordRefused, match=r"focus\.jsonl, line 1, started_at: missing_field"):
        gather(focus=focus)


def test_a_refusal_never_shows_what_the_row_says(tmp_path: Path) -> None:
    row = a_row(1, narrative_en="the secret of the report", trigger=3)
    with pytest.raises(RecordRefused) as refused:
        gather([written(tmp_path / "a.jsonl", row)], alone=True)
    assert "secret" not in str(refused.value)
