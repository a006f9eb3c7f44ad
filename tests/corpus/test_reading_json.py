from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from corpus.reading import (
    Interval,
    Precision,
    Quantity,
    Reading,
    Section,
    ServiceImpact,
    Stage,
    Unread,
    Why,
)
from corpus.reading_json import from_json, to_json
from corpus.service import Service
from tests.examples import a_moment, a_quantity, a_reading

FULL = Reading(
    form="detailed",
    stage=Stage.DETAILED,
    where="table 1",
    carrier_named="KDDI",
    reference="2022-07",
    regarding=("F-1",),
    subject="通信障害",
    occurred=a_moment("2022-07-02T01:35"),
    recovered=replace(a_moment("2022-07-04T15:00"), precision=Precision.HOUR),
    reported=a_moment("2022-07-02T02:00"),
    known=a_moment("2022-07-02T01:40"),
    intervals=(
        Interval(start=a_moment("2022-07-02T01:35"), end=a_moment("2022-07-03T11:00")),
        Interval(start=a_moment("2022-07-04"), end=None),
    ),
    services=(
        ServiceImpact(service=Service.VOICE, named="音声", users=a_quantity(22_780_000)),
        ServiceImpact(
            service=Service.MOBILE_DATA,
            named="データ",
            users=a_quantity(None, low=7_650_000, text="765万人以上"),
            minutes=a_quantity(3685),
        ),
    ),
    users=a_quantity(0, approximate=True),
    minutes=a_quantity(3685),
    area="全国",
    sections={Section.CAUSE: "経路誤設定", Section.OTHER: ""},
    unread=(Unread(label="原因", text="調査中", why=Why.PENDING, where="row 4"),),
)

quantities = st.none() | st.builds(
    Quantity,
    value=st.none() | st.integers(min_value=0),
    low=st.none() | st.integers(min_value=0),
    high=st.none() | st.integers(min_value=0),
    approximate=st.booleans(),
    text=st.text(),
)
readings = st.builds(
    a_reading,
    stage=st.sampled_from(Stage),
    subject=st.none() | st.text(min_size=1),
    users=quantities,
    sections=st.dictionaries(st.sampled_from(Section), st.text()),
)


def test_a_full_reading_comes_back_as_it_was() -> None:
    assert from_json(to_json(FULL)) == FULL


def test_what_is_not_told_is_not_written() -> None:
    assert to_json(a_reading()) == '{"form": "test", "stage": "first", "where": "row 1"}'


@given(readings)
def test_any_reading_comes_back_as_it_was(reading: Reading) -> None:
    assert from_json(to_json(reading)) == reading
