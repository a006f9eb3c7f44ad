from dataclasses import replace

import pytest

from corpus.account import Account, Language
from corpus.depth import Depth
from corpus.filed import account_of_filing
from corpus.ids import FilingId
from tests.examples import an_account
from tests.triage.lessons.examples import (
    CABLE,
    KINDS,
    VOCABULARY,
    a_drafting,
    a_source,
    reading_of,
)
from triage.lessons.draft import draft
from triage.lessons.lesson import Coded, Lesson, Phase, Statement, Viewpoint
from triage.lessons.source import LessonSource, Role, source_of_filing, source_of_text


def drafted(source: LessonSource | None = None) -> tuple[Lesson, ...]:
    return draft(source or a_source(), VOCABULARY, KINDS)


def of_filing(**sections: str) -> tuple[Lesson, ...]:
    reading = reading_of(**sections)
    return drafted(source_of_filing(account_of_filing(FilingId("F-1"), reading, ()), reading))


def test_a_record_gives_a_lesson_for_each_phase_and_item() -> None:
    lessons = drafted()

    assert len({lesson.key for lesson in lessons}) == len(lessons) >= 3
    assert [lesson.phase for lesson in lessons] == sorted(
        (lesson.phase for lesson in lessons), key=list(Phase).index
    )


def test_every_statement_and_code_is_quoted_from_the_source() -> None:
    source = a_source()
    for lesson in drafted(source):
        told: list[Statement | Viewpoint | Coded] = []
        told += [*lesson.statements, *lesson.viewpoints, *lesson.shared_base]
        told += [one for one in (lesson.cause, lesson.function, lesson.trigger) if one]
        for one in told:
            assert one.quotations
            for words in one.quotations:
                text = source.account.texts[words.language]
                assert text[words.start : words.end] == words.words


def test_nothing_is_stated_that_the_source_does_not_say() -> None:
    source = a_source()
    told = [one.said for lesson in drafted(source) for one in lesson.statements]

    assert told
    assert all(said in source.account.texts[Language.JA] for said in told)


def test_cause_function_trigger_and_shared_base_are_coded() -> None:
    lesson = drafted()[0]

    assert lesson.cause is not None
    assert lesson.cause.id == "human-cause"
    assert lesson.trigger is not None
    assert lesson.trigger.id in {"capacity_inside", "settings_or_software"}
    assert lesson.function is not None
    assert {base.id for base in lesson.shared_base} >= {"ims", "core"}


def test_what_is_not_told_stays_unknown() -> None:
    [lesson] = drafted(a_source(**CABLE))

    assert lesson.shared_base == ()
    assert lesson.depth is None
    assert lesson.cause is not None
    assert lesson.cause.id == "external-cause"


def test_an_account_with_neither_cause_nor_trigger_has_none() -> None:
    [lesson] = drafted(source_of_text(an_account(text="対策として名札を付ける。")))

    assert (lesson.cause, lesson.function, lesson.trigger) == (None, None, None)
    assert lesson.statements[0].role is Role.MEASURE
    assert lesson.tag == "M-ヨ"


def test_a_narrative_without_measures_gives_no_lesson() -> None:
    assert drafted(source_of_text(an_account(text="装置が故障した。直した。"))) == ()


def test_what_prolonged_an_accident_is_a_lesson_for_its_course() -> None:
    told = [
        lesson.phase
        for lesson in drafted()
        if any(one.role is Role.PROLONGING for one in lesson.statements)
    ]

    assert told == [Phase.DURING]


def test_a_near_miss_keeps_why_it_was_not_serious() -> None:
    lessons = of_filing(
        cause="設定を誤った。",
        prevention="手順書を改める。",
        why_not_serious="監視員が手動で切り替えた。",
    )

    for lesson in lessons:
        assert lesson.why_not_serious is not None
        assert lesson.why_not_serious.said == "監視員が手動で切り替えた。"


def test_what_stopped_a_near_miss_is_a_lesson_of_its_own() -> None:
    [lesson] = of_filing(cause="電源が落ちた。", why_not_serious="監視員が手動で切り替えた。")

    assert lesson.phase is Phase.DURING
    assert [one.said for one in lesson.statements] == ["監視員が手動で切り替えた。"]
    assert [one.role for one in lesson.statements] == [Role.WHY_NOT_SERIOUS]


@pytest.mark.parametrize(
    ("measure", "depth"),
    [
        ("定期的な教育と訓練を行う。", Depth.THICK),
        ("作業手順書を見直す。", Depth.THIN),
        ("名札を付ける。", None),
    ],
)
def test_depth_follows_the_guidance_for_the_kind_of_cause(
    measure: str, depth: Depth | None
) -> None:
    [lesson] = of_filing(cause="作業員が交換する部品を取り違えた。", prevention=measure)

    assert lesson.depth is depth


def test_a_viewpoint_says_who_checks_what_and_how() -> None:
    [lesson] = of_filing(cause="設定を誤った。", prevention="作業手順書を二名で確かめる。")
    [viewpoint] = lesson.viewpoints

    assert lesson.tag == "M-ヌ"
    assert viewpoint.who == KINDS.tag("M-ヌ").who.ja
    assert "作業手順書を二名で確かめる。" in viewpoint.what
    assert "従事者の誤りの防止" in viewpoint.what
    assert viewpoint.how == KINDS.tag("M-ヌ").how.ja


def test_a_viewpoint_is_in_the_language_of_its_source() -> None:
    account: Account = replace(
        an_account(),
        texts={Language.EN: "It failed. Procedures will be reviewed to prevent this."},
    )
    [lesson] = drafted(source_of_text(account))

    assert lesson.viewpoints[0].who == KINDS.tag(lesson.tag).who.en


def test_braces_in_a_report_are_words_like_others() -> None:
    [lesson] = of_filing(cause="設定を誤った。", prevention="手順書の{tag}を改める{0}。")

    assert "{tag}を改める{0}。" in lesson.viewpoints[0].what


def test_a_draft_says_what_made_it() -> None:
    made = a_drafting().lessons()[0].made_by

    assert made == {
        "method": "rules.1",
        "kinds": KINDS.version,
        "vocabulary": VOCABULARY.version,
    }


def test_the_same_source_gives_the_same_lessons() -> None:
    assert drafted() == drafted()
