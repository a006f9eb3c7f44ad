from dataclasses import replace

from corpus.depth import Depth
from tests.triage.lessons.examples import a_drafting
from triage.lessons.lesson import Lesson
from triage.lessons.lesson_json import from_json, to_json


def bare(lesson: Lesson) -> Lesson:
    return replace(lesson, cause=None, function=None, trigger=None, shared_base=(), statements=())


def test_a_lesson_comes_back_as_it_was() -> None:
    for lesson in a_drafting().lessons():
        full = replace(
            lesson, depth=Depth.THICK, why_not_serious=lesson.statements[0], dropped={"number": 2}
        )
        for told in (lesson, full, bare(lesson)):
            assert from_json(to_json(told)) == told
            assert to_json(from_json(to_json(told))) == to_json(told)
