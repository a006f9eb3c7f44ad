import pytest

from corpus.identifiers.figures import see_counts, see_durations, see_loose, see_moments
from tests.corpus.identifiers.spelled_cases import kinds, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2022年7月2日に", ["2022年7月2日"]),
        ("令和４年７月２日（土）に", ["令和４年７月２日（土）"]),
        ("18日の修理", ["18日"]),
        ("同日、同月15日、翌26日", ["同日", "同月15日", "翌26日"]),
        ("7月の指導", ["7月"]),
        ("2023年の夏、2022年度", ["2023年の夏", "2022年度"]),
        ("第3四半期の金曜日", ["第3四半期", "金曜日"]),
        ("年末の障害", ["年末"]),
        ("on 29 April 2018 it", ["29 April 2018"]),
        ("on April 29 it", ["April 29"]),
        ("on the 20th it", ["20th"]),
        ("in April 2019 on a Friday", ["April 2019", "Friday"]),
        ("since May, in 2018", ["May", "2018"]),
        ("9 to 10 September", ["9 to 10 September"]),
        ("Q3 2022 and FY2023", ["Q3 2022", "FY2023"]),
        ("2022/07/02 and R4.7.2", ["2022/07/02", "R4.7.2"]),
    ],
)
def test_a_date_is_found(text: str, found: list[str]) -> None:
    assert set(found) <= {one for kind, one in kinds(see_moments, text) if kind == "date"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1時35分頃から", "1時35分頃"),
        ("１０：０８に", "１０：０８"),
        ("8時40分(太平洋時間)", "8時40分(太平洋時間)"),
        ("at 07:00 PST on", "07:00 PST"),
        ("12時半の時点", "12時半"),
        ("正午まで", "正午"),
        ("at noon", "noon"),
        ("at 3 pm on", "3 pm"),
    ],
)
def test_a_time_is_found(text: str, found: str) -> None:
    assert ("time", found) in kinds(see_moments, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("61時間25分で復旧", "61時間25分"),
        ("約3年かかった", "約3年"),
        ("約3日で正常化", "約3日"),
        ("約1か月前", "約1か月"),
        ("3〜4時間失われた", "3〜4時間"),
        ("for nine hours", "nine hours"),
        ("an hour and a half later", "an hour and a half"),
        ("five to twelve hours", "five to twelve hours"),
        ("a 90-minute outage", "90-minute"),
        ("half an hour", "half an hour"),
    ],
)
def test_a_duration_is_found(text: str, found: str) -> None:
    assert found in words(see_durations, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("最大約2,316万人に", "最大約2,316万人"),
        ("約３５.９万回線に", "約３５.９万回線"),
        ("about 5.16 million lines", "about 5.16 million lines"),
        ("three million mobile customers", "three million mobile customers"),
        ("in fourteen prefectures", "fourteen prefectures"),
        ("in 29 states", "29 states"),
        ("58 per cent of volumes", "58 per cent"),
        ("US$575,000の支払い", "US$575,000"),
        ("40万シンガポールドル", "40万シンガポールドル"),
        ("1.35Tbpsの攻撃", "1.35Tbps"),
        ("島から170mの地点", "170m"),
    ],
)
def test_a_count_is_found(text: str, found: str) -> None:
    assert found in words(see_counts, text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("27台が", "27台"),
        ("十数万の", "十数万"),
        ("644件の", "644件"),
        ("about 700 back", "about 700"),
        ("50 of them", "50"),
        ("14都道県で", "14都道県"),
    ],
)
def test_any_number_that_could_tell_is_found(text: str, found: str) -> None:
    assert found in words(see_loose, text)


@pytest.mark.parametrize(
    "text",
    [
        "十分な余力",
        "一時使えない",
        "5G SAとLTE",
        "110番と119番",
        "call 911 or 112",
        "numbers 100, 101 and 112.",
        "the new 988 number",
        "64ビット",
        "TS 23.401",
        "you may call",
        "the march of time",
        "a second provider",
        "IPv6",
        "3G",
        "2回に分けて",
        "G.711",
        "",
    ],
)
def test_what_is_no_figure_is_left(text: str) -> None:
    for see in (see_moments, see_durations, see_counts, see_loose):
        assert words(see, text) == []


def test_metres_are_no_minutes() -> None:
    assert words(see_durations, "地下約2mのケーブル") == []


def test_a_number_too_long_to_be_one_is_passed_over() -> None:
    for see in (see_moments, see_durations, see_counts, see_loose):
        assert words(see, "1" * 5_000 + "人") == []


@pytest.mark.parametrize("text", ["唯一の海底ケーブル", "唯一の回線", "統一の機種", "同一の拠点"])
def test_a_word_that_ends_in_one_is_no_count(text: str) -> None:
    assert words(see_loose, text) == words(see_counts, text) == []
