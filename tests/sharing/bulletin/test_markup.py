import re
from dataclasses import replace
from xml.etree import ElementTree

from lxml import html

from sharing.bulletin.markup import markup_of
from sharing.summary.summary import Part, Place
from tests.sharing.bulletin.examples import EN, ODD, a_bulletin, a_long_bulletin, said


def page(**fields: object) -> html.HtmlElement:
    return html.document_fromstring(markup_of(a_bulletin(**fields)))


def test_all_that_a_bulletin_says_stands_on_the_page() -> None:
    told = page().text_content()

    for words in (
        "L-12.3",
        "TLP:AMBER",
        "事業者",
        "責任追及のためのものではありません",
        "教訓 1、2",
    ):
        assert words in told
    assert "この粒度では示していません。" in told


def test_headings_and_tables_are_told_as_such() -> None:
    read = page()

    assert read.get("lang") == "ja"
    assert [one.tag for one in read.iter("h1", "h2")] == ["h1"] + ["h2"] * 6
    assert [one.get("scope") for one in read.iter("th")] == ["col"] * 3 + ["row"]
    labelled = {one.get("aria-labelledby") for one in read.iter("section")}
    assert labelled == {one.get("id") for one in read.iter("h2") if one.get("id")}


def test_text_is_data() -> None:
    title = said(ODD)
    read = page(title=title, sections=dict.fromkeys((Part.CAUSE, Part.LESSONS), (title,)))

    assert not list(read.iter("script"))
    assert read.find(".//h1").text == title.text


def test_nothing_is_fetched_from_elsewhere() -> None:
    told = markup_of(a_long_bulletin()).decode()

    assert not re.search(r"https?:|//[a-z]|src=|href=|url\(|@import", told)
    assert "default-src 'none'" in told


def test_words_carry_their_language_and_their_place() -> None:
    one = replace(
        said("A router failed.", EN), places=(Place(start=3, end=9), Place(start=1, end=2))
    )

    read = page(sections={Part.CAUSE: (one,)})
    item = next(each for each in read.iter("li") if each.get("lang"))

    assert (item.get("lang"), item.get("data-from")) == ("en", "3-9 1-2")


def test_it_can_be_read_by_a_strict_reader() -> None:
    told = markup_of(a_bulletin(notes=())).decode()
    body = told[told.index("<body>") : told.index("</html>")]

    assert ElementTree.fromstring(body).tag == "body"
    assert "<footer>" not in told
