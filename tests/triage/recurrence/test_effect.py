from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.recurrence.effect import effect

SHARED, SINCE, UNTIL = date(2020, 1, 1), date(2016, 1, 1), date(2024, 1, 1)


def test_years_are_counted_from_the_day_it_was_shared() -> None:
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2021, 6, 1)]
    found = effect(SHARED, days, SINCE, UNTIL)

    counts = {year.year: year.count for year in found.years if year.count}
    assert counts == {-1: 1, 0: 1, 1: 1}
    assert [year.year for year in found.years] == list(range(-4, 5))


def test_rates_and_their_ratio() -> None:
    before = [date(2016 + n // 4, 1 + n % 4, 1) for n in range(16)]
    after = [date(2021, 1, 1), date(2022, 1, 1)]
    found = effect(SHARED, before + after, SINCE, UNTIL)

    assert found.before == pytest.approx(4.0, abs=0.01)
    assert found.after == pytest.approx(0.5, abs=0.01)
    assert found.ratio == pytest.approx(0.125, abs=0.01)
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low < 0.125 < found.high < 1


def test_nothing_before_gives_no_ratio() -> None:
    found = effect(SHARED, [date(2021, 1, 1)], SINCE, UNTIL)

    assert found.before == 0
    assert (found.ratio, found.low, found.high) == (None, None, None)


def test_nothing_after_gives_a_ratio_of_nothing_with_an_upper_end() -> None:
    found = effect(SHARED, [date(2018, 1, 1)] * 5, SINCE, UNTIL)

    assert found.ratio == 0
    assert found.high is not None
    assert found.high > 0


def test_a_lesson_shared_when_the_record_starts_has_nothing_before() -> None:
    found = effect(SINCE, [date(2021, 1, 1)], SINCE, UNTIL)

    assert found.before is None
    assert found.ratio is None


def test_a_lesson_shared_after_the_record_has_nothing_since() -> None:
    found = effect(date(2025, 1, 1), [date(2018, 1, 1)], SINCE, UNTIL)

    assert found.after is None
    assert found.ratio is None


def test_one_accident_before_and_one_after_leave_the_upper_end_wide() -> None:
    found = effect(SHARED, [date(2018, 1, 1), date(2022, 1, 1)], SINCE, UNTIL)

    assert found.high is not None
    assert found.high > 10


@given(st.lists(st.dates(date(2010, 1, 1), date(2030, 1, 1)), max_size=30))
def test_every_day_in_the_record_is_in_one_year_of_it(days: list[date]) -> None:
    found = effect(SHARED, days, SINCE, UNTIL)

    assert sum(year.count for year in found.years) == sum(SINCE <= day <= UNTIL for day in days)
    assert all(0 < year.observed <= 1 for year in found.years)
    covered = sum(year.observed for year in found.years)
    assert covered == pytest.approx(8.0, abs=0.02)
