"""How many and how long, in Japanese: ``約23万回線`` becomes ``10万以上100万未満の回線``."""

import re
from collections.abc import Callable
from dataclasses import replace

from sharing.bands import Band
from sharing.wording.amounts import AREA_JA, LEAD_JA, TAIL_JA
from sharing.wording.stretch import Edit, Stretch

_LEAD = re.compile(rf"(?:{LEAD_JA}\s?)+$")
_TAIL = re.compile(rf"(?:\s?{TAIL_JA})+")
_LENGTH_TAIL = re.compile(rf"(?:\s?間(?=[^隔欠]))?(?:\s?{TAIL_JA})*")
_COUNTER = re.compile(
    r"人|名|件|台|局|社|戸|世帯|[かカヶヵ箇]所|店舗?|便|本|棟|通|回|基|心|芯|個|枚|%"
)
_MEASURE = re.compile(r"(?!IDs?$)[A-Za-zµ/]{1,7}|メートル|キロ(?:メートル)?|ミリ秒|倍")
_DIGITS = re.compile(r"[0-9]+|^の")
_LARGE = 10_000
_HOUR, _DAY, _YEAR = 60, 1_440, 525_600
_MOST_HOURS = 24
_BARE_BEFORE = tuple("のでにとかもをはがや、。・,)）」超続経遅た")
_AT_MOST = re.compile(r"以[内下]$")
_FOR = "の間"


def count_stretch_ja(stretch: Stretch) -> Stretch:
    """`stretch` with the words beside it that belong to a count: 約, 以上."""
    return stretch.widened(_LEAD, _TAIL)


def length_stretch_ja(stretch: Stretch) -> Stretch:
    """`stretch` with the words beside it that belong to a duration: 約, 間, 余り."""
    return stretch.widened(_LEAD, _LENGTH_TAIL)


def count_ja(stretch: Stretch, band: Band, unit: str) -> Edit:
    """The edit that says `band` of `unit` instead of `stretch`."""
    if AREA_JA.fullmatch(unit):
        return stretch.becomes(f"複数の{_DIGITS.sub('', unit)}")
    is_counter = bool(_COUNTER.fullmatch(unit)) or bool(_MEASURE.fullmatch(unit))
    if stretch.after.startswith("目"):
        return replace(stretch, end=stretch.end + 1).becomes(f"ある{unit}")
    if band.floor is None and stretch.after.startswith("ずつ"):
        return stretch.becomes(f"少数の{unit}" if unit and not is_counter else "少数")
    told = _between(band, _number, unit if is_counter else "")
    if is_counter or not unit:
        return stretch.becomes(told)
    return stretch.becomes(f"{told}{'' if unit.startswith('の') else 'の'}{unit}")


def length_ja(stretch: Stretch, band: Band) -> Edit:
    """The edit that says a `band` of minutes instead of `stretch`."""
    told = _between(band, _length, "")
    if band.floor is None and _AT_MOST.search(stretch.words):
        told = f"{_length(band.ceiling or 0)}以内"
    follows = stretch.after
    if follows.startswith(("後", "前")):
        return stretch.becomes(f"{told}の")
    is_bare = not follows or follows.startswith((*_BARE_BEFORE, "\n"))
    return stretch.becomes(told if is_bare else told + _FOR)


def no_count_ja(stretch: Stretch, unit: str) -> Edit:
    """The edit that says no number: ``多数の回線``."""
    noun = unit.removeprefix("の")
    return stretch.becomes("多数" if not noun or _COUNTER.fullmatch(noun) else f"多数の{noun}")


def no_length_ja(stretch: Stretch) -> Edit:
    """The edit that says no length: ``一定時間``."""
    return stretch.becomes("一定時間")


def _between(band: Band, written: Callable[[int], str], unit: str) -> str:
    parts = []
    if band.floor is not None:
        parts.append(f"{written(band.floor)}{unit}以上")
    if band.ceiling is not None:
        parts.append(f"{written(band.ceiling)}{unit}未満")
    return "".join(parts)


def _number(edge: int) -> str:
    """``10万``, ``1,000``."""
    return f"{edge // _LARGE:,}万" if edge % _LARGE == 0 else f"{edge:,}"


def _length(minutes: int) -> str:
    """``30分``, ``24時間``, ``3日``."""
    if minutes == _YEAR:
        return "1年"
    if minutes < _HOUR:
        return f"{minutes}分"
    if minutes <= _MOST_HOURS * _HOUR:
        return f"{minutes // _HOUR}時間"
    return f"{minutes // _DAY}日"
