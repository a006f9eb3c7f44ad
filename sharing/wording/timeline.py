"""What is said of a date, once the dates before it are told less exactly than they were."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.account import Language
from corpus.identifiers.identifier import IdentifierKind
from corpus.identifiers.placeholders import Placeholders
from sharing.grain import Policy, Treatment
from sharing.wording.days import Told, names_no_day, read_hour, read_told, step_of
from sharing.wording.words import Step, Words, words_of

_FEW_DAYS = 6
_MINUTES = re.compile(r"[0-9０-９]{1,2}分")
_BY_DAY = frozenset((Treatment.MONTH, Treatment.QUARTER))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of a date or a time: `text`, and `noun` where a noun has to stand.

    `step` is set where it is told from the date before; `is_period` where it names a stretch of
    many days; `is_raw` where the words are the source's, or a placeholder for them.
    """

    text: str = ""
    noun: str = ""
    step: Step | None = None
    is_period: bool = False
    is_raw: bool = False

    def __bool__(self) -> bool:
        return bool(self.text)


NOTHING = Said()


@dataclass(slots=True, kw_only=True)
class Timeline:
    """The dates of one text, told in its order."""

    language: Language
    policy: Policy
    names: Placeholders
    first_whole: Told | None = None
    _before: Told | None = field(default=None, init=False)
    _hour: int | None = field(default=None, init=False)
    _apart: bool = field(default=False, init=False)

    @staticmethod
    def first_of(dates: Iterable[str]) -> Told | None:
        """The first of `dates` that tells its year."""
        return next((told for words in dates if (told := read_told(words, None))), None)

    @property
    def _words(self) -> Words:
        return words_of(self.language)

    def day(self, words: str, key: str, *, within: bool = False) -> Said:
        """What is said of the date written `words`; `within`: it ends a stretch."""
        treatment = self.policy.treatment_of(IdentifierKind.DATE)
        told = read_told(words, self._before or self.first_whole)
        before = self._passed(told)
        if treatment is Treatment.DROP:
            return NOTHING
        if treatment is Treatment.KEEP:
            return Said(text=words, noun=words, is_raw=True)
        if told is None and (vague := _vague(words)) is not None:
            return self._stepped(vague)
        if told is None or treatment is Treatment.PLACEHOLDER:
            name = self.names.of(IdentifierKind.DATE, key, words)
            return Said(text=name, noun=name, is_raw=True)
        step = _step(told, before, by_day=within or treatment in _BY_DAY)
        label = self._words.period(told, treatment)
        if step is None and before is not None and told.exact and before.exact:
            step = self._coarse_step(told, before, label, treatment)
        if step is None:
            return Said(text=label, noun=label, is_period=True)
        return self._stepped(step)

    def _passed(self, told: Told | None) -> Told | None:
        """Takes note of a date that is told; gives the one that it may be told from.

        There is none where a month or a year was spoken of since: 翌日 would be taken for theirs.
        """
        before, apart = self._before, self._apart
        self._apart = told is not None
        if told is not None and (told.exact or before is None or not before.exact):
            self._before = told
            self._apart = False
        return None if apart else before

    def _stepped(self, step: Step) -> Said:
        return Said(text=self._words.steps[step], noun=self._words.nouns[step], step=step)

    def time(self, words: str, key: str) -> Said:
        """What is said of the time of day written `words`."""
        treatment = self.policy.treatment_of(IdentifierKind.TIME)
        if treatment is Treatment.DROP:
            return NOTHING
        if treatment is Treatment.KEEP:
            return Said(text=words, noun=words)
        hour = self._hour if _MINUTES.fullmatch(words) else read_hour(words)
        self._hour = hour
        if hour is None or treatment is Treatment.PLACEHOLDER:
            name = self.names.of(IdentifierKind.TIME, key, words)
            return Said(text=name, noun=name)
        part = self._words.daypart(hour)
        return Said(text=part, noun=part, is_period=True)

    def _coarse_step(
        self, told: Told, before: Told, label: str, treatment: Treatment
    ) -> Step | None:
        """Later or earlier, where the period would be the one named before."""
        if label != self._words.period(before, treatment):
            return None
        return Step.LATER if told.first > before.first else Step.EARLIER


def _vague(words: str) -> Step | None:
    """How a date is told that names no day by itself: a weekday, or 翌日 of nobody knows what."""
    if names_no_day(words):
        return Step.SOME_DAY
    days = step_of(words)
    if days is None:
        return None
    return {0: Step.SAME_DAY, 1: Step.NEXT_DAY, -1: Step.PREVIOUS_DAY}.get(days, Step.DAYS_LATER)


def _step(told: Told, before: Told | None, *, by_day: bool) -> Step | None:
    """How `told` is told from `before`: the same day, and `by_day` up to a few days off."""
    if before is None or not told.exact or not before.exact:
        return None
    days = (told.first - before.first).days
    if days == 0:
        return Step.SAME_DAY
    if not by_day or abs(days) > _FEW_DAYS:
        return None
    if abs(days) == 1:
        return Step.NEXT_DAY if days == 1 else Step.PREVIOUS_DAY
    return Step.DAYS_LATER if days > 0 else Step.DAYS_EARLIER
