from xml.etree.ElementTree import Element, fromstring

import pytest

from corpus.documents.chart import YearBars, whatif_svg

NAME = "{http://www.w3.org/2000/svg}"
YEARS = (YearBars(2023, 18, 23), YearBars(2022, 10, 12))


def drawn(years: tuple[YearBars, ...] = YEARS, title: str = "件数") -> Element:
    return fromstring(whatif_svg(years, ("jp-2025-04", "jp-2025-council"), title))


def texts(root: Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{NAME}text")]


def heights(root: Element) -> list[float]:
    bars = [each for each in root.iter(f"{NAME}rect") if each.get("width") == "22"]
    return [float(each.get("height", 0)) for each in bars]


def test_each_year_has_a_bar_for_each_regime_as_high_as_its_number() -> None:
    low_before, low_after, high_before, high_after = heights(drawn())

    assert low_before < low_after < high_before < high_after
    assert low_before / high_after == pytest.approx(10 / 23, abs=0.01)


def test_the_numbers_stand_beside_as_a_table_with_their_sums() -> None:
    told = texts(drawn())

    assert told[-9:] == ["2022", "10", "12", "2023", "18", "23", "計", "28", "35"]


def test_no_year_and_no_report_are_drawn_all_the_same() -> None:
    assert heights(drawn(())) == []
    assert heights(drawn((YearBars(2022, 0, 0),))) == [0, 0]


def test_large_numbers_have_few_lines_on_their_axis() -> None:
    root = drawn((YearBars(2022, 48_030, 54_022),))

    assert len([line for line in root.iter(f"{NAME}line") if line.get("x1") == "56"]) <= 8


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "\x00\ud800", "あ" * 500])
def test_a_hostile_title_is_text(title: str) -> None:
    root = drawn(title=title)

    assert not list(root.iter(f"{NAME}script"))
    assert len(texts(root)[0]) <= 40
