from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.parse.intervals import minutes_of, read_intervals
from corpus.reading import Interval, Why

NEAR = date(2022, 7, 2)


def told(written: str, near: date | None = NEAR) -> list[tuple[str, str | None]] | Why:
    found = read_intervals(written, near)
    if isinstance(found, Why):
        return found
    return [(f"{i.start.at:%d %H:%M}", f"{i.end.at:%d %H:%M}" if i.end else None) for i in found]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (
            "1時35分~15時42分、16時10分から翌日2時まで",
            [("02 01:35", "02 15:42"), ("02 16:10", "03 02:00")],
        ),
        (
            "7月2日(土)\n①12時33分-13時25分\n②15時25分-16時00分 (合計継続時間:1時間27分)",
            [("02 12:33", "02 13:25"), ("02 15:25", "02 16:00")],
        ),
        ("22時00分〜25時10分", [("02 22:00", "03 01:10")]),
        ("2022-07-02 01:35 to 2022-07-04 15:00", [("02 01:35", "04 15:00")]),
        ("7月2日1時35分から継続中", [("02 01:35", None)]),
        ("7月2日1時35分~", [("02 01:35", None)]),
        ("since 20:05 UTC on 3 March 2026", [("03 20:05", None)]),
        ("7月2日1時35分", []),
        ("調査中", []),
    ],
)
def test_stretches_are_read(written: str, meant: list[tuple[str, str | None]]) -> None:
    assert told(written) == meant


@pytest.mark.parametrize(
    "written", ["23時30分〜1時15分", "10時~12時、11時~13時", "2月30日1時~2時", "1時から、3時~4時"]
)
def test_stretches_that_cannot_be_are_not_guessed(written: str) -> None:
    assert told(written) is Why.AMBIGUOUS


def test_a_stretch_without_its_day_is_not_guessed() -> None:
    assert told("12:33~13:25", near=None) is Why.AMBIGUOUS


def test_a_text_too_long_for_a_field_is_not_read() -> None:
    assert told("1時~2時、" * 1_000) is Why.NO_DATE


def some(written: str) -> tuple[Interval, ...]:
    found = read_intervals(written, NEAR)
    assert not isinstance(found, Why)
    return found


def test_stretches_are_summed() -> None:
    summed = minutes_of(some("12時33分-13時25分、15時25分-16時00分"), "計")
    assert summed is not None
    assert (summed.value, summed.approximate, summed.text) == (87, False, "計")


def test_a_sum_of_hours_told_roughly_is_approximate() -> None:
    summed = minutes_of(some("1時頃~2時35分頃"), "")
    assert summed is not None
    assert summed.approximate


@pytest.mark.parametrize("written", ["1時35分から継続中", "7月2日~7月4日", ""])
def test_what_is_open_or_told_by_its_day_has_no_sum(written: str) -> None:
    assert minutes_of(some(written), "") is None


@given(st.text() | st.text(alphabet="0123456789年月日時分:~から翌、 "))
def test_no_text_makes_it_raise(written: str) -> None:
    found = read_intervals(written, NEAR)
    assert isinstance(found, Why) or all(isinstance(one, Interval) for one in found)
