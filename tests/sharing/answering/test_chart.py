from xml.etree.ElementTree import Element, fromstring

import pytest

from sharing.answering.chart import coverage_svg
from sharing.answering.counts import Tally
from triage.lessons.lesson import LessonId

SVG = "{http://www.w3.org/2000/svg}"
ONE = Tally(asked=10, unanswered=4, checking=1, planned=2, done=1, not_applicable=2)
SILENT = Tally(asked=5, unanswered=5, checking=0, planned=0, done=0, not_applicable=0)
TWO = {LessonId("L-1"): ONE, LessonId("L-2"): SILENT}


def texts(root: Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def bars(root: Element) -> list[Element]:
    """The segments of the bars, the swatches of the legend aside."""
    return [
        each
        for each in root.iter(f"{SVG}rect")
        if "stroke" in each.attrib and each.get("height") != "12"
    ]


def test_the_numbers_of_the_bars_stand_beside_them_as_a_table() -> None:
    told = texts(fromstring(coverage_svg(TWO, ("en",))))

    heading = ["lesson", "asked", "applies, done", "applies, planned", "not applicable"]
    start = told.index("lesson")
    assert told[start : start + 5] == heading
    assert told[start + 7 : start + 14] == ["L-1", "10", "1", "2", "2", "1", "4"]
    assert told[start + 14 : start + 21] == ["L-2", "5", "0", "0", "0", "0", "5"]
    assert told[-7:] == ["", "15", "1", "2", "2", "1", "9"]


def test_silence_is_drawn_apart_and_without_colour() -> None:
    root = fromstring(coverage_svg({LessonId("L-2"): SILENT}))

    [silent] = bars(root)

    assert (silent.get("fill"), silent.get("stroke-dasharray")) == ("#ffffff", "5 3")
    assert "未回答" in texts(root)


def test_a_bar_is_as_long_as_its_count_and_all_states_differ() -> None:
    found = bars(fromstring(coverage_svg({LessonId("L-1"): ONE})))

    assert [int(each.get("width", 0)) for each in found] == [32, 64, 64, 32, 128]
    assert len({(each.get("fill"), each.get("stroke-dasharray")) for each in found}) == 5


@pytest.mark.parametrize(
    ("languages", "title"), [(("ja",), "教訓ごと"), (("ja", "en"), " / Answers by")]
)
def test_it_is_lettered_in_the_languages_asked_for(languages: tuple[str, ...], title: str) -> None:
    told = fromstring(coverage_svg(TWO, languages)).findtext(f"{SVG}title")

    assert told is not None
    assert title in told


def test_a_chart_of_nothing_has_its_headings() -> None:
    root = fromstring(coverage_svg({}))

    assert bars(root) == []
    assert texts(root)[-6:] == ["0"] * 6
