"""A summary (要約): what a text says of cause, course, lessons and viewpoints, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.account import Language


class Part(StrEnum):
    """The parts of a summary, in the order in which they are read."""

    CAUSE = "cause"  # 原因
    COURSE = "course"  # 経過
    LESSONS = "lessons"  # 教訓
    VIEWPOINTS = "viewpoints"  # 点検観点


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words of the text that was summarised: those at `start` to `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySentence:
    """One sentence of a summary, and the words of the text that bear it out: never none."""

    part: Part
    said: str = field(repr=False)
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A summary in `language`, part by part.

    `left_out` counts what the text tells of a part beyond that, best first what was taken;
    `made_by` names what made it, `dropped` counts what a model said that did not stand, by why.
    """

    language: Language
    sentences: tuple[SummarySentence, ...]
    left_out: Mapping[Part, int]
    made_by: Mapping[str, str]
    dropped: Mapping[str, int] = field(default_factory=dict)

    def of(self, part: Part) -> tuple[SummarySentence, ...]:
        """The sentences of `part`, in order."""
        return tuple(one for one in self.sentences if one.part is part)
