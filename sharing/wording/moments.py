"""Passages that tell when: dates and times that stand together, from one to another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.account import Language
from corpus.identifiers.identifier import Identifier, IdentifierKind
from sharing.wording.timeline import NOTHING, Said, Timeline

ZONE = (
    r"(?:[(（]?(?:[^\s()（）、。]{1,4}時間|UTC|GMT|JST|協定世界時|[ACEHMP][SD]?T|CES?T|BST|IST)"
    r"(?![A-Za-z])[)）]?"
    r"|[(（]?(?:(?:US |U\.S\. )?(?:Eastern|Central|Mountain|Pacific|[Ll]ocal|"
    r"[A-Z][a-z]+ [Ss]tandard|"
    r"Japan [Ss]tandard|[A-Z][a-z]+ [Ss]ummer|universal) ?(?:[Dd]aylight |[Ss]tandard )?[Tt]ime"
    r"|(?:Eastern|Pacific))[)）]?)"
)
"""Pattern of a time zone: it tells the country."""
_SAME = {
    Language.JA: re.compile(
        rf"\s*(?:頃|ごろ)?\s*{ZONE}?\s*(?:の|[(（][月火水木金土日・祝]{{1,3}}[)）]|[、,])?\s*"
    ),
    Language.EN: re.compile(
        rf"\s*{ZONE}?\s*,?\s*(?:on|of|in|at)?\s*(?:about|around)?\s*(?:the\s+)?", re.IGNORECASE
    ),
}
_UNTIL = {
    Language.JA: re.compile(
        rf"\s*(?:頃|ごろ|過ぎ)?\s*{ZONE}?\s*(?:から|より|[~〜～\-–—−→])\s*約?\s*"
    ),
    Language.EN: re.compile(
        rf"\s*{ZONE}?,?\s*(?:until|till|to|through|and|[~\-–—−])\s*(?:about|around|at)?\s*(?:the\s+)?",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A date, a time, or the two together."""

    day: Identifier | None = None
    time: Identifier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One point in time, or the two ends of a stretch of it."""

    start: int
    end: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said of one point."""

    day: Said
    time: Said

    def __bool__(self) -> bool:
        return bool(self.day or self.time)


def are_one(first: Spoken, last: Spoken) -> bool:
    """Whether the end of a stretch tells no more than its start: the same part of the same day."""
    if not last:
        return True
    if not last.day and first.time and first.time.text == last.time.text:
        return True
    is_whole_period = first.day.is_period and not first.time and not last.time
    return first == last or (is_whole_period and last.day.step is not None)


def passages(text: str, moments: Sequence[Identifier], language: Language) -> list[Passage]:
    """The passages that the dates and times `moments` (in order) make in `text`."""
    found: list[Passage] = []
    for moment in moments:
        joined = _joined(text, found[-1], moment, language) if found else None
        if joined is None:
            found.append(Passage(start=moment.start, end=moment.end, points=(_point(moment),)))
        else:
            found[-1] = joined
    return [_with_first_day(passage, language) for passage in found]


def spoken(text: str, passage: Passage, timeline: Timeline) -> Iterator[Spoken]:
    """What is said of each point of `passage`."""
    for n, point in enumerate(passage.points):
        day = time = NOTHING
        if point.day is not None:
            words = text[point.day.start : point.day.end]
            day = timeline.day(words, point.day.key, within=n > 0)
        if point.time is not None:
            time = timeline.time(text[point.time.start : point.time.end], point.time.key)
        yield Spoken(day, time)


def _point(moment: Identifier) -> Point:
    return Point(day=moment) if moment.kind is IdentifierKind.DATE else Point(time=moment)


def _joined(text: str, passage: Passage, moment: Identifier, language: Language) -> Passage | None:
    """`passage` with `moment` in it, if the words between them join the two."""
    gap = text[passage.end : moment.start]
    *others, last = passage.points
    if _SAME[language].fullmatch(gap) and (merged := _merged(last, moment, language)):
        return replace(passage, end=moment.end, points=(*others, merged))
    if not others and _UNTIL[language].fullmatch(gap) and _may_end(text, passage, gap):
        return replace(passage, end=moment.end, points=(last, _point(moment)))
    return None


def _may_end(text: str, passage: Passage, gap: str) -> bool:
    """Whether what follows `gap` ends a stretch: ``and`` only behind ``between``."""
    lead = text[max(0, passage.start - 24) : passage.start].lower()
    return gap.strip().lower() != "and" or "between" in lead


def _merged(point: Point, moment: Identifier, language: Language) -> Point | None:
    """`point` with `moment` in it; None where it has one.

    In Japanese the date comes first.
    """
    if moment.kind is IdentifierKind.TIME and point.time is None:
        return replace(point, time=moment)
    if moment.kind is IdentifierKind.DATE and point.day is None and language is Language.EN:
        return replace(point, day=moment)
    return None


def _with_first_day(passage: Passage, language: Language) -> Passage:
    """``from 09:09 to 15:58 on 19 April``: the date is of both ends, and told with the first."""
    if language is Language.JA or len(passage.points) == 1:
        return passage
    first, last = passage.points
    if first.day is not None or last.day is None:
        return passage
    return replace(passage, points=(replace(first, day=last.day), replace(last, day=None)))
