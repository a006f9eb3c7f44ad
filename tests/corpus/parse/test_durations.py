import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.parse.durations import find_durations, read_minutes
from corpus.reading import Quantity, Why
from tests.corpus.parse.test_counts import Bounds, bounds


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("61時間25分", (3_685, None, None, False)),
        ("約1時間43分", (103, None, None, True)),
        ("1:58", (118, None, None, False)),
        ("01:58:00", (118, None, None, False)),
        ("2h06m", (126, None, None, False)),
        ("1 h 58 min", (118, None, None, False)),
        ("61 hours 25 minutes", (3_685, None, None, False)),
        ("4時間半", (270, None, None, False)),
        ("1.5時間", (90, None, None, False)),
        ("1日と2時間", (1_560, None, None, False)),
        ("2 days, 13:25:00", (3_685, None, None, False)),
        ("90分間", (90, None, None, False)),
        ("3日間", (4_320, None, None, False)),
        ("二時間", (120, None, None, False)),
        ("1時間以上", (None, 60, None, False)),
        ("1時間超", (None, 61, None, False)),
        ("1時間58分未満", (None, None, 117, False)),
        ("30秒", (0, None, None, True)),
        ("2時間0分30秒", (120, None, None, True)),
        ("0.25分", (0, None, None, True)),
        ("52分及び35分", (87, None, None, False)),
        ("52分及び35分 (計1時間27分)", (87, None, None, False)),
        ("約52分及び35分 (計約1時間半)", (90, None, None, True)),
        ("7月2日 1時35分〜7月4日 15時00分(61時間25分)", (3_685, None, None, False)),
        ("12時33分-13時25分、15時25分-16時00分 52分、35分 計1時間27分", (87, None, None, False)),
        ("約2時間(調査中)", (120, None, None, True)),
    ],
)
def test_a_duration_is_read_as_reports_write_it(written: str, meant: Bounds) -> None:
    assert bounds(read_minutes(written)) == meant


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("調査中", Why.PENDING),
        ("継続中", Why.PENDING),
        ("音声52分、データは35分", Why.AMBIGUOUS),
        ("2時間58分/1時間39分", Why.AMBIGUOUS),
        ("52分及び35分 (計1時間28分)", Why.AMBIGUOUS),
        ("52分及び1時間以上", Why.AMBIGUOUS),
        ("12:33~13:25", Why.NO_DURATION),
        ("12時33分~13時25分", Why.NO_DURATION),
        ("118", Why.NO_DURATION),
        ("半日", Why.NO_DURATION),
        ("", Why.NO_DURATION),
        ("99999999999999時間", Why.NO_DURATION),
        ("1分" * 2_000, Why.NO_DURATION),
    ],
)
def test_what_is_no_single_duration_is_not_guessed(written: str, why: Why) -> None:
    assert read_minutes(written) is why


def test_a_lone_number_counts_in_what_its_label_names() -> None:
    assert bounds(read_minutes("約2.5", bare=60)) == (150, None, None, True)
    assert read_minutes("999999999", bare=60) is Why.NO_DURATION
    assert read_minutes("不詳", bare=60) is Why.NO_DURATION


@given(hours=st.integers(1, 9_999), minutes=st.integers(0, 59))
def test_hours_and_minutes_come_back_in_each_notation(hours: int, minutes: int) -> None:
    meant = hours * 60 + minutes
    for written in (f"{hours}時間{minutes}分", f"{hours}:{minutes:02}", f"{hours}h{minutes:02}m"):
        told = read_minutes(written)
        assert isinstance(told, Quantity)
        assert told.value == meant


@given(st.text() | st.text(alphabet="0123456789:.時間分日秒半約計及び、以上hm "))
def test_no_text_makes_it_raise(written: str) -> None:
    assert isinstance(read_minutes(written), Quantity | Why)
    assert isinstance(read_minutes(written, bare=60), Quantity | Why)


def test_only_durations_in_words_have_a_place() -> None:
    told = "7月2日1時35分から61時間25分、12:30に2 hours後"
    found = [told[start:end].strip() for start, end in find_durations(told)]
    assert found == ["61時間25分", "2 hours"]
