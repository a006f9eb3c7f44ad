"""How many and how long, read from the words of a report: the span that a figure leaves open."""

import re
from dataclasses import dataclass
from math import ceil

from corpus.parse.counts import read_count
from corpus.parse.durations import read_minutes
from corpus.parse.numerals import read_number
from corpus.reading import Quantity, Why
from corpus.shape import flat
from sharing.bands import Span
from sharing.wording.spelled import in_figures

LEAD_JA = (
    r"(?:最大で?|最長で?|最多|ピーク時|延べ|のべ|合計で?|総計|計|少なくとも|最低でも?|約|"
    r"およそ|おおよそ|概ね|おおむね|推定で?|ほぼ|わずか|各)"
)
TAIL_JA = r"(?:以上|以下|以内|未満|超|を超える|を超え|強|弱|余り|余|程度|ほど|前後|あまり)"
LEAD_EN = (
    r"(?:up\s+to|at\s+most|at\s+least|at\s+the\s+peak|more\s+than|less\s+than|fewer\s+than|over|"
    r"nearly|almost|about|around|approximately|approx\.?|roughly|some|only|just|well|"
    r"an?\s+estimated|estimated|an?\s+total\s+of|as\s+many\s+as|no\s+fewer\s+than)"
)
TAIL_EN = r"(?:or\s+(?:more|less|so)|plus)"
_KANJI = "〇零一二三四五六七八九十百千"
_CORE = rf"(?:[0-9][0-9,.\s]*|[{_KANJI}数])[0-9,.{_KANJI}万億数]*"
_COUNT_JA = re.compile(
    rf"(?P<lead>(?:{LEAD_JA}\s?)*)"
    rf"(?P<core>{_CORE}(?:\s?[人名件回線]*\s?[~\-]\s?約?{_CORE})?)"
    rf"(?P<unit>.*?)(?P<tail>(?:\s?{TAIL_JA})*)",
    re.DOTALL,
)
_COUNT_EN = re.compile(
    rf"(?P<lead>(?:{LEAD_EN}\s+)*)"
    r"(?P<core>[0-9][0-9,]*(?:\.[0-9]+)?(?:\s*(?:million|billion|thousand|[mk](?![a-z])))?"
    r"(?:\s*(?:[~\-]|to|and|or)\s*[0-9][0-9,]*(?:\.[0-9]+)?(?:\s*(?:million|billion|thousand))?)?)"
    rf"(?P<unit>.*?)(?P<tail>(?:\s+{TAIL_EN})*)",
    re.DOTALL | re.IGNORECASE,
)
LONGEST = 200
"""Characters of the longest words that are read as a figure."""
_DIGIT = re.compile(r"[0-9]")
AREA_JA = re.compile(r"(?:都|道|府|県|州|市|区|町|村|か国|カ国|ヶ国|の国|地域|自治体|[0-9])+")
"""Units that count areas, and what stands for several of them: 2府4県."""
_FROM = re.compile(r"から(?=約?[0-9])")
_CODE = re.compile(r"0[0-9]")
_TO = re.compile(r"\s*(?:to|and|or)\s*(?=[0-9])")
_ADJECTIVE = re.compile(r"(?<=[0-9])[-\s]+(?=(?:hour|minute|day)s?\b)", re.IGNORECASE)
_BELOW = re.compile(r"within|less than|under", re.IGNORECASE)
_ABOVE = re.compile(r"more than|over|at least|well over", re.IGNORECASE)
_MINUTES_OF = {
    "週": 10_080,
    "week": 10_080,
    "月": 43_200,
    "month": 43_200,
    "年": 525_600,
    "year": 525_600,
}
_LONG = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十数半]+|several|a few)"
    r"[\s-]*[かカヶヵケ箇]?"
    r"(?P<unit>週|月|年|weeks?|months?|years?)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?P<lead>several|a few|dozens of|tens of|hundreds of|many|some)?\s*"
    r"(?P<scale>dozens?|hundreds?|thousands?|millions?)?(?P<of>\s+of)?\b(?P<unit>.*)",
    re.DOTALL | re.IGNORECASE,
)
_FEW = {
    "several": (2, 9),
    "a few": (2, 9),
    "dozens of": (24, 99),
    "tens of": (10, 99),
    "hundreds of": (100, 999),
}
_SCALE = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}
_SHORT_UNITS = {"分": 1, "minute": 1, "時間": 60, "hour": 60, "日": 1_440, "day": 1_440}
_FEW_LONG = re.compile(
    r"(?:数|several |a few )(?P<unit>分|時間|日|minute|hour|day)", re.IGNORECASE
)
_DURATION_RANGE = re.compile(
    r"(?P<low>[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>[^\d~\-]*?)\s*(?:[~\-]|to|or|から)\s*"
    r"(?P<high>[0-9]+(?:\.[0-9]+)?\s*(?P<last>[^\d]+))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A count as it is written: what it may be, and what it counts."""

    span: Span
    unit: str


def read_figure_ja(words: str) -> Figure | None:
    """The count that Japanese `words` tell; None where that cannot be read."""
    parts = _COUNT_JA.fullmatch(_FROM.sub("~", flat(words).strip()))
    if parts is None or _CODE.match(parts["core"]):
        return None
    unit = parts["unit"].strip()
    if _DIGIT.search(unit) and not AREA_JA.fullmatch(unit):
        return None
    core = re.sub(r"[人名件回線]", "", parts["core"]).strip()
    read = read_count(f"{parts['lead']}{core}人{parts['tail']}")
    return None if isinstance(read, Why) else Figure(_span(read), unit)


def read_figure_en(words: str) -> Figure | None:
    """The count that English `words` tell; None where that cannot be read."""
    told = in_figures(flat(words)).strip()
    parts = _COUNT_EN.fullmatch(told)
    if parts is None:
        return _read_vague(told)
    if _CODE.match(parts["core"]) or _DIGIT.search(parts["unit"]):
        return None
    core = _TO.sub("-", parts["core"])
    floor = "at least " if _ABOVE.search(parts["lead"]) else ""
    read = read_count(f"{floor}{core} users{parts['tail']}")
    return None if isinstance(read, Why) else Figure(_span(read), parts["unit"])


def read_length(words: str) -> Span | None:
    """How many minutes `words` of either language leave open; None where that cannot be read."""
    told = _ADJECTIVE.sub(" ", in_figures(flat(words)).strip())
    if (vague := _read_long(told) or _read_few(told)) is not None:
        return vague
    if (ends := _DURATION_RANGE.search(told)) is not None:
        low = _minutes(f"{ends['low']}{ends['unit'].strip() or ends['last']}")
        high = _minutes(ends["high"])
        return None if low is None or high is None else Span(low=low.low, high=high.high)
    span = _minutes(re.sub(rf"^(?:{LEAD_EN}\s+|within\s+|for\s+)+", "", told, flags=re.IGNORECASE))
    if span is not None and _ABOVE.search(told):
        return Span(low=span.low, high=None)
    if span is not None and _BELOW.search(told):
        return Span(low=None, high=span.high)
    return span


def _read_vague(told: str) -> Figure | None:
    """``tens of thousands of users``: from the least that may be meant to the most."""
    parts = _VAGUE.fullmatch(told)
    lead = (parts["lead"] or "").lower() if parts else ""
    scale = (parts["scale"] or "").lower().removesuffix("s") if parts else ""
    if parts is None or not (scale or lead in _FEW):
        return None
    times = _SCALE.get(scale, 1)
    low, high = _FEW.get(lead, (1, 9))
    return Figure(Span(low=low * times, high=(high + 1) * times - 1), parts["unit"])


def _read_long(told: str) -> Span | None:
    """Weeks, months and years; a month of 30 days."""
    parts = _LONG.search(told)
    if parts is None:
        return None
    unit = _MINUTES_OF[parts["unit"].lower().removesuffix("s")]
    few = _FEW.get(parts["number"].lower(), (2, 9) if "数" in parts["number"] else None)
    if few is not None:
        return Span(low=few[0] * unit, high=few[1] * unit)
    if parts["number"] == "半":
        return Span(low=unit // 2, high=unit // 2)
    minutes = int(read_number(parts["number"]) * unit)
    return Span(low=minutes, high=minutes)


def _read_few(told: str) -> Span | None:
    """``several hours``, ``数日``."""
    parts = _FEW_LONG.search(told)
    if parts is None:
        return None
    unit = _SHORT_UNITS[parts["unit"].lower()]
    return Span(low=2 * unit, high=9 * unit)


def _minutes(told: str) -> Span | None:
    read = read_minutes(told)
    return None if isinstance(read, Why) else _span(read)


def _span(read: Quantity) -> Span:
    """The span of one quantity."""
    if read.value is not None:
        return Span(low=int(read.value), high=ceil(read.value))
    return Span(low=read.low, high=read.high)
