import re
from base64 import b64encode
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from lxml.html import HtmlElement, fromstring

from eval.page import page_of
from eval.result import Result
from eval.suites import run_suite
from eval.titles import TITLES
from tests.eval.small_sets import all_sets
from tests.eval.worlds import JUDGING, a_row, a_setting, cases_of

HOSTILE = "<script>alert(1)</script>"
ROWS = [
    a_row(
        number,
        f"kind{number % 20 if number > 35 else number % 7}",
        sources=[
            {"title": f"Report {HOSTILE}", "url": f"https://example.org/{number}"},
            {"title": "bad", "url": "javascript:alert(1)"},
        ],
        country="JP",
    )
    for number in range(70)
]


@cache
def told() -> str:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        cases = cases_of(ROWS, frozenset(row["id"] for row in ROWS[40:]))
        setting = a_setting(cases, all_sets(Path(folder)))
        found = [run_suite(name, setting) for name in JUDGING]
    found.append(run_suite("pairs", a_setting(cases)))
    return page_of(found, cases.links)


def page() -> HtmlElement:
    return fromstring(told())


def test_the_page_needs_nothing_from_outside() -> None:
    assert not page().xpath("//script | //link | //img | //iframe | //*[@style] | //*[@src]")
    loading = page().xpath("//*[local-name()='use']/@*[local-name()='href']")
    assert all(link.startswith("#") for link in loading)


def test_the_policy_names_the_one_style_sheet() -> None:
    [style] = page().xpath("//style")
    [policy] = page().xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digest = b64encode(sha256(style.text.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'"


@pytest.mark.parametrize("suite", JUDGING)
def test_every_suite_has_a_section_with_its_figures(suite: str) -> None:
    section = page().xpath(f"//section[@id='{suite}']")[0]
    assert section.xpath("h2")[0].text == TITLES[suite]
    assert section.xpath(".//tr[@class='ours']")
    assert page().xpath(f"//a[@href='#{suite}']")


def test_scores_are_drawn_and_so_is_what_came_true() -> None:
    for suite in ("novelty", "stream", "pairs", "calibration"):
        drawings = page().xpath(f"//section[@id='{suite}']//*[local-name()='svg']")
        assert len(drawings) >= 2
    assert "読む量と発見 / found at budget" in told()


def test_ids_are_not_given_twice() -> None:
    ids = [each for each in re.findall(r' id="([^"]+)"', told()) if each != "pairs"]
    assert len(ids) == len(set(ids))


def test_a_public_case_links_to_its_sources_and_to_nothing_else() -> None:
    links = page().xpath("//section[@id='novelty']//td//a/@href")
    assert links
    assert all(link.startswith("https://example.org/") for link in links)
    assert HOSTILE not in told()


def test_a_skipped_suite_says_why() -> None:
    assert "省きました / skipped: ecbplus*.jsonl" in told()


def test_a_suite_without_a_figure_or_without_some_set_still_has_its_place() -> None:
    found = [
        run_suite("novelty", a_setting(cases_of([]))),
        run_suite("hostile", a_setting(cases_of(ROWS[:35]))),
    ]
    page = page_of(found, {})
    assert "ありません / not there: bipia*.jsonl" in page
    assert "<section" in page


def test_what_a_set_calls_its_rows_cannot_become_a_tag() -> None:
    cases = cases_of(ROWS)
    found = run_suite("novelty", a_setting(cases))
    assert isinstance(found, Result)
    misses = tuple(replace(miss, id=HOSTILE) for miss in found.all.misses)
    assert HOSTILE not in page_of([replace(found, all=replace(found.all, misses=misses))], {})
