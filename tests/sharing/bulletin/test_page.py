import pytest

from corpus.account import Language
from sharing.bulletin.page import load_page
from sharing.bulletin.wording import load_words
from sharing.summary.summary import Part
from sharing.summary.width import width_of
from tests.sharing.bulletin.examples import CAUSE, EN, JA, a_bulletin, a_long_bulletin, said

PAGE = load_page()


def test_what_goes_on_a_page_stays_as_it_is() -> None:
    assert PAGE.fit(a_bulletin()) == a_bulletin()


@pytest.mark.parametrize(
    ("language", "words"), [(JA, CAUSE), (EN, "The router stopped. ")], ids=["ja", "en"]
)
def test_what_does_not_is_left_out_and_counted(language: Language, words: str) -> None:
    whole = a_long_bulletin(language, words)

    page = PAGE.fit(whole)

    assert PAGE._rows(page) <= PAGE.told["room"] + 2
    shown = {part: len(some) for part, some in page.sections.items()}
    assert all(count >= 1 for count in shown.values())
    for part, some in whole.sections.items():
        before = whole.left_out.get(part, 0)
        assert page.left_out.get(part, 0) - before == len(some) - shown[part]
    assert str(page.left_out[Part.COURSE]) in page.notes[0]
    assert load_words(language)["shortened"] in page.notes
    assert all(width_of(one.text) <= 322 for some in page.sections.values() for one in some)


def test_no_viewpoint_asks_after_a_lesson_that_is_not_on_the_page() -> None:
    page = PAGE.fit(a_long_bulletin())

    numbers = {number for check in page.checks for number in check.lessons}
    assert max(numbers) <= len(page.sections[Part.LESSONS])
    assert page.left_out[Part.VIEWPOINTS] > 0


def test_what_is_left_out_already_is_noted() -> None:
    page = PAGE.fit(a_bulletin(left_out={Part.LESSONS: 4}))

    assert page.notes == ("紙面の都合で、次の文を載せていません：教訓 4文。", "注。")


def test_a_page_of_single_long_sentences_is_cut_further() -> None:
    sections = {part: (said("長" * 900),) for part in (Part.CAUSE, Part.COURSE, Part.LESSONS)}
    notes = ("注" * 200,) * 12

    page = PAGE.fit(a_bulletin(sections=sections, notes=notes))

    assert all(one.text.endswith("…") for some in page.sections.values() for one in some)
    assert max(width_of(one.text) for some in page.sections.values() for one in some) < 200
