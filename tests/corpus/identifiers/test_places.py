import pytest

from corpus.identifiers.japanese_words import sentences_of
from corpus.identifiers.places import Area, area_of, load_places, places_in


@pytest.mark.parametrize(
    ("key", "area"),
    [
        ("金沢市", Area(prefecture="石川", region="中部", country="日本")),
        ("石川県金沢市広坂", Area(prefecture="石川", region="中部", country="日本")),
        ("東京都", Area(prefecture="東京", region="関東", country="日本")),
        ("北海道", Area(prefecture="北海道", region="北海道", country="日本")),
        ("京都府内", Area(prefecture="京都", region="近畿", country="日本")),
        ("Osaka", Area(prefecture="大阪", region="近畿", country="日本")),
        ("Hokkaido Prefecture", Area(prefecture="北海道", region="北海道", country="日本")),
        ("Kansai", Area(region="近畿", country="日本")),
        ("九州地方", Area(region="九州・沖縄", country="日本")),
        ("中国地方", Area(region="中国", country="日本")),
        ("東日本", Area(country="日本")),
        ("ロンドン", Area(country="英国")),
        ("カナダ", Area(country="カナダ")),
        ("ｵｰｽﾄﾗﾘｱ", Area(country="オーストラリア")),
    ],
)
def test_where_a_place_lies_is_known(key: str, area: Area) -> None:
    assert area_of(key) == area


@pytest.mark.parametrize(
    "key", ["", "中国", "架空町", "Atlantis", "府中", "福島区", "大津町", "港区"]
)
def test_where_a_place_lies_is_not_guessed(key: str) -> None:
    assert area_of(key) is None


def test_every_prefecture_lies_in_a_region() -> None:
    areas = [area for area in load_places().areas.values() if area.prefecture]
    assert len({area.prefecture for area in areas}) == 47
    assert len({area.region for area in areas}) == 8


def test_what_is_taken_is_no_place() -> None:
    [words] = sentences_of("大阪で")
    assert (list(places_in(words, [])), list(places_in(words, [(0, 1)]))) == ([(0, 1)], [])


@pytest.mark.parametrize("text", ["津で", "NZで", "回線で"])
def test_one_letter_or_a_common_word_is_no_place(text: str) -> None:
    [words] = sentences_of(text)
    assert list(places_in(words, [])) == []


def test_an_english_name_inside_a_word_is_no_place() -> None:
    assert list(load_places().in_english("Chibanian Minamotono")) == []
