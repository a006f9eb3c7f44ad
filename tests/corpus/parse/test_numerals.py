from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.parse.numerals import read_number, read_small

DIGITS = "〇一二三四五六七八九"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1億2,000万", 120_000_000),
        ("2万3千", 23_000),
        ("3百", 300),
        ("千二百三十四", 1_234),
        ("万", 10_000),
        ("1兆", 10**12),
        ("0.5万", 5_000),
    ],
)
def test_a_number_is_read_with_its_place_words(written: str, number: int) -> None:
    assert read_number(written) == Decimal(number)


@given(st.integers(0, 9_999))
def test_digits_one_by_one_are_read(number: int) -> None:
    assert read_small("".join(DIGITS[int(digit)] for digit in str(number))) == number


@pytest.mark.parametrize(
    ("written", "number"), [("十", 10), ("二十五", 25), ("7", 7), ("三十", 30)]
)
def test_a_small_number_is_read(written: str, number: int) -> None:
    assert read_small(written) == number
