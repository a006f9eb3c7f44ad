"""Folding, and the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("\uff22\uff27\uff30の経路", "bgpの経路"),
        ("BGPの経路", "bgpの経路"),
        ("ｹｰﾌﾞﾙ", "ケーブル"),
        ("か\u3099", "が"),
        ("㈱", "(株)"),
        ("①", "1"),
        ("", ""),
    ],
)
def test_width_case_and_marks_are_folded(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_a_folded_stretch_leads_back_to_the_original() -> None:
    text = "㈱甲のｹｰﾌﾞﾙ"
    folded = fold(text)
    start = folded.text.index("ケーブル")
    assert text[slice(*folded.span(start, start + 4))] == "ｹｰﾌﾞﾙ"


@given(st.text(max_size=60))
def test_every_folded_character_comes_from_a_stretch_of_the_original(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(st.text(alphabet="aＡあガｶﾞ漢①㈱ 、\u3099", max_size=40))
def test_folding_is_what_nfkc_makes_of_the_whole(text: str) -> None:
    assert fold(text).text == unicodedata.normalize("NFKC", text).lower()
