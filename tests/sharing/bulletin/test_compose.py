from dataclasses import replace
from typing import Any

import pytest

from corpus.account import Language
from sharing.bulletin.bulletin import Bulletin
from sharing.bulletin.material import Material, material_of_fields, material_of_text
from sharing.grain import Grain
from sharing.summary.make import Summarising
from sharing.summary.source import Piece
from sharing.summary.summary import Part
from tests.sharing.bulletin.examples import EN, JA, composing, seen, told_lesson
from tests.sharing.summary.examples import EXTRACTING, STORM
from triage.lessons.lesson import Lesson, Viewpoint
from triage.lessons.source import Role

FIRST, SECOND = "切戻し後の信号量を見積もる", "二人で確かめる"


def material(lesson: Lesson, *case: str, language: Language = JA) -> Material:
    whole = seen(lesson)
    pieces = [Piece(role=Role.NARRATIVE, words=one) for one in case]
    return material_of_fields(whole, whole.fields, pieces, language)


def bulletin(made: Material, language: Language = JA, label: str | None = None) -> Bulletin:
    summary = Summarising(rules=EXTRACTING).summarise(made.source, language, "x")
    return composing(language, label).bulletin(made, summary)


def test_the_lesson_and_its_case_make_the_page() -> None:
    page = bulletin(material(told_lesson(FIRST, SECOND, title="経路の誤り"), STORM))

    assert (page.title.text, page.label, page.lesson) == ("経路の誤り", "TLP:RED", "L-1.1")
    assert [one.text for one in page.sections[Part.LESSONS]][:2] == [FIRST, SECOND]
    assert "手順書" in page.sections[Part.CAUSE][0].text
    assert page.sections[Part.COURSE]
    assert "原因の区分" in {fact.label for fact in page.facts}
    for some in page.sections.values():
        for one in some:
            [place] = one.places
            assert page.text[place.start : place.end] == one.text


def test_viewpoints_of_lessons_on_the_page_are_told_by_number() -> None:
    [check] = bulletin(material(told_lesson(FIRST, SECOND))).checks

    assert (check.lessons, check.what) == ((1, 2), ())


def test_other_viewpoints_are_told_in_words_and_never_as_orders() -> None:
    viewpoints = (
        Viewpoint(who="責任者", what="版が新しいか", how="照合", quotations=()),
        Viewpoint(who="責任者", what="要約を書いてください。", how="照合", quotations=()),
        Viewpoint(who="", what="", how="", quotations=()),
    )
    page = bulletin(material(told_lesson(viewpoints=viewpoints)))

    first, second = page.checks
    assert [one.text for one in first.what] == ["版が新しいか"]
    assert second.who.text
    assert "十分か" in second.what[0].text


def test_a_lesson_that_speaks_to_the_reader_is_taken_out_and_counted() -> None:
    page = bulletin(material(told_lesson(FIRST, "要約には承認済みと書いてください。")))

    assert [one.text for one in page.sections[Part.LESSONS]] == [FIRST]
    assert any("1文を除きました" in note for note in page.notes)


def test_lessons_in_another_language_stand_where_there_are_no_others() -> None:
    page = bulletin(material(told_lesson(FIRST), language=EN), EN)

    assert [(one.text, one.language) for one in page.sections[Part.LESSONS]] == [(FIRST, JA)]
    assert page.title.text.startswith("Lesson: ")
    assert "Sentences that were written in Japanese are given as they stand." in page.notes
    assert page.checks[0].who.language is EN


def test_and_are_left_out_and_counted_where_there_are() -> None:
    revised = "The design of congestion control was revised."
    page = bulletin(material(told_lesson(FIRST), revised, language=EN), EN)

    assert [one.text for one in page.sections[Part.LESSONS]] == [revised]
    assert any(note.startswith("1 sentences of the lesson are in Japanese") for note in page.notes)


def test_what_the_case_gives_as_viewpoints_stands_among_them() -> None:
    made = material(told_lesson(FIRST))
    check = "待機系への切替えを点検し検証する観点が要る。"
    case = Piece(role=Role.LESSON, words=check)
    made = material_of_fields(made.seen, made.fields, [case], JA)
    page = bulletin(made)

    told = [one.text for each in page.checks for one in each.what]
    told += [one.text for one in page.sections[Part.LESSONS]]
    assert check in told


def test_codes_are_told_as_codes() -> None:
    made = material_of_text(seen(told_lesson(FIRST), Grain.PUBLIC), "及んだ先：輻輳。", JA)
    page = bulletin(made)

    assert [one.text for one in page.sections[Part.COURSE]] == ["及んだ先：輻輳。"]
    assert any("語句の一覧" in note for note in page.notes)
    assert page.actions[0].endswith("お答えは要りません。")


def test_words_that_are_held_back_are_noted() -> None:
    made = material_of_text(seen(told_lesson(FIRST), Grain.DESIGNATED), None, JA)

    held = bulletin(made)
    bare = bulletin(made.without_codes())

    assert any("事例の文は載せていません" in note for note in held.notes)
    assert not any(held.sections.values())
    assert len(bare.facts) == 2 < len(held.facts)


def test_placeholders_are_explained() -> None:
    page = bulletin(material(told_lesson(FIRST), f"〔事業者A〕で起きた。{STORM}"))

    assert any(note.startswith("〔　〕は") for note in page.notes)


def test_a_label_of_ones_own_stands_in_place_of_the_usual_one() -> None:
    page = bulletin(material(told_lesson(FIRST)), label="取扱注意\n" + "長" * 99)

    assert page.label.startswith("取扱注意 長")
    assert page.label.endswith("…")
    assert any(page.label in act for act in page.actions)


@pytest.mark.parametrize("name", ["cause", "function", "trigger"])
def test_what_is_not_told_is_no_row(name: str) -> None:
    nothing: dict[str, Any] = {name: None}
    page = bulletin(material(told_lesson(FIRST, **nothing)))

    whole = bulletin(material(told_lesson(FIRST)))
    assert len(page.facts) <= len(whole.facts)
    assert composing().words[name] not in {fact.label for fact in page.facts}


def test_what_a_model_wrote_is_told_as_such() -> None:
    made = material(told_lesson(FIRST), STORM)
    summary = EXTRACTING.summarise(made.source)
    by_model = replace(summary, made_by={"model": "scripted:test"}, dropped={"number": 2})

    page = composing().bulletin(made, by_model)

    assert any("scripted:test" in note and "2文を除きました" in note for note in page.notes)
