"""A bulletin (回覧): one page of a lesson for the readers of one grain, before it is laid out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.account import Language
from sharing.grain import Grain
from sharing.summary.summary import Part, Place
from triage.lessons.lesson import LessonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words that are shown, and their language.

    `places` lead into the rendering that they were taken from or rest on; none: words of ours.
    """

    text: str = field(repr=False)
    language: Language
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One viewpoint to check by: who checks, what, and how it is verified.

    `lessons` are those of the page, by number, that are to be checked, too.
    """

    who: Said
    what: tuple[Said, ...]
    how: Said
    lessons: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of the table at the top."""

    label: str
    value: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """What stands on the page, in the order in which it is read.

    `sections` are cause, course and lessons, `checks` the viewpoints; `left_out` counts what was
    told of each part and is not on the page. `text` is the rendering that places lead into.
    """

    language: Language
    lesson: LessonId
    grain: Grain
    label: str
    title: Said
    facts: tuple[Fact, ...]
    sections: Mapping[Part, tuple[Said, ...]]
    checks: tuple[Check, ...]
    actions: tuple[str, ...]
    notes: tuple[str, ...]
    left_out: Mapping[Part, int]
    made_by: Mapping[str, str]
    dropped: Mapping[str, int] = field(default_factory=dict)
    text: str = field(default="", repr=False)

    @property
    def words(self) -> str:
        """All that it says of the case, as one text: what the leak gate looks at."""
        told = [self.title.text, *(fact.value.text for fact in self.facts)]
        told += [said.text for some in self.sections.values() for said in some]
        for check in self.checks:
            told += [check.who.text, *(said.text for said in check.what), check.how.text]
        return "\n".join(told)
