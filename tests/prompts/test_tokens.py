import tomllib

import pytest

from prompts.tokens import (
    ORDINARY_WORDS,
    is_told,
    names_stated,
    numbers_stated,
    numbers_told,
    shaped,
)


@pytest.mark.parametrize(
    ("stated", "numbers"),
    [
        ("約2,278万人", {"22780000"}),
        ("２２７８万人", {"22780000"}),
        ("22,780,000人", {"22780000"}),
        ("1億2,000万", {"120000000"}),
        ("二千二百七十八万人", {"22780000"}),
        ("二〇二二年", {"2022"}),
        ("壱拾台", {"10"}),
        ("61時間25分", {"61", "25"}),
        ("2022-07-02", {"2022", "7", "2"}),
        ("0.50秒と.5秒と007", {"0.5", "5", "7"}),
        ("1,2,3", {"1", "2", "3"}),
        ("10.0.0.1", {"10", "0", "1"}),
        ("2.3 million users", {"2300000"}),
        ("a 99-hour outage", {"99"}),
        ("٣台と൪台", {"3", "4"}),
        ("①と⑳と½", {"1", "20", "2"}),
        ("1\u200b0台", {"10"}),
        ("数千人と十数万人", {"数千", "十数万"}),
        ("三月五日の二時", {"3", "5", "2"}),
        ("一社が二回", {"1", "2"}),
        ("9" * 40, {"9" * 40}),
    ],
)
def test_a_number_is_found_however_it_is_written(stated: str, numbers: set[str]) -> None:
    assert numbers_stated(shaped(stated)) == numbers


@pytest.mark.parametrize(
    "stated",
    [
        "一部の設備が一時的に停止した",
        "二重化した装置を十分に確認する",
        "第一に、万一に備え、統一した手順を",
        "千葉と三重、四国、九州",
        "〇〇社の手順",
        "5GとIPv6、L2スイッチ",
        "一月と一日",
    ],
)
def test_a_numeral_inside_a_word_is_no_number(stated: str) -> None:
    assert numbers_stated(shaped(stated)) == set()


def test_a_source_is_read_liberally() -> None:
    assert numbers_told(shaped("二重化した5G装置が1億2,000万")) == {"2", "5", "120000000"}


def test_a_part_of_a_figure_is_not_told() -> None:
    assert "2278" not in numbers_told(shaped("約2,278万人"))


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        ("VoLTEのHSSが停止", {"VoLTE", "HSS"}),
        ("Sonyの装置", {"Sony"}),
        ("Lost power at Okinawa", {"Okinawa"}),
        ("Power was lost. Traffic moved to the Internet", set()),
        ("Naha lost power", {"Naha"}),
        ("The ROUTER of KDDI/NTT", {"ROUTER", "KDDI", "NTT"}),
        ("SE-400の故障", {"SE"}),
        ("5GとF5", {"5G", "F5"}),
        ("https://evil.example/x へ連絡", {"evil.example/x"}),
        ("ops@example.jp へ", {"ops@example.jp"}),
        ("3.5GBの空き", {"3.5GB"}),
        ("Кддиと1О0", {"Кдди", "1О0"}),
        ("élan", {"élan"}),
        ("nginxとdnsの再起動", set()),
        ("A社のB", set()),
        ("e.g. a 24-hour outage", set()),
        ("ドコモショップのサーバー", {"ドコモショップ"}),
        ("ﾄﾞｺﾓの設備", {"ドコモ"}),
        ("バックアップサーバーのフェイルオーバーテスト", set()),
        ("ア" * 61, {"ア" * 61}),
    ],
)
def test_a_name_is_known_by_its_letters(stated: str, names: set[str]) -> None:
    assert names_stated(shaped(stated)) == names


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("VoLTE", "volte交換機"),
        ("KDDI", "株式会社KDDIの設備"),
        ("100Mbps", "100 Mbps の回線"),
        ("サーバー", "サーバの停止"),
        ("ドコモショップ", "ドコモのショップ"),
        ("ドコモサーバー", "ドコモの設備"),
    ],
)
def test_a_name_is_told_in_any_width_and_case(name: str, source: str) -> None:
    assert is_told(shaped(name), shaped(source))


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("AS", "aspect"),
        ("0Mbps", "100Mbps"),
        ("KDDI", "沖縄の設備"),
        ("ドコモショップ", "ドコモの設備"),
        ("a.example", "aXexample"),
    ],
    ids=["part of a word", "part of a figure", "absent", "one part", "no pattern"],
)
def test_a_name_that_does_not_stand_is_not_told(name: str, source: str) -> None:
    assert not is_told(shaped(name), shaped(source))


@pytest.mark.parametrize("language", ["words", "english"])
def test_ordinary_words_stand_once_and_as_they_are_compared(language: str) -> None:
    words = tomllib.loads(ORDINARY_WORDS.read_text("utf-8"))[language]

    assert len(words) == len(set(words))
    assert all(word == shaped(word) == word.lower() for word in words)


def test_no_ordinary_word_is_a_carrier_or_a_place() -> None:
    words = set(tomllib.loads(ORDINARY_WORDS.read_text("utf-8"))["words"])

    assert not words & {"ドコモ", "ソフトバンク", "アマゾン", "シンガポール", "フレッツ"}
