from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from corpus.japan import JST
from sharing.moments import written

MOMENTS = st.datetimes(
    timezones=st.sampled_from([UTC, JST]),
    min_value=datetime(1900, 1, 2),
    max_value=datetime(2200, 1, 1),
)


@given(one=MOMENTS, other=MOMENTS)
def test_what_is_written_sorts_as_the_moments_do(one: datetime, other: datetime) -> None:
    assert (written(one) < written(other)) == (one < other)
    assert datetime.fromisoformat(written(one)) == one


def test_the_same_moment_is_written_the_same_by_every_clock() -> None:
    at = datetime(2025, 4, 1, 9, tzinfo=JST)

    assert written(at) == written(at.astimezone(UTC)) == "2025-04-01T00:00:00.000000+00:00"
    assert written(at) < written(at + timedelta(microseconds=1))
