import pytest

from corpus.area import NATIONWIDE, places_of


@pytest.mark.parametrize(
    ("area", "places"),
    [
        ("東京都", {"東京"}),
        ("京都府", {"京都"}),
        ("東京都・京都府", {"東京", "京都"}),
        ("大阪市と名古屋市の一部", {"大阪", "愛知"}),
        ("大阪、京都など関西2府4県", {"大阪", "京都", "滋賀", "兵庫", "奈良", "和歌山"}),
        ("北陸(石川県を除く)と三重県", {"富山", "石川", "福井", "三重"}),
        ("Lower Manhattan", {"lower", "manhattan"}),
        ("", set()),
        (None, set()),
    ],
)
def test_an_area_is_read_as_the_places_it_names(area: str | None, places: set[str]) -> None:
    assert places_of(area) == places


def test_the_whole_country_is_every_prefecture() -> None:
    assert len(places_of("全国")) == 47 > NATIONWIDE


def test_prefectures_that_were_spared_are_not_read() -> None:
    assert "東京" not in places_of("神奈川県(東京23区を除く)")
