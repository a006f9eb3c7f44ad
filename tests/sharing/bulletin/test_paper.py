from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from corpus.account import Language
from sharing.bulletin.letters import FONTS, MISSING, Letters, load_letters
from sharing.bulletin.page import load_page
from sharing.bulletin.paper import paper_of
from tests.sharing.bulletin.examples import CAUSE, EN, JA, ODD, a_bulletin, a_long_bulletin, said

BUILT_IN = load_letters(())


def read(content: bytes) -> tuple[int, str]:
    """How many pages, and the text of the first."""
    with pypdfium2.PdfDocument(content) as document:
        first = document[0]
        words = first.get_textpage()
        told = words.get_text_range()
        words.close()
        first.close()
        return len(document), told


def fonts() -> Iterator[Letters]:
    yield BUILT_IN
    if any(path.exists() for path in FONTS):
        yield load_letters()


@pytest.mark.parametrize(
    ("language", "words"), [(JA, CAUSE), (EN, "The WWWWW router stopped. ")], ids=["ja", "en"]
)
def test_whatever_it_holds_it_is_one_page(language: Language, words: str) -> None:
    page = load_page().fit(a_long_bulletin(language, words))

    for letters in fonts():
        pages, _ = read(paper_of(page, letters))

        assert pages == 1


def test_even_what_was_not_fitted_is_one_page() -> None:
    assert read(paper_of(a_long_bulletin(), BUILT_IN))[0] == 1


def test_its_text_can_be_read() -> None:
    told = read(paper_of(a_bulletin(language=EN, title=said("A router failed", EN)), BUILT_IN))[1]

    for words in ("L-12.3", "TLP:AMBER", "A router failed", "Whether lesson 1, 2 holds", "1."):
        assert words in told


def test_the_same_bulletin_gives_the_same_bytes() -> None:
    assert paper_of(a_bulletin(), BUILT_IN) == paper_of(a_bulletin(), BUILT_IN)


def test_a_bulletin_without_notes_has_none() -> None:
    assert "注記" not in read(paper_of(a_bulletin(notes=()), BUILT_IN))[1]


def test_a_character_that_no_letter_shows_is_a_geta() -> None:
    shown = BUILT_IN.shown(said(ODD).text)

    assert MISSING in shown
    assert "😀" not in shown
    assert "ＡＢ ｶﾅ" in shown


def test_latin_letters_have_a_font_of_their_own() -> None:
    told = BUILT_IN.in_latin("A<B 停電", "Helvetica")

    assert told == (
        '<font name="Helvetica">A&lt;B </font><font name="HeiseiKakuGo-W5">停電</font>'
    )


def test_a_damaged_font_is_passed_over(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.ttf"
    damaged.write_bytes(b"no font")

    assert load_letters([damaged, tmp_path / "missing.ttf"]).name == "HeiseiKakuGo-W5"
