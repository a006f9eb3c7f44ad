from pathlib import Path

import pytest

from corpus.account import Language
from corpus.errors import RecordRefused
from eval.errors import MissingSet
from eval.sets import Sets, account_of_text, usual_folder
from tests.eval.worlds import written


def test_a_set_is_every_file_that_begins_with_its_name(tmp_path: Path) -> None:
    written(tmp_path / "news_2.jsonl", {"id": "b", "text": "two"})
    written(tmp_path / "news_1.jsonl", {"id": 1, "text": "one", "lang": "en", "meta": {"a": 1}})
    written(tmp_path / "other.jsonl", {"id": "c"})
    read = Sets(tmp_path).read("news")
    assert [(entry.id, entry.text) for entry in read.entries] == [("1", "one"), ("b", "two")]
    assert (read.entries[0].lang, read.entries[0].meta) == ("en", {"a": 1})


def test_the_digest_follows_the_rows(tmp_path: Path) -> None:
    written(tmp_path / "news.jsonl", {"id": "a", "text": "one"})
    before = Sets(tmp_path).read("news").digest
    assert Sets(tmp_path).read("news").digest == before
    written(tmp_path / "news.jsonl", {"id": "a", "text": "two"})
    assert Sets(tmp_path).read("news").digest != before


@pytest.mark.parametrize("there", [True, False])
def test_a_set_that_is_not_there_is_missed_by_name(there: bool, tmp_path: Path) -> None:
    with pytest.raises(MissingSet, match="news"):
        Sets(tmp_path if there else None).read("news")


@pytest.mark.parametrize(
    ("row", "where", "code"),
    [
        ({"id": "a"}, ", text", "missing_field"),
        ({"text": "x"}, ", id", "missing_field"),
        ({"id": "a", "text": ""}, ", text", "missing_field"),
        ({"id": "a", "text": "x", "label": "y"}, ", group", "missing_field"),
        ({"id": "a", "text": "x", "group": "g", "meta": [1]}, ", meta", "wrong_type"),
    ],
)
def test_a_row_that_lacks_what_is_needed_is_refused(
    row: dict[str, object], where: str, code: str, tmp_path: Path
) -> None:
    written(tmp_path / "news.jsonl", {"id": "a", "text": "x", "group": "g"}, row)
    with pytest.raises(RecordRefused) as refused:
        Sets(tmp_path).read("news", ("group",))
    assert (refused.value.code, refused.value.where) == (code, f"news.jsonl, line 2{where}")


def test_a_label_of_zero_is_a_label(tmp_path: Path) -> None:
    written(tmp_path / "news.jsonl", {"id": "a", "text": "x", "label": 0.0})
    assert Sets(tmp_path).read("news", ("label",)).entries[0].label == "0.0"


@pytest.mark.parametrize(
    ("text", "lang", "language"),
    [
        ("a text", "en", Language.EN),
        ("a text", "ja", Language.JA),
        ("電源が落ちた", "", Language.JA),
        ("a text", "Hindi", Language.EN),
    ],
)
def test_a_text_is_an_account_in_its_language(text: str, lang: str, language: Language) -> None:
    account = account_of_text("x", text, lang)
    assert (account.id, dict(account.texts)) == ("x", {language: text})


def test_the_usual_folder_is_one_or_none() -> None:
    folder = usual_folder()
    assert folder is None or folder.is_dir()
