import unicodedata
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents.carried import meaning
from corpus.documents.wording import (
    lasting,
    plain_count,
    plain_intervals,
    plain_minutes,
    plain_moment,
    printable,
)
from corpus.japan import JST
from corpus.parse.counts import read_count
from corpus.parse.durations import read_minutes
from corpus.parse.intervals import read_intervals
from corpus.parse.moments import read_moment
from corpus.reading import Interval, Moment, Precision, Quantity
from tests.corpus.documents.readings import at

FIGURES = st.integers(0, 200_000)
BOUNDS = st.one_of(
    st.builds(lambda value: (value, None, None), FIGURES),
    st.builds(lambda low: (None, low, None), FIGURES),
    st.builds(lambda high: (None, None, high), FIGURES),
)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    value, low, high = draw(BOUNDS)
    about = draw(st.booleans())
    return Quantity(value=value, low=low, high=high, approximate=about, text="")


@given(quantities())
def test_a_count_in_plain_words_is_read_as_the_same_count(users: Quantity) -> None:
    assert meaning(read_count(plain_count(users))) == meaning(users)


@given(quantities())
def test_a_duration_in_plain_words_is_read_as_the_same_duration(duration: Quantity) -> None:
    assert meaning(read_minutes(plain_minutes(duration))) == meaning(duration)


def test_a_range_in_plain_words_is_read_as_the_same_range() -> None:
    users = Quantity(value=None, low=110_000, high=199_999, approximate=True, text="")

    assert meaning(read_count(plain_count(users))) == meaning(users)


@pytest.mark.parametrize("precision", Precision)
def test_a_moment_in_plain_words_is_read_as_the_same_moment(precision: Precision) -> None:
    shortest = {Precision.YEAR: (2022, 1, 1), Precision.MONTH: (2022, 7, 1)}
    day = shortest.get(precision, (2022, 7, 2))
    clock = {Precision.HOUR: (3, 0), Precision.MINUTE: (3, 5)}.get(precision, (0, 0))
    moment = Moment(at=datetime(*day, *clock, tzinfo=JST), precision=precision, text="")

    assert meaning(read_moment(plain_moment(moment))) == meaning(moment)


def test_a_moment_abroad_is_written_by_the_clock_of_japan() -> None:
    london = datetime(2022, 7, 1, 16, 35, tzinfo=timezone(timedelta(0)))
    moment = Moment(at=london, precision=Precision.MINUTE, text="16:35 UTC")

    assert plain_moment(moment) == "2022年7月2日 1時35分"


def test_stretches_in_plain_words_are_read_as_the_same_stretches() -> None:
    told = (Interval(start=at(0), end=at(1)), Interval(start=at(2), end=None))

    assert meaning(read_intervals(plain_intervals(told))) == meaning(told)


@pytest.mark.parametrize(("told", "text"), [(0, "0分"), (60, "1時間"), (61, "1時間1分")])
def test_minutes_are_told_in_hours_and_minutes(told: int, text: str) -> None:
    assert lasting(told) == text


@given(st.text(st.characters(exclude_categories=())))
def test_printable_text_holds_no_controls_but_line_feed_and_tab(text: str) -> None:
    shown = printable(text)

    assert not {c for c in shown if unicodedata.category(c) in {"Cc", "Cs"}} - {"\n", "\t"}
    assert printable(shown) == shown


def test_line_ends_become_line_feeds() -> None:
    assert printable("一\r\n二\r三\u2028四") == "一\n二\n三\n四"
