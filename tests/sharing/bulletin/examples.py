"""Bulletins and what they are made of."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from corpus.account import Language
from sharing.bulletin.bulletin import Bulletin, Check, Fact, Said
from sharing.bulletin.compose import Composing
from sharing.bulletin.wording import plain
from sharing.door import SeenLesson
from sharing.fields import cut
from sharing.grain import Grain
from sharing.summary.summary import Part
from tests.triage.lessons.examples import KINDS, VOCABULARY, a_lesson
from triage.lessons.lesson import Lesson, LessonId, Statement, Viewpoint
from triage.lessons.source import Role

NOW = datetime(2026, 11, 20, tzinfo=UTC)
CAUSE = "旧版の作業手順書を用いたため経路を誤って設定した。"
ODD = '<script>alert("1")</script> & 😀 \x00\u202e ＡＢ ｶﾅ \ud800'
JA, EN = Language.JA, Language.EN


def said(text: str = CAUSE, language: Language = JA) -> Said:
    return Said(text=plain(text), language=language)


def a_bulletin(**fields: Any) -> Bulletin:
    told: dict[str, Any] = {
        "language": JA,
        "lesson": LessonId("L-12.3"),
        "grain": Grain.CARRIERS,
        "label": "TLP:AMBER",
        "title": said("経路の誤設定"),
        "facts": (Fact(label="段階", value=said("事前防止")),),
        "sections": {
            Part.CAUSE: (said(),),
            Part.COURSE: (),
            Part.LESSONS: (said("手順書を見直す"), said("二人で確かめる")),
        },
        "checks": (
            Check(who=said("責任者"), what=(said("版"),), how=said("照合する"), lessons=(1, 2)),
        ),
        "actions": ("確かめてください。",),
        "notes": ("注。",),
        "left_out": {},
        "made_by": {},
    }
    return Bulletin(**{**told, **fields})


def a_long_bulletin(language: Language = JA, words: str = CAUSE) -> Bulletin:
    """Far more than goes on a page, with much in it that is hard to write."""
    some = tuple(said(words * n, language) for n in range(1, 9))
    return a_bulletin(
        language=language,
        title=said(words * 9, language),
        facts=(Fact(label="x", value=said("W" * 40)),) * 7,
        sections={
            Part.CAUSE: (said(ODD, language), *some),
            Part.COURSE: (said(words * 4_000, language), *some),
            Part.LESSONS: some * 4,
        },
        checks=tuple(
            Check(who=said(words), what=some, how=said(words), lessons=(1, 2, 32))
            for _ in range(6)
        ),
        actions=("W" * 150,) * 3,
        left_out={Part.COURSE: 2},
    )


def composing(language: Language = JA, label: str | None = None) -> Composing:
    return Composing(vocabulary=VOCABULARY, kinds=KINDS, language=language, label=label)


def seen(lesson: Lesson, grain: Grain = Grain.FULL) -> SeenLesson:
    return SeenLesson(
        id=LessonId("L-1"), version=1, grain=grain, k=1, fields=cut(lesson, grain), through=()
    )


def told_lesson(*sayings: str, **fields: Any) -> Lesson:
    """A lesson that says `sayings`, each with the viewpoint that rules give it."""
    lesson = a_lesson()
    tag = KINDS.tag(lesson.tag)
    statements = [Statement(role=Role.MEASURE, said=one, quotations=()) for one in sayings]
    viewpoints = [
        Viewpoint(
            who=tag.who.ja, what=f"次のことが当てはまるか:「{one}」", how=tag.how.ja, quotations=()
        )
        for one in sayings
    ]
    made = replace(lesson, statements=tuple(statements), viewpoints=tuple(viewpoints))
    return replace(made, **fields)
