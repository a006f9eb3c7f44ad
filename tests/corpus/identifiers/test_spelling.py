import pytest

from corpus.identifiers.lookalike import KANA, LETTERS, STROKES
from corpus.identifiers.spelling import lower, spell
from corpus.identifiers.squeezing import squeeze


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("KDDIの網", "KDDIの網"),
        ("ＫＤＤＩ", "KDDI"),
        ("ﾄﾞｺﾓ", "ドコモ"),
        ("K\u200bD\u00adD\u2060I", "KDDI"),
        ("КDDІ", "KDDI"),
        ("Telefo\u0301nica", "Telefonica"),
        ("Telefónica", "Telefonica"),
        ("K\u0336D\u0336DI", "KDDI"),
        ("㈱ドコモ", "(株)ドコモ"),
        ("🅺🅳🅳🅸", "KDDI"),
        ("ド\u3099", "ド゙"),
        ("", ""),
        ("\u200b", ""),
    ],
)
def test_a_text_is_spelled_in_one_way(written: str, spelled: str) -> None:
    assert spell(written).text == spelled


@pytest.mark.parametrize(
    "text", ["ＫＤＤＩとﾄﾞｺﾓ", "K\u200bDDI", "İstanbul ｶﾞ", "plain 文", "\u0301"]
)
def test_both_cases_are_of_one_length_and_lead_back(text: str) -> None:
    spelled = spell(text)
    assert len(spelled.text) == len(spelled.low)
    for at in range(len(spelled.text)):
        start, end = spelled.span(at, at + 1)
        assert 0 <= start < end <= len(text)


def test_a_stretch_leads_back_to_what_was_written() -> None:
    text = "影響はﾄﾞ\u200bｺﾓ網"
    spelled = spell(text)
    at = spelled.text.index("ドコモ")
    start, end = spelled.span(at, at + 3)
    assert text[start:end] == "ﾄﾞ\u200bｺﾓ"


def test_lower_case_keeps_the_length() -> None:
    assert lower("AİB") == "aİb"
    assert lower("ABC") == "abc"


@pytest.mark.parametrize("table", [LETTERS, KANA, STROKES])
def test_a_look_alike_becomes_one_character(table: dict[int, str | int]) -> None:
    assert all(len(chr(one) if isinstance(one, int) else one) == 1 for one in table.values())


def test_what_stands_between_letters_is_left_out() -> None:
    squeezed = squeeze("k.d.d.i と ド コ モ")
    assert squeezed.text == "kddiとドコモ"
    assert squeezed.strokes == "kddlとドコモ"
    assert squeezed.places[:4] == (0, 2, 4, 6)
    assert squeezed.cuts(0, 4) == {1, 2, 3}


def test_points_between_digits_stay() -> None:
    assert squeeze("1.1.1.1 and 11, 1").text == "1.1.1.1and111"


def test_kanji_that_look_like_kana_are_read_as_kana() -> None:
    assert squeeze("ソフ卜バンク").text == "ソフトバンク"
