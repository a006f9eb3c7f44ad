"""The words of renderings in each language, read from ``ja.toml`` and ``en.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from corpus.account import Language
from sharing.grain import Treatment
from sharing.wording.days import Told

FOLDER = Path(__file__).parent

_APRIL = 4  # Japan's fiscal year (年度) starts


class Step(StrEnum):
    """Where a day lies, seen from the one that was told before it."""

    SOME_DAY = "some_day"
    SAME_DAY = "same_day"
    NEXT_DAY = "next_day"
    PREVIOUS_DAY = "previous_day"
    DAYS_LATER = "days_later"
    DAYS_EARLIER = "days_earlier"
    LATER = "later"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language."""

    dayparts: Mapping[int, str]
    periods: Mapping[str, str]
    month_names: tuple[str, ...]
    ordinals: tuple[str, ...]
    steps: Mapping[Step, str]
    nouns: Mapping[Step, str]

    def daypart(self, hour: int) -> str:
        """The part of the day that `hour` (0 to 23) lies in."""
        return self.dayparts[max(start for start in self.dayparts if start <= hour)]

    def period(self, told: Told, treatment: Treatment) -> str:
        """The month, quarter or fiscal year of `told`; the year where it tells no more."""
        labels = [self._label(told, day_of_it, treatment) for day_of_it in (False, True)]
        if labels[0] == labels[1]:
            return labels[0]
        return self.periods["span"].format(first=labels[0], last=labels[1])

    def _label(self, told: Told, last: bool, treatment: Treatment) -> str:
        day = told.last if last else told.first
        is_year = told.first.year == told.last.year and told.first.month != told.last.month
        fiscal = day.year if day.month >= _APRIL else day.year - 1
        quarter = (day.month - _APRIL) % 12 // 3 + 1
        form = "year" if is_year and treatment is Treatment.MONTH else treatment.value
        return self.periods[form].format(
            year=day.year,
            month=day.month,
            month_name=self.month_names[day.month - 1] if self.month_names else "",
            fiscal=fiscal,
            quarter=quarter,
            ordinal=self.ordinals[quarter - 1] if self.ordinals else "",
        )


@cache
def words_of(language: Language) -> Words:
    """The words of `language`."""
    tables = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    periods = tables["periods"]
    steps = {Step(step): word for step, word in tables["steps"].items()}
    return Words(
        dayparts={int(hour): word for hour, word in tables["dayparts"].items()},
        periods={name: form for name, form in periods.items() if isinstance(form, str)},
        month_names=tuple(periods.get("month_names", ())),
        ordinals=tuple(periods.get("ordinals", ())),
        steps=steps,
        nouns=steps | {Step(step): word for step, word in tables.get("nouns", {}).items()},
    )
