"""The words that are put up: as the leak gate lets them pass, or, of a famous case, by name."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from corpus.account import Language
from corpus.carrier import Carrier
from corpus.errors import InputRefused
from sharing.anonymise import Anonymised
from sharing.grain import Grain
from triage.lessons.lesson import LessonId

_HEADINGS = {Language.JA: "事業者: {names}", Language.EN: "Carrier: {names}"}
_BETWEEN = {Language.JA: "、", Language.EN: ", "}


class Anonymising(Protocol):
    """Who makes the words of a lesson for a grain."""

    def anonymised(self, lesson_version: LessonId, grain: Grain, k: int) -> Anonymised:
        """The words of a lesson for `grain`, and what the leak gate found of them."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is put up, hidden among `k`, or `named`; `undecided` identifiers were taken out."""

    text: str = field(repr=False)
    language: Language
    k: int
    undecided: int
    named: bool


def words_of(anonymising: Anonymising, lesson_version: LessonId, grain: Grain, k: int) -> Words:
    """The words of a lesson as the gate lets them pass.

    Raises:
        UnknownLesson: there is no such version.
        InputRefused: the gate holds them back, or it is for members only.
    """
    found = anonymising.anonymised(lesson_version, grain, k)
    if found.text is None:
        why = str(found.why)
        raise InputRefused("famous" if found.famous else "gate_blocked", lesson_version, why=why)
    return _words(found, found.text, k)


def words_by_name(
    anonymising: Anonymising,
    lesson_version: LessonId,
    grain: Grain,
    k: int,
    originators: Iterable[Carrier],
) -> Words:
    """The words of a famous case, with the names of its originators before them.

    Raises:
        UnknownLesson: there is no such version.
        InputRefused: the case can be told without naming anybody, nobody is known whom it would
            name, nothing is left to tell, or it is for members only.
    """
    if not anonymising.anonymised(lesson_version, grain, k).famous:
        raise InputRefused("not_famous", lesson_version)
    named = [carrier.current_name for carrier in originators]
    found = anonymising.anonymised(lesson_version, grain, 1)
    if found.text is None or not named:
        raise InputRefused("gate_blocked", lesson_version, why=str(found.why))
    language = found.language
    told = [each.ja if language is Language.JA else each.en for each in named]
    heading = _HEADINGS[language].format(names=_BETWEEN[language].join(told))
    return _words(found, f"{heading}\n{found.text}", 1, named=True)


def _words(found: Anonymised, text: str, k: int, *, named: bool = False) -> Words:
    return Words(
        text=text, language=found.language, k=k, undecided=len(found.undecided), named=named
    )
