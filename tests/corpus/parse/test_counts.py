from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.parse.counts import find_counts, read_count, read_counts
from corpus.reading import Quantity, Why

Bounds = tuple[int | None, int | None, int | None, bool]


def bounds(told: Quantity | Why) -> Bounds | Why:
    if isinstance(told, Why):
        return told
    return told.value, told.low, told.high, told.approximate


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("約2,278万人", (22_780_000, None, None, True)),
        ("765万人以上", (None, 7_650_000, None, False)),
        ("十数万人", (None, 110_000, 199_999, True)),
        ("二十数万人", (None, 210_000, 299_999, True)),
        ("数千", (None, 2_000, 9_999, True)),
        ("数人", (None, 2, 9, True)),
        ("1億2,000万", (120_000_000, None, None, False)),
        ("２１．４万", (214_000, None, None, False)),
        ("二千万", (20_000_000, None, None, False)),
        ("約130万回線", (1_300_000, None, None, True)),
        ("最大約1,290千人", (1_290_000, None, None, True)),
        ("10〜20万人", (None, 100_000, 200_000, False)),
        ("5,000~1万人", (None, 5_000, 10_000, False)),
        ("延べ約10万人", (100_000, None, None, True)),
        ("3万人超", (None, 30_001, None, False)),
        ("３０,０００人未満", (None, None, 29_999, False)),
        ("5万人以下", (None, None, 50_000, False)),
        ("5万人弱", (None, None, 50_000, True)),
        ("5万人強", (None, 50_000, None, True)),
        ("12名程度", (12, None, None, True)),
        ("0人", (0, None, None, False)),
        ("なし", (0, None, None, False)),
        ("影響なし", (0, None, None, False)),
        ("50,246", (50_246, None, None, False)),
        ("影響利用者数: 30000", (30_000, None, None, False)),
        ("約２千３百人", (2_300, None, None, True)),
        ("about 1.3 million users", (1_300_000, None, None, True)),
        ("at least 7.75 million data users", (None, 7_750_000, None, False)),
        ("120k", (120_000, None, None, False)),
        ("2 billion users", (2_000_000_000, None, None, False)),
        ("約2,278万人(うち沖縄約38万人)", (22_780_000, None, None, True)),
        ("音声約120万人、データ約100万人 計約150万人", (1_500_000, None, None, True)),
        ("5万人(5万人)", (50_000, None, None, False)),
        ("令和4年7月2日時点で約2万人", (20_000, None, None, True)),
        ("約3万人(精査中)", (30_000, None, None, True)),
    ],
)
def test_a_figure_is_read_as_reports_write_it(written: str, meant: Bounds) -> None:
    assert bounds(read_count(written)) == meant


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("調査中", Why.PENDING),
        ("under investigation", Why.PENDING),
        ("最大で約5万人(音声)、約3万人(データ)", Why.AMBIGUOUS),
        ("20~10万人", Why.AMBIGUOUS),
        ("多数", Why.NO_NUMBER),
        ("約○万人", Why.NO_NUMBER),
        ("", Why.NO_NUMBER),
        ("-5", Why.NO_NUMBER),
        ("▲5人", Why.NO_NUMBER),
        ("1,2345人", Why.NO_NUMBER),
        ("1.2.3", Why.NO_NUMBER),
        ("令和4年7月2日", Why.NO_NUMBER),
        ("1人" * 2_000, Why.NO_NUMBER),
    ],
)
def test_what_is_no_single_figure_is_not_guessed(written: str, why: Why) -> None:
    assert read_count(written) is why


def test_the_label_may_count_in_thousands() -> None:
    assert bounds(read_count("約35", times=1_000)) == (35_000, None, None, True)


def test_each_figure_is_given_with_the_words_beside_it() -> None:
    [(voice, first), (data, second)] = read_counts("最大で約5万人(音声)、3万人以上(データ)")
    assert ("音声" in voice, "データ" in data) == (True, True)
    assert (first.value, second.low) == (50_000, 30_000)
    assert first.text == "最大で約5万人(音声)"


def test_the_total_is_no_part() -> None:
    assert len(read_counts("音声5万人、データ3万人、合計8万人")) == 2


def test_no_parts_are_sought_in_a_text_too_long_for_a_field() -> None:
    assert read_counts("音声5万人、" * 1_000) == ()


@pytest.mark.parametrize(
    ("about", "unit"), [*product(("", "約", "最大約"), ("人", "回線", "契約", "台"))]
)
@given(number=st.integers(0, 10**9 - 1))
def test_a_written_number_comes_back(about: str, unit: str, number: int) -> None:
    told = read_count(f"{about}{number:,}{unit}")
    assert bounds(told) == (number, None, None, bool(about))


@given(wan=st.integers(1, 12_000), rest=st.integers(1, 9_999))
def test_ten_thousands_and_the_rest_add_up(wan: int, rest: int) -> None:
    told = read_count(f"{wan}万{rest}人")
    assert isinstance(told, Quantity)
    assert told.value == wan * 10_000 + rest


@given(st.text() | st.text(alphabet="0123456789,.万億千百十数約人~-()計"))
def test_no_text_makes_it_raise(written: str) -> None:
    assert isinstance(read_count(written), Quantity | Why)
    assert all(isinstance(quantity, Quantity) for _, quantity in read_counts(written))


def test_only_figures_with_a_unit_have_a_place() -> None:
    told = "2022年に約5万人、最大3千回線。7を加える"
    assert [told[start:end] for start, end in find_counts(told)] == ["約5万人", "最大3千回線"]
