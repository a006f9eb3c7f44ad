"""Days: 令和4年7月2日(土), R4.7.2, 2022/07/02, 7月2日, 翌日, 2 July 2022."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.parse.numerals import SMALL_NUMBER, read_small
from corpus.reading import Precision, Why

_N = SMALL_NUMBER
_MONTH_NAMES = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAY = (
    r"(?:\s?[(\[](?P<weekday>[日月火水木金土](?=[)曜・祝])|(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat)(?=[a-z.)]))"
    r"[^()\[\]\n]{0,8}[)\]])?"
)
DATE = (
    r"(?P<date>(?:"
    rf"(?:(?P<era>令和|平成|昭和|大正|明治)\s?(?P<era_year>元|{_N})|(?<![0-9])(?P<year>[0-9]{{4}}|[〇零一二三四五六七八九]{{4}}))\s?年(?!度|間)"
    rf"(?:\s?(?P<month>{_N})\s?月(?:\s?(?P<day>{_N})\s?日(?!間)|\s?(?P<third>[上中下]旬|頃|末))?)?"
    r"|(?<![A-Za-z0-9])(?P<letter>[MTSHR])\.?\s?(?P<ly>[0-9]{1,2}|元)[./\-](?P<lm>[0-9]{1,2})[./\-](?P<ld>[0-9]{1,2})(?![0-9])"
    r"|(?<![0-9./\-])(?P<wy>[0-9]{4})(?P<sep>[./\-])(?P<wm>[0-9]{1,2})(?P=sep)(?P<wd>[0-9]{1,2})(?![0-9./\-])"
    rf"|(?<![0-9])(?P<nm>{_N})月\s?(?P<nd>{_N})日(?!間)"
    r"|(?<![0-9./\-])(?P<sm>[0-9]{1,2})/(?P<sd>[0-9]{1,2})(?![0-9./\-])"
    rf"|(?P<same>同日|当日|翌々日|翌日|前日)|(?P<which>同|翌)(?P<wdd>{_N})日"
    r"|(?<![0-9月])(?P<lone>[0-9]{1,2})日(?!間|と|目|以)(?=\s?[(0-9午正])"
    rf"|(?<![0-9a-z])(?P<ed>[0-9]{{1,2}})(?:st|nd|rd|th)?\s(?P<em>{_MONTH_NAMES})\.?,?\s(?P<ey>[0-9]{{4}})(?![0-9])"
    rf"|\b(?P<fm>{_MONTH_NAMES})\.?\s(?P<fd>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s(?P<fy>[0-9]{{4}})(?![0-9])"
    rf"){_WEEKDAY})"
)
"""Pattern of one date; its groups are read by `read_day`."""

_ERAS = {
    "明治": (date(1868, 10, 23), date(1912, 7, 29)),
    "大正": (date(1912, 7, 30), date(1926, 12, 24)),
    "昭和": (date(1926, 12, 25), date(1989, 1, 7)),
    "平成": (date(1989, 1, 8), date(2019, 4, 30)),
    "令和": (date(2019, 5, 1), date(2049, 12, 31)),
}
_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}
_WEEKDAYS = {
    name: n
    for names in ("月火水木金土日", ("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
    for n, name in enumerate(names)
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST_YEAR, _LAST_YEAR = 1868, 2049  # of what can be the date of a report, generously
_STEPS = {"同日": 0, "当日": 0, "翌日": 1, "翌々日": 2, "前日": -1}


@dataclass(frozen=True, slots=True)
class Day:
    """A day and how exactly it is told; no day: `fault` says why."""

    day: date | None
    precision: Precision
    fault: Why | None = None


def read_day(found: re.Match[str], before: date | None) -> Day:
    """The day of a match of `DATE`; `before` is the day the text spoke of last."""
    day = _read(found, before)
    if isinstance(day, Why):
        return Day(None, Precision.DAY, day)
    weekday = found["weekday"]
    is_told = weekday and day.precision is Precision.DAY
    if is_told and day.day and day.day.weekday() != _WEEKDAYS[weekday.lower()]:
        return Day(None, Precision.DAY, Why.AMBIGUOUS)
    return day


def _read(found: re.Match[str], before: date | None) -> Day | Why:
    """The day, by the way it is written."""
    if found["era"] or found["letter"]:
        return _of_era(found)
    for year, month, day in (("year", "month", "day"), ("wy", "wm", "wd")):
        if found[year]:
            return _whole(read_small(found[year]), found[month], found[day])
    for year, month, day in (("ey", "em", "ed"), ("fy", "fm", "fd")):
        if found[year]:
            number = _MONTHS.index(found[month][:3].lower()) + 1
            return _whole(int(found[year]), str(number), found[day])
    return Why.AMBIGUOUS if before is None else _from(found, before)


def _from(found: re.Match[str], before: date) -> Day | Why:
    """The day of a date that is told from the day before it in the text."""
    if found["same"]:
        return _checked(before, _STEPS[found["same"]])
    if number := found["wdd"] or found["lone"]:
        return _of_month(found, read_small(number), before)
    month, day = found["nm"] or found["sm"], found["nd"] or found["sd"]
    return _nearest(read_small(month), read_small(day), before)


def _of_era(found: re.Match[str]) -> Day | Why:
    """The day of an era; a year that the era no longer had (平成32年) can be meant in two ways."""
    first, last = _ERAS[found["era"] or _LETTERS[found["letter"].upper()]]
    written = found["era_year"] or found["ly"]
    year = first.year + (1 if written == "元" else read_small(written)) - 1
    day = _whole(year, found["month"] or found["lm"], found["day"] or found["ld"])
    if isinstance(day, Why) or day.day is None:
        return Why.NO_DATE
    if _end(day) < first or day.day > last:
        return Why.AMBIGUOUS
    return day


def _whole(year: int, month: str | None, day: str | None) -> Day | Why:
    """A day of a year that is told; as exact as the parts that are told."""
    exactness = (
        Precision.YEAR if month is None else Precision.MONTH if day is None else Precision.DAY
    )
    parts = year, read_small(month or "1"), read_small(day or "1")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return Why.NO_DATE
    made = _made(*parts)
    return Why.NO_DATE if made is None else Day(made, exactness)


def _end(day: Day) -> date:
    """The last day that `day` may mean."""
    assert day.day is not None  # only whole days are asked
    if day.precision is Precision.YEAR:
        return day.day.replace(month=12, day=31)
    if day.precision is Precision.MONTH:
        return day.day.replace(day=monthrange(day.day.year, day.day.month)[1])
    return day.day


def _checked(before: date, step: int) -> Day | Why:
    """The day `step` days after `before`."""
    if not _FIRST_YEAR <= before.year <= _LAST_YEAR:
        return Why.NO_DATE
    return Day(before + timedelta(days=step), Precision.DAY)


def _of_month(found: re.Match[str], number: int, before: date) -> Day | Why:
    """15日, of the month last spoken of; 翌15日 has to be the next day."""
    if found["which"] == "翌":
        following = before + timedelta(days=1)
        return Day(following, Precision.DAY) if following.day == number else Why.AMBIGUOUS
    made = _made(before.year, before.month, number)
    if made is None:
        return Why.NO_DATE
    return Day(made, Precision.DAY) if made >= before else Why.AMBIGUOUS


def _nearest(month: int, day: int, before: date) -> Day | Why:
    """The day of that month that lies nearest to the day last spoken of."""
    years = range(before.year - 1, before.year + 2)
    days = [made for year in years if (made := _made(year, month, day))]
    if not days:
        return Why.NO_DATE
    return Day(min(days, key=lambda made: abs((made - before).days)), Precision.DAY)


def _made(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
