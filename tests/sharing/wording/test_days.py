from datetime import date

import pytest

from sharing.wording.days import Told, read_hour, read_told, step_of

SECOND_OF_JULY = Told(date(2022, 7, 2), date(2022, 7, 2))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2022年7月2日", (2022, 7, 2), (2022, 7, 2)),
        ("2 July 2022", (2022, 7, 2), (2022, 7, 2)),
        ("July 2nd, 2022", (2022, 7, 2), (2022, 7, 2)),
        ("23 April", (2022, 4, 23), (2022, 4, 23)),
        ("the 13th", (2022, 7, 13), (2022, 7, 13)),
        ("May 2008", (2008, 5, 1), (2008, 5, 31)),
        ("January", (2022, 1, 1), (2022, 1, 31)),
        ("2018", (2018, 1, 1), (2018, 12, 31)),
        ("10月", (2022, 10, 1), (2022, 10, 31)),
        ("同月15日", (2022, 7, 15), (2022, 7, 15)),
        ("翌々日", (2022, 7, 4), (2022, 7, 4)),
        ("the day before", (2022, 7, 1), (2022, 7, 1)),
        ("8 to 18 April", (2022, 4, 8), (2022, 4, 18)),
        ("April 8-18", (2022, 4, 8), (2022, 4, 18)),
        ("2023年の冬", (2023, 12, 1), (2024, 2, 29)),
        ("winter of 2022", (2022, 12, 1), (2023, 2, 28)),
    ],
)
def test_a_date_is_read_from_the_one_before(
    words: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert read_told(words, SECOND_OF_JULY) == Told(date(*first), date(*last))


@pytest.mark.parametrize(
    "words",
    ["", "soon", "翌日", "4 July", "the 4th", "18 to 8 April 2022", "31 June 2022", "9999"],
)
def test_what_names_no_day_by_itself_is_not_read(words: str) -> None:
    assert read_told(words, None) is None


@pytest.mark.parametrize(
    "words", ["the 31st of nothing", "the 45th", "31 June", "1066", "1 May 2999", "1" * 200]
)
def test_there_is_no_such_day(words: str) -> None:
    assert read_told(words, SECOND_OF_JULY) is None


def test_from_a_month_no_next_day_is_counted() -> None:
    assert read_told("翌日", Told(date(2022, 7, 1), date(2022, 7, 31))) is None


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("1時35分", 1),
        ("午後3時", 15),
        ("25時30分", 1),
        ("正午", 12),
        ("noon", 12),
        ("midnight", 0),
        ("9 pm", 21),
        ("12 a.m.", 0),
        ("12 pm", 12),
        ("15:02", 15),
        ("１５：０２", 15),
        ("99時", None),
        ("13 pm", None),
        ("later", None),
        ("around midday", 12),
    ],
)
def test_the_hour_of_a_time_is_read(words: str, hour: int | None) -> None:
    assert read_hour(words) == hour


def test_the_next_day_is_one_step_away() -> None:
    assert (step_of("翌日"), step_of("the same day"), step_of("Friday")) == (1, 0, None)
