from corpus.account import SECTION, Language
from sharing.bulletin.material import material_of_text, material_of_words, words_of
from sharing.grain import Grain
from tests.sharing.bulletin.examples import EN, JA, seen, told_lesson
from tests.triage.lessons.examples import a_source

FIRST = "切戻し後の信号量を見積もる"


def test_the_case_is_told_from_the_grain_of_the_statements_on() -> None:
    source, lesson = a_source(), told_lesson(FIRST)

    assert words_of(lesson, source, Grain.DESIGNATED, JA).case
    assert not words_of(lesson, source, Grain.CARRIERS, JA).case
    assert FIRST not in words_of(lesson, source, Grain.PUBLIC, JA).text


def test_words_are_in_the_wanted_language_where_the_case_is() -> None:
    both = words_of(told_lesson(FIRST), a_source(narrative_en="A router failed."), Grain.FULL, EN)
    one = words_of(told_lesson(FIRST), a_source(narrative_en=None), Grain.FULL, EN)

    assert (both.language, both.mixed) == (EN, True)
    assert (one.language, one.mixed) == (JA, False)


def test_without_its_case_a_lesson_is_in_its_own_language() -> None:
    words = words_of(told_lesson(FIRST), a_source(), Grain.CARRIERS, EN)

    assert (words.language, words.mixed) == (Language.JA, False)


def test_a_rendering_of_another_shape_gives_nothing() -> None:
    lesson = told_lesson(FIRST)
    words = words_of(lesson, a_source(), Grain.DESIGNATED, JA)

    assert material_of_words(seen(lesson, Grain.DESIGNATED), words, words.text) is not None
    assert material_of_words(seen(lesson, Grain.DESIGNATED), words, "原因：輻輳。") is None
    assert words.case_rewritten(SECTION.join("一二三")) is None


def test_without_codes_nothing_but_phase_and_item_is_left() -> None:
    made = material_of_text(seen(told_lesson(FIRST), Grain.PUBLIC), "及んだ先：輻輳。", JA)

    assert made.coded
    assert not made.held
    bare = made.without_codes()
    assert set(bare.fields) == {"phase", "tag"}
    assert (bare.source.text, bare.held, bare.coded) == ("", True, False)
