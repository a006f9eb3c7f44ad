"""The numbers in the ids of lessons."""

import re

from triage.errors import UnknownLesson
from triage.lessons.lesson import LessonId

_WRITTEN = re.compile(r"L-([1-9]\d{0,9})(?:\.([1-9]\d{0,5}))?", re.ASCII)


def numbers_of(lesson_id: LessonId) -> tuple[int, int | None]:
    """The number of a lesson, and of the version that its id names.

    Raises:
        UnknownLesson: it is no id of a lesson.
    """
    found = _WRITTEN.fullmatch(lesson_id)
    if found is None:
        raise UnknownLesson(lesson_id)
    return int(found[1]), int(found[2]) if found[2] else None
