import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from corpus.account import SECTION
from sharing.errors import DamagedScopes
from sharing.fields import cut, filled, load_fields, text_of
from sharing.grain import Grain
from tests.triage.lessons.examples import a_lesson
from triage.lessons.lesson import Lesson, Statement
from triage.lessons.source import Role
from triage.written import as_json


def leaves(told: Any, below: str = "") -> set[str]:
    """The paths of all that a lesson tells, down to what a file names."""
    if below in load_fields() or not isinstance(told, dict | list):
        return {below}
    if isinstance(told, list):
        return {path for each in told for path in leaves(each, below)}
    return {
        path
        for key, each in told.items()
        for path in leaves(each, f"{below}.{key}" if below else key)
    }


def whole() -> Lesson:
    """A lesson of which nothing is untold."""
    lesson = a_lesson(account="2022-07-02-secret")
    why = Statement(role=Role.WHY_NOT_SERIOUS, said="予備へ\u2029切り替えた", quotations=())
    assert lesson.cause
    coded = lesson.cause
    return a_lesson(
        account="2022-07-02-secret",
        why_not_serious=why,
        function=coded,
        trigger=coded,
        shared_base=(coded,),
    )


def test_every_field_of_a_lesson_is_named_and_nothing_else() -> None:
    assert leaves(as_json(whole())) == set(load_fields())


@pytest.mark.parametrize("grain", Grain)
def test_a_reader_gets_the_fields_of_its_grain_and_no_others(grain: Grain) -> None:
    told = leaves(cut(whole(), grain))

    assert told == {path for path, field in load_fields().items() if field.told_at(grain)}


def test_a_finer_grain_tells_all_that_a_coarser_one_does() -> None:
    told = [leaves(cut(whole(), grain)) for grain in Grain]

    assert all(finer >= coarser for finer, coarser in pairwise(told))
    assert len(set(map(frozenset, told))) >= 4


@pytest.mark.parametrize("grain", [each for each in Grain if each is not Grain.FULL])
def test_no_word_of_the_source_is_in_the_fields_below_the_full_grain(grain: Grain) -> None:
    lesson = whole()
    told = json.dumps(cut(lesson, grain), ensure_ascii=False)

    words = [lesson.title, lesson.account, *(one.said for one in lesson.statements)]
    words += [quoted.words for one in lesson.statements for quoted in one.quotations]
    words += [text for each in lesson.viewpoints for text in (each.who, each.what, each.how)]
    assert len(words) > 5
    assert not [each for each in words if each in told]


def test_the_full_grain_is_the_lesson() -> None:
    assert cut(whole(), Grain.FULL) == as_json(whole())


def test_a_thing_the_source_does_not_tell_stays_untold() -> None:
    told = cut(a_lesson(cause=None, why_not_serious=None), Grain.DESIGNATED)

    assert (told["cause"], told["why_not_serious"]) == (None, None)


@pytest.mark.parametrize("grain", Grain)
def test_rewritten_words_go_where_the_words_were(grain: Grain) -> None:
    lesson = whole()
    text = text_of(lesson, grain)

    told = filled(cut(lesson, grain) if grain is not Grain.FULL else blank(lesson), text)

    assert told is not None
    assert told["title"] == lesson.title
    assert [each["how"] for each in told["viewpoints"]] == [e.how for e in lesson.viewpoints]
    if "why_not_serious" in told:
        assert told["why_not_serious"]["said"] == "予備へ\n切り替えた"
    if "statements" in told:
        assert [each["said"] for each in told["statements"]] == [
            one.said for one in lesson.statements
        ]


def blank(lesson: Lesson) -> dict[str, Any]:
    """All that a lesson tells but its words."""
    told = cut(lesson, Grain.COMMITTEE)
    return {**told, "account": lesson.account}


def test_words_that_are_too_few_or_too_many_do_not_fit() -> None:
    told, text = cut(whole(), Grain.PUBLIC), text_of(whole(), Grain.PUBLIC)

    assert filled(told, text + SECTION) is None
    assert filled(told, text.replace(SECTION, "")) is None
    assert told["title"] is None


def test_what_is_told_to_the_public_goes_alone_into_the_text_for_the_public() -> None:
    lesson = whole()
    text = text_of(lesson, Grain.PUBLIC)

    assert lesson.title in text
    assert not [one.said for one in lesson.statements if one.said in text]


@pytest.mark.parametrize(
    "written",
    [
        '[coded]\na = "public"',
        '[coded]\na = "public"\n[text]\na = "full"',
        '[coded]\n[text]\na = "x"',
    ],
)
def test_a_file_of_fields_that_is_not_as_it_must_be_is_told(tmp_path: Path, written: str) -> None:
    path = tmp_path / "fields.toml"
    path.write_text(written, "utf-8")

    with pytest.raises(DamagedScopes, match=r"fields\.toml"):
        load_fields(path)
