"""A lesson as one viewer would read it: its fields, with the words that were rewritten for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from corpus.account import SECTION, Language
from sharing.door import SeenLesson
from sharing.fields import Told, filled
from sharing.grain import Grain
from sharing.rendering import Rendering
from triage.lessons.lesson import LessonId

_ALWAYS_TOLD = frozenset({"phase", "tag"})


class Renderings(Protocol):
    """The texts that may leave, each made of one version of a lesson for one grain."""

    def rendering(
        self, lesson_version: LessonId, grain: Grain, language: Language, k: int
    ) -> Rendering | None:
        """The rendering of `sharing.fields.text_of` among `k`; None: there is none that may."""
        ...


class Words(StrEnum):
    """How the words of a lesson come to a viewer."""

    WRITTEN = "written"  # as they were written
    REWRITTEN = "rewritten"  # as they were rewritten for the grain
    NONE = "none"  # not at all: there is no rendering, or it is held back


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a viewer reads: the lesson it sees, and its `fields` with words in them.

    `text` are the rewritten words as one, where they do not fall into fields.
    """

    lesson: SeenLesson
    words: Words
    fields: Told
    text: str | None


def preview(
    lesson: SeenLesson, renderings: Renderings | None, languages: Iterable[Language]
) -> Preview:
    """`lesson` as it is read, with the rendering in the first of `languages` that has one.

    Where `renderings` is None, none are kept, and nobody reads rewritten words. Where the words
    are held back among several carriers, the codes go too, but for those that every lesson has.
    """
    if lesson.grain is Grain.FULL:
        return Preview(lesson=lesson, words=Words.WRITTEN, fields=lesson.fields, text=None)
    if renderings is None:
        return Preview(lesson=lesson, words=Words.NONE, fields=lesson.fields, text=None)
    wanted = tuple(languages)
    for language in (*wanted, *(one for one in Language if one not in wanted)):
        found = renderings.rendering(lesson.version_id, lesson.grain, language, lesson.k)
        if found is not None and language in wanted:
            return _read(lesson, found)
        if found is not None:
            return Preview(lesson=lesson, words=Words.NONE, fields=lesson.fields, text=None)
    fields = lesson.fields if lesson.k == 1 else _bare(lesson.fields)
    return Preview(lesson=lesson, words=Words.NONE, fields=fields, text=None)


def _bare(fields: Told) -> Told:
    """Of `fields` what every lesson has: its phase and the item of the management rules."""
    return {name: told for name, told in fields.items() if name in _ALWAYS_TOLD}


def _read(lesson: SeenLesson, found: Rendering) -> Preview:
    fields = filled(lesson.fields, found.text)
    text = found.text.replace(SECTION, "\n") if fields is None else None
    return Preview(lesson=lesson, words=Words.REWRITTEN, fields=fields or lesson.fields, text=text)
