from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.japan import JST
from corpus.parse.moments import read_moment
from corpus.reading import Moment, Precision, Why

NEAR = date(2022, 7, 2)
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def told(written: str, near: date | None = None) -> tuple[str, str] | Why:
    moment = read_moment(written, near)
    if isinstance(moment, Why):
        return moment
    return moment.at.isoformat(), moment.precision.value


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("令和4年7月2日(土)1時35分", "2022-07-02T01:35:00+09:00"),
        ("令和４年７月２日　(土曜日)　午前１時３５分頃", "2022-07-02T01:35:00+09:00"),
        ("令和四年七月二日午前一時三十五分", "2022-07-02T01:35:00+09:00"),
        ("二〇二二年七月二日 1時35分", "2022-07-02T01:35:00+09:00"),
        ("R4.7.2 1:35", "2022-07-02T01:35:00+09:00"),
        ("2022/07/02 01:35", "2022-07-02T01:35:00+09:00"),
        ("2022-07-02T01:35+09:00", "2022-07-02T01:35:00+09:00"),
        ("2022-07-02 01:35:00", "2022-07-02T01:35:00+09:00"),
        ("2022-07-02T01:35:00Z", "2022-07-02T01:35:00+00:00"),
        ("2022-07-02 01:35 -0700", "2022-07-02T01:35:00-07:00"),
        ("2 July 2022 01:35 JST", "2022-07-02T01:35:00+09:00"),
        ("July 2nd, 2022, 1:35 p.m.", "2022-07-02T13:35:00+09:00"),
        ("July 2, 2022, 12:35 a.m.", "2022-07-02T00:35:00+09:00"),
        ("20:05 UTC on 3 March 2026", "2026-03-03T20:05:00+00:00"),
        ("令和4年7月2日(2022/07/02)1時35分", "2022-07-02T01:35:00+09:00"),
        ("令和4年7月2日 午後3時半", "2022-07-02T15:30:00+09:00"),
        ("令和4年7月2日 午後15時10分", "2022-07-02T15:10:00+09:00"),
        ("令和4年7月2日正午", "2022-07-02T12:00:00+09:00"),
        ("令和4年7月2日25時30分", "2022-07-03T01:30:00+09:00"),
        ("令和4年12月31日 26:10", "2023-01-01T02:10:00+09:00"),
        ("令和 4 年 7 月 2 日 1 時 35 分", "2022-07-02T01:35:00+09:00"),
    ],
)
def test_a_moment_is_read_to_the_minute(written: str, at: str) -> None:
    assert told(written) == (at, "minute")


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("令和4年7月2日24時", "2022-07-03", "hour"),
        ("令和4年7月2日午前0時", "2022-07-02", "hour"),
        ("令和4年7月2日未明", "2022-07-02", "day"),
        ("令和4年7月2日夜", "2022-07-02", "day"),
        ("R4.7.2", "2022-07-02", "day"),
        ("2022年7月上旬", "2022-07-01", "month"),
        ("2022年7月", "2022-07-01", "month"),
        ("令和元年", "2019-01-01", "year"),
        ("平成31年", "2019-01-01", "year"),
        ("平成31年4月30日", "2019-04-30", "day"),
        ("令和元年5月1日", "2019-05-01", "day"),
        ("昭和64年1月7日", "1989-01-07", "day"),
    ],
)
def test_no_more_exact_than_it_is_told(written: str, day: str, precision: str) -> None:
    assert told(written) == (f"{day}T00:00:00+09:00", precision)


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("7月2日 午後3時頃", "2022-07-02T15:00:00+09:00"),
        ("同日 午後3時頃", "2022-07-02T15:00:00+09:00"),
        ("翌日2時", "2022-07-03T02:00:00+09:00"),
        ("翌朝5時", "2022-07-03T05:00:00+09:00"),
        ("翌々日2時", "2022-07-04T02:00:00+09:00"),
        ("前日23時", "2022-07-01T23:00:00+09:00"),
        ("翌3日2時", "2022-07-03T02:00:00+09:00"),
        ("4日15時", "2022-07-04T15:00:00+09:00"),
        ("7/3 15時", "2022-07-03T15:00:00+09:00"),
        ("1月5日 8時", "2022-01-05T08:00:00+09:00"),
        ("8時", "2022-07-02T08:00:00+09:00"),
    ],
)
def test_what_is_left_out_is_taken_from_the_day_nearby(written: str, at: str) -> None:
    assert told(written, NEAR) == (at, "hour")


