import pytest

from corpus.parse.words import is_elsewhere, is_empty, is_nothing, is_pending


@pytest.mark.parametrize(
    "said", ["調査中", "現在、精査中です", "判明次第報告", "TBD", "to be confirmed"]
)
def test_an_answer_to_come_is_known(said: str) -> None:
    assert is_pending(said)


@pytest.mark.parametrize(
    "said", ["別紙のとおり", "別冊の通り。", "原因については別紙1参照", "see annex"]
)
def test_a_pointer_to_an_annex_is_known(said: str) -> None:
    assert is_elsewhere(said)


def test_a_text_that_names_an_annex_is_no_mere_pointer() -> None:
    assert not is_elsewhere("別紙のとおり手順を改めた。作業は二名で行う。")


@pytest.mark.parametrize("said", ["", " - ", "該当なし", "N/A", "―".replace("―", "-")])
def test_what_says_nothing_is_empty(said: str) -> None:
    assert is_empty(said)


def test_none_is_an_answer() -> None:
    assert is_nothing("なし")
    assert not is_empty("なし")
