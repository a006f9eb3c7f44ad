"""Lessons as somebody reads them."""

from datetime import UTC, datetime
from typing import Any

from sharing.door import Reached, SeenLesson
from sharing.grain import Grain
from sharing.preview import Preview, Words
from sharing.scope import ScopeId
from triage.lessons.lesson import LessonId

SINCE = datetime(2025, 4, 2, tzinfo=UTC)


def a_preview(grain: Grain = Grain.CARRIERS, text: str | None = None, **fields: Any) -> Preview:
    through = Reached(scope=ScopeId("all-carriers"), group=None, grain=grain, since=SINCE)
    told = {
        "title": "手順書の誤り",
        "phase": "before",
        "cause": {"id": "wrong-procedure"},
        "shared_base": [{"id": "tr-069"}, {"id": "hss"}],
        "function": None,
        "viewpoints": [
            {"who": "責任者", "what": "手順書", "how": "二人で確かめる"},
            {"who": "運用", "what": None, "how": "訓練"},
        ],
        **fields,
    }
    lesson = SeenLesson(
        id=LessonId("L-1"), version=1, grain=grain, k=3, fields=told, through=(through,)
    )
    return Preview(lesson=lesson, words=Words.REWRITTEN, fields=told, text=text)
