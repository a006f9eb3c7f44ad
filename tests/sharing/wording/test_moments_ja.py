import pytest

from tests.sharing.marked import rewritten

SEAM = "{date:2022年7月2日}{time:1時35分}"


@pytest.mark.parametrize(
    ("text", "grain", "told"),
    [
        (f"{SEAM}、停止した。", "designated", "2022年7月のある日の未明、停止した。"),
        (f"{SEAM}、停止した。", "carriers", "2022年度第2四半期のある日の未明、停止した。"),
        (f"{SEAM}、停止した。", "wholesale", "2022年度のある日の未明、停止した。"),
        (f"{SEAM}、停止した。", "public", "2022年度、停止した。"),
        (f"{SEAM}、停止した。", "committee", "2022年7月2日1時35分、停止した。"),
        ("{date:2021年3月31日}に停止", "public", "2020年度に停止"),
        ("{date:2021年4月1日}に停止", "public", "2021年度に停止"),
        ("{date:2021年1月5日}に停止", "carriers", "2020年度第4四半期に停止"),
        ("{date:令和4年7月2日}に停止", "designated", "2022年7月に停止"),
        ("{date:２０２２年７月２日}に停止", "designated", "2022年7月に停止"),
        ("{date:2022年}に停止", "designated", "2022年に停止"),
        ("{date:2022年}に停止", "public", "2021年度から2022年度の間に停止"),
        ("{date:2022年7月}に停止", "public", "2022年度に停止"),
    ],
)
def test_a_moment_is_told_as_exactly_as_the_grain_allows(text: str, grain: str, told: str) -> None:
    assert rewritten(text, grain) == told


@pytest.mark.parametrize(
    ("text", "grain", "told"),
    [
        (
            "{date:2022年7月2日}に停止し、{date:3日}に直した",
            "designated",
            "2022年7月に停止し、翌日に直した",
        ),
        (
            "{date:2022年7月2日}に停止し、{date:6日}に直した",
            "designated",
            "2022年7月に停止し、数日後に直した",
        ),
        (
            "{date:2022年7月2日}に停止し、{date:30日}に直した",
            "designated",
            "2022年7月に停止し、その後、直した",
        ),
        (
            "{date:2022年7月2日}に停止し、{date:9月1日}に直した",
            "designated",
            "2022年7月に停止し、2022年9月に直した",
        ),
        (
            "{date:2022年7月2日}に停止。{date:同日}直した",
            "designated",
            "2022年7月に停止。同日直した",
        ),
        (
            "{date:2022年7月2日}に停止。{date:翌日}直した",
            "carriers",
            "2022年度第2四半期に停止。翌日直した",
        ),
        (
            "{date:2022年7月2日}に停止し、{date:6日}に直した",
            "public",
            "2022年度に停止し、その後、直した",
        ),
        (
            "{date:2022年7月2日}に停止。{date:前日}に作業",
            "designated",
            "2022年7月に停止。前日に作業",
        ),
        (
            "{date:2022年7月2日}に停止。{date:2022年6月3日}に作業",
            "public",
            "2022年度に停止。それ以前、作業",
        ),
        (
            "{date:7月2日}に停止。{date:2022年7月8日}に報告",
            "designated",
            "2022年7月に停止。数日後に報告",
        ),
    ],
)
def test_a_later_date_is_told_from_the_one_before(text: str, grain: str, told: str) -> None:
    assert rewritten(text, grain) == told


def test_after_another_month_was_spoken_of_a_date_is_not_told_as_the_next_day() -> None:
    text = "{date:2009年4月23日}に訂正した。{date:2008年5月}の指導の後、{date:4月24日}に指導した。"

    assert rewritten(text, "designated") == (
        "2009年4月に訂正した。2008年5月の指導の後、2009年4月に指導した。"
    )


@pytest.mark.parametrize(
    ("text", "grain", "told"),
    [
        (
            "{date:2009年4月19日}{time:9時9分}から{time:15時58分}まで、",
            "designated",
            "2009年4月のある日の朝から夕方まで、",
        ),
        (
            "{date:2009年4月19日}{time:9時9分}から{time:9時58分}まで、",
            "designated",
            "2009年4月のある日の朝、",
        ),
        (
            "{date:2008年6月1日}{time:1時52分}から{date:2日}{time:17時23分}まで、",
            "designated",
            "2008年6月のある日の未明から翌日の夕方まで、",
        ),
        (
            "{date:2008年6月1日}{time:1時52分}から{date:2日}{time:17時23分}まで、",
            "public",
            "2008年度、",
        ),
        ("{date:4月8日}から{date:2022年4月18日}にかけて", "public", "2022年度"),
        ("{time:9時}〜{time:17時}に", "designated", "朝から夕方までに"),
        ("{date:2022年7月2日}から{date:9月3日}まで", "designated", "2022年7月から2022年9月まで"),
    ],
)
def test_a_stretch_is_told_by_its_two_ends_or_by_its_period(
    text: str, grain: str, told: str
) -> None:
    assert rewritten(text, grain) == told


@pytest.mark.parametrize(
    ("text", "grain", "told"),
    [
        (
            "{date:2014年9月30日}{time:9時20分}頃から、",
            "designated",
            "2014年9月のある日の朝から、",
        ),
        ("{date:2014年9月30日}{time:9時20分}頃から、", "public", "2014年度、"),
        (
            "{date:2020年7月4日}に雨。{date:7日}朝の時点",
            "designated",
            "2020年7月に雨。数日後の朝の時点",
        ),
        ("{date:2020年2月4日}{time:14時}過ぎ、", "designated", "2020年2月のある日の昼、"),
        ("{date:2020年2月4日}{time:14時}(太平洋時間)、", "designated", "2020年2月のある日の昼、"),
        ("{time:12時半}の時点でも続いた", "public", "続いた"),
        ("{time:9時40分}に遮断し、{time:11時}に直した", "public", "遮断し、直した"),
        ("損失は{time:12時43分}まで続いた", "public", "損失はしばらく続いた"),
        ("復旧は{time:22時35分}だった。", "public", "復旧はある時刻だった。"),
        ("開始は{time:9時}", "public", "開始はある時刻"),
    ],
)
def test_the_sentence_around_a_moment_stays_whole(text: str, grain: str, told: str) -> None:
    assert rewritten(text, grain) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{date:2013年2月31日}に停止", "〔日付1〕に停止"),
        ("{date:12日}に停止", "〔日付1〕に停止"),
        ("{date:2013年2月31日}{time:9時}に停止", "〔日付1〕の朝に停止"),
        ("{time:99時}に停止", "〔時刻1〕に停止"),
        ("{date:翌日}に停止", "翌日に停止"),
        ("{date:金曜日}に停止", "ある日に停止"),
        ("{date:2023年の夏}に停止", "2023年に停止"),
        ("{date:2023年の冬}に停止", "2023年12月から2024年2月の間に停止"),
    ],
)
def test_a_date_that_cannot_be_read_is_not_told(text: str, told: str) -> None:
    assert rewritten(text, "designated") == told


def test_a_minute_without_its_hour_lies_in_the_hour_before() -> None:
    assert rewritten("{time:9時10分}から{time:27分}まで", "designated") == "朝"
