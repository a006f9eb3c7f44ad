"""Days as reports tell them, years left out and counted from the last one, in both languages."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.parse.clock import TIME, read_time
from corpus.parse.days import DATE, read_day
from corpus.parse.numerals import SMALL_NUMBER, read_small
from corpus.reading import Precision, Why
from corpus.shape import flat

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    "(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_NTHS = (
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\s?(?:and|to|or|[-/])\s?"
    r"(?P<last>[0-9]{1,2})(?:st|nd|rd|th)?"
)
_ENGLISH = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_NTHS}(?:\s+of)?\s+{_MONTH}\.?(?:,?\s+{_YEAR})?",
        rf"{_MONTH}\.?\s+{_NTHS}(?:,?\s+{_YEAR})?",
        rf"{_WEEKDAY}{_NTH}(?:\s+of)?\s+{_MONTH}\.?(?:,?\s+{_YEAR})?",
        rf"{_WEEKDAY}{_MONTH}\.?\s+{_NTH}(?:,?\s+{_YEAR})?",
        rf"{_MONTH}\.?(?:\s+of|,)?\s+{_YEAR}",
        _MONTH,
        r"(?:the\s+)?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)",
        _YEAR,
    )
)
_JAPANESE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<month>{SMALL_NUMBER})\s?月(?:[上中下]旬|頃|末|初め)?",
        rf"(?:同月|当月|同)?(?P<day>{SMALL_NUMBER})\s?日(?:\([^()]{{1,4}}\))?",
        r"(?P<year>(?:19|20)[0-9]{2})",
    )
)
_SEASONS = {
    "春": 3,
    "夏": 6,
    "秋": 9,
    "冬": 12,
    "spring": 3,
    "summer": 6,
    "autumn": 9,
    "winter": 12,
}
_SEASON = re.compile(
    rf"{_YEAR}年?の?(?P<ja>[春夏秋冬])|(?P<en>spring|summer|autumn|winter)(?:\s+of)?,?\s+(?P<of>[0-9]{{4}})",
    re.IGNORECASE,
)
_NO_DAY = re.compile(
    r"[日月火水木金土]曜日?|年末年始|年末|年始|大晦日|元日|元旦|お盆|ゴールデンウ[ィイ]ーク"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:new year|christmas|thanksgiving|easter).*",
    re.IGNORECASE,
)
_STEPS = {
    "同日": 0, "当日": 0, "翌日": 1, "翌朝": 1, "翌々日": 2, "前日": -1,
    "same day": 0, "next day": 1, "following day": 1, "day after": 1, "previous day": -1,
    "day before": -1, "next morning": 1, "following morning": 1,
}  # fmt: skip
_DATE = re.compile(DATE, re.IGNORECASE)
_TIME = re.compile(TIME, re.IGNORECASE)
_CLOCK = re.compile(r"(?P<hour>[0-9]{1,2})\s?(?P<half>[ap])\.?m\b\.?", re.IGNORECASE)
_WORDS = {"noon": 12, "midday": 12, "正午": 12, "midnight": 0}
_HALF_DAY, _HOURS, _DECEMBER = 12, 24, 12
_LONGEST = 100
_FIRST_YEAR, _LAST_YEAR = 1868, 2049


@dataclass(frozen=True, slots=True)
class Told:
    """The days that a date may mean: `first` to `last`, both included."""

    first: date
    last: date

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


def read_told(words: str, before: Told | None) -> Told | None:
    """The days that `words` mean, said after `before`; None where that cannot be read."""
    if len(words) > _LONGEST:
        return None
    told = flat(words).strip()
    step = step_of(words)
    if step is not None:
        return None if before is None else _stepped(before, step)
    if (season := _SEASON.fullmatch(told)) is not None:
        return _of_season(season)
    found = _DATE.fullmatch(told)
    if found:
        day = read_day(found, before.first if before else None)
        if day.day is not None:
            return _of_precision(day.day, day.precision)
    for pattern in (*_JAPANESE, *_ENGLISH):
        if (parts := pattern.fullmatch(told)) is not None:
            return _of_range(parts.groupdict(), before)
    return None


def names_no_day(words: str) -> bool:
    """Whether `words` name a day of the week or a holiday, of no year."""
    return bool(_NO_DAY.fullmatch(flat(words).strip()))


def step_of(words: str) -> int | None:
    """How many days after the last one `words` mean: 1 for 翌日."""
    return _STEPS.get(flat(words).strip().lower().removeprefix("the "))


def read_hour(words: str) -> int | None:
    """The hour of 24 that `words` tell; None where that cannot be read."""
    told = flat(words[:_LONGEST]).strip().lower()
    if told in _WORDS:
        return _WORDS[told]
    clock = _CLOCK.search(told)
    if clock and int(clock["hour"]) <= _HALF_DAY:
        return int(clock["hour"]) % _HALF_DAY + (_HALF_DAY if clock["half"] == "p" else 0)
    found = _TIME.search(told)
    if found is None:
        return next((hour for word, hour in _WORDS.items() if word in told), None)
    read = read_time(found)
    return None if isinstance(read, Why) else read.hour % _HOURS


def _of_season(found: re.Match[str]) -> Told:
    """Three months; the winter of a year ends in the next."""
    year = int(found["year"] or found["of"])
    month = _SEASONS[(found["ja"] or found["en"]).lower()]
    last = _month(year + (month == _DECEMBER), (month + 1) % 12 + 1)
    return Told(date(year, month, 1), last.last)


def _stepped(before: Told, days: int) -> Told | None:
    """The day so many `days` after the last one."""
    if not before.exact:
        return None
    day = before.first + timedelta(days=days)
    return Told(day, day)


def _of_precision(day: date, precision: Precision) -> Told:
    """The days of `day`, told so exactly."""
    if precision is Precision.YEAR:
        return Told(date(day.year, 1, 1), date(day.year, 12, 31))
    return _month(day.year, day.month) if precision is Precision.MONTH else Told(day, day)


def _of_range(parts: dict[str, str | None], before: Told | None) -> Told | None:
    """The days of a date that may name two: ``8 and 18 April``."""
    first = _of_parts(parts, before)
    if first is None or not parts.get("last"):
        return first
    last = _of_parts({**parts, "day": parts["last"]}, first)
    return None if last is None or last.first < first.first else Told(first.first, last.last)


def _of_parts(parts: dict[str, str | None], before: Told | None) -> Told | None:
    """The days of a date whose parts are told; what is left out comes from `before`."""
    day, month, year = (parts.get(name) for name in ("day", "month", "year"))
    if year is not None and month is None:
        return _of_precision(date(int(year), 1, 1), Precision.YEAR)
    number = _month_number(month) if month else None
    if before is None and year is None:
        return None
    if year is not None:
        return _made(int(year), number or 0, day)
    assert before is not None  # with neither a year nor a day before, there is nothing to read
    if number is None:
        return _made(before.first.year, before.first.month, day)
    return _nearest(before.first, lambda year: _made(year, number, day))


def _nearest(before: date, made: Callable[[int], Told | None]) -> Told | None:
    """The one of three years that lies nearest to `before`."""
    years = range(before.year - 1, before.year + 2)
    made_days = [told for year in years if (told := made(year)) is not None]
    return min(made_days, key=lambda told: abs((told.first - before).days), default=None)


def _made(year: int, month: int, day: str | None) -> Told | None:
    """That day, or the whole month; None where there is none."""
    try:
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            return None
        if day is None:
            return _month(year, month)
        made = date(year, month, read_small(day))
    except ValueError:
        return None
    return Told(made, made)


def _month(year: int, month: int) -> Told:
    return Told(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _month_number(word: str) -> int:
    """7 for ``July`` and for ``7``; 0 for no month."""
    name = word[:3].lower()
    return _MONTHS.index(name) + 1 if name in _MONTHS else read_small(word)
