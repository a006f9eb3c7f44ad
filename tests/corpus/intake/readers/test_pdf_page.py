"""Characters put together into lines."""

from corpus.intake.readers.pdf_page import Box, Glyph, joined, lines_of


def glyphs(text: str, left: float = 0.0, bottom: float = 100.0) -> list[Glyph]:
    """Characters of ten points by ten, one beside the other."""
    return [
        Glyph(
            char, Box(left=left + 10 * n, bottom=bottom, right=left + 10 * n + 10, top=bottom + 10)
        )
        for n, char in enumerate(text)
    ]


SPACE, END = Glyph(" ", None), Glyph("\n", None)


def test_characters_at_one_height_are_a_line() -> None:
    [line] = lines_of([*glyphs("件名"), SPACE, *glyphs("障害", left=30, bottom=102)])
    assert line.text == "件名 障害"


def test_a_lower_character_starts_a_line() -> None:
    told = lines_of(
        [SPACE, *glyphs("上"), *glyphs("下", bottom=80), END, *glyphs("隣", left=50, bottom=80)]
    )
    assert [line.text for line in told] == ["上", "下", "隣"]


def test_a_wide_gap_is_a_tab() -> None:
    [line] = lines_of([*glyphs("件名"), SPACE, *glyphs("障害", left=100)])
    assert line.text == "件名\t障害"


def test_a_full_line_goes_on_in_the_next() -> None:
    lines = lines_of(
        [*glyphs("十文字の行がここで折れ"), *glyphs("る。", bottom=80), *glyphs("次", bottom=60)]
    )
    assert joined(lines, margin=110) == ["十文字の行がここで折れる。", "次"]


def test_words_of_latin_script_keep_a_space_between_lines() -> None:
    lines = lines_of([*glyphs("one"), *glyphs("two", bottom=80)])
    assert joined(lines, margin=30) == ["one two"]
    assert joined(lines, margin=90) == ["one", "two"]


def test_a_full_line_that_ends_its_sentence_does_not_go_on() -> None:
    lines = lines_of([*glyphs("終わり。"), *glyphs("次", bottom=80)])
    assert joined(lines, margin=40) == ["終わり。", "次"]