def test_the_year_nearest_is_meant() -> None:
    assert told("12月31日", date(2013, 1, 1)) == ("2012-12-31T00:00:00+09:00", "day")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("令和4年7月2日(日)1時35分", Why.AMBIGUOUS),
        ("令和元年4月30日", Why.AMBIGUOUS),
        ("平成31年5月1日", Why.AMBIGUOUS),
        ("平成32年1月1日", Why.AMBIGUOUS),
        ("令和40年1月1日", Why.NO_DATE),
        ("2022年2月30日", Why.NO_DATE),
        ("2022年13月1日", Why.NO_DATE),
        ("2022年7月2日 40時00分", Why.NO_DATE),
        ("令和4年7月2日 午後12時30分", Why.AMBIGUOUS),
        ("令和4年7月2日 午前13時", Why.AMBIGUOUS),
        ("2022年7月 13時", Why.AMBIGUOUS),
        ("2022年7月2日から7月4日", Why.AMBIGUOUS),
        ("7月2日 午後3時頃", Why.AMBIGUOUS),
        ("1時35分", Why.AMBIGUOUS),
        ("2022年度", Why.NO_DATE),
        ("22/7/2", Why.NO_DATE),
        ("1750年1月1日", Why.NO_DATE),
        ("調査中", Why.PENDING),
        ("夜", Why.NO_DATE),
        ("", Why.NO_DATE),
        ("7月2日" * 1_000, Why.NO_DATE),
    ],
)
def test_what_is_no_single_moment_is_not_guessed(written: str, why: Why) -> None:
    assert told(written) is why


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("翌5日2時", Why.AMBIGUOUS),
        ("1日 8時", Why.AMBIGUOUS),
        ("31日 8時", Why.AMBIGUOUS),
        ("99日 8時", Why.NO_DATE),
        ("2月30日", Why.NO_DATE),
    ],
)
def test_a_day_that_does_not_fit_the_one_nearby_is_not_guessed(written: str, why: Why) -> None:
    assert told(written, date(2022, 7, 31) if written.startswith("31") else NEAR) in {
        why,
        ("2022-07-31T08:00:00+09:00", "hour"),
    }


def test_no_day_is_reckoned_from_one_out_of_range() -> None:
    assert told("翌日", date(1700, 1, 1)) is Why.NO_DATE


@given(day=DAYS, minute=st.integers(0, 24 * 60 - 1))
def test_a_written_moment_comes_back_in_each_notation(day: date, minute: int) -> None:
    hour, minute = divmod(minute, 60)
    at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=JST)
    weekday = "月火水木金土日"[day.weekday()]
    for written in (
        f"{day.year}年{day.month}月{day.day}日({weekday}){hour}時{minute}分",
        f"{at:%Y/%m/%d %H:%M}",
        f"{at:%Y-%m-%dT%H:%M:%S+09:00}",
        f"{at:%d %B %Y %H:%M}",
    ):
        moment = read_moment(written)
        assert isinstance(moment, Moment)
        assert (moment.at, moment.precision) == (at, Precision.MINUTE)


@given(day=DAYS, hour=st.integers(24, 29), minute=st.integers(0, 59))
def test_hours_past_midnight_are_of_the_next_day(day: date, hour: int, minute: int) -> None:
    moment = read_moment(f"{day:%Y/%m/%d} {hour}:{minute:02}")
    assert isinstance(moment, Moment)
    assert moment.at.date() == day + timedelta(days=1)
    assert moment.at.hour == hour - 24


@given(
    st.text() | st.text(alphabet="0123456789令和平成元年月日時分翌同午前後:/-T+(土) "),
    st.none() | DAYS,
)
def test_no_text_makes_it_raise(written: str, near: date | None) -> None:
    assert isinstance(read_moment(written, near), Moment | Why)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2022年1万月2日", ("2022-01-01T00:00:00+09:00", "year")),
        ("7月2億日", Why.NO_DATE),
        ("令和4万年7月2日", Why.AMBIGUOUS),
        ("7月2日 午後1万時3分", Why.AMBIGUOUS),
        ("7月2日 1千百万時05分", Why.AMBIGUOUS),
        ("7月2.5日", Why.NO_DATE),
        ("2022年7月2日1,000時5分", ("2022-07-02T00:00:00+09:00", "day")),
    ],
)
def test_a_number_that_no_date_has_is_not_taken_for_one(
    written: str, read: tuple[str, str] | Why
) -> None:
    assert told(written) == read
