"""How many and how long, in English: ``for 61 hours`` becomes ``for 1 to 3 days``."""

import re

from sharing.bands import Band
from sharing.wording.amounts import LEAD_EN, TAIL_EN
from sharing.wording.stretch import Edit, Stretch

_LEAD = re.compile(rf"(?<![A-Za-z])(?:{LEAD_EN}\s+)+$", re.IGNORECASE)
_TAIL = re.compile(rf"(?:\s+{TAIL_EN})?", re.IGNORECASE)
_NOTHING = re.compile(r"$^")
_DETERMINER = re.compile(
    r"\b(?:the|these|those|all|its|their|other|both|our)\s+(?:remaining\s+|last\s+|first\s+)?$",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\bwithin\s+$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:an?|the)\s+$", re.IGNORECASE)
_ADJECTIVE = re.compile(r"-(?:hour|minute|day|week)s?(?:-long)?$", re.IGNORECASE)
_AREA = re.compile(
    r"\b(?:prefectures|states|wards|towns|cities|countries|provinces|regions|counties|departments)$"
)
_MEASURE = re.compile(
    r"\s?(?:[KMGTP]?(?:bps|bit/s|bits?|B|bytes|Hz|W|V)\b|k?m\b|km|metres|kilometres|miles|times)"
)
_MILLION = 1_000_000
_HOUR, _DAY, _YEAR = 60, 1_440, 525_600


def figure_stretch_en(stretch: Stretch) -> Stretch:
    """`stretch` with the words beside it that belong to a figure: about, more than."""
    return stretch.widened(_LEAD, _TAIL)


def count_en(stretch: Stretch, band: Band, unit: str) -> Edit:
    """The edit that says `band` of `unit` instead of `stretch`."""
    if unit.strip() and _DETERMINER.search(stretch.before):  # which ones, not how many
        return stretch.becomes(unit.lstrip())
    if _AREA.search(unit):
        return stretch.becomes(f"several{unit}")
    told = "several" if band.floor is None and stretch.after[:1] == "-" else _count(band)
    if _MEASURE.match(unit):
        told = told.replace("fewer", "less")
    return stretch.becomes(f"{told}{unit}")


def length_en(stretch: Stretch, band: Band) -> Edit:
    """The edit that says a `band` of minutes instead of `stretch`."""
    if _ADJECTIVE.search(stretch.words):
        return stretch.becomes(_length(band, adjective=True))
    if _DETERMINER.search(stretch.before):
        return stretch.becomes("period")
    if band.ceiling is not None and _WITHIN.search(
        stretch.whole[max(0, stretch.start - 8) : stretch.start]
    ):
        return stretch.becomes(_written(band.ceiling))
    return stretch.becomes(_length(band, adjective=False))


def no_count_en(stretch: Stretch, unit: str) -> Edit:
    """The edit that says no number: ``many lines``."""
    if unit.strip() and _DETERMINER.search(stretch.before):
        return stretch.becomes(unit.lstrip())
    return stretch.becomes(f"many{unit}")


def no_length_en(stretch: Stretch) -> Edit:
    """The edit that says no length: ``some time``."""
    return stretch.becomes("long" if _ADJECTIVE.search(stretch.words) else "some time")


def _count(band: Band) -> str:
    if band.floor is None:
        return f"fewer than {_number(band.ceiling or 0)}"
    if band.ceiling is None:
        return f"more than {_number(band.floor)}"
    return f"{_number(band.floor)} to {_number(band.ceiling)}"


def _number(edge: int) -> str:
    """``30,000``, ``10 million``."""
    return f"{edge // _MILLION} million" if edge >= _MILLION else f"{edge:,}"


def _length(band: Band, *, adjective: bool) -> str:
    if adjective:
        return "shorter" if band.floor is None else "longer"
    if band.floor is None:
        return f"less than {_written(band.ceiling or 0)}"
    if band.ceiling is None:
        return f"more than {_written(band.floor)}"
    low, high = _written(band.floor), _written(band.ceiling)
    if low.rsplit(" ", 1)[1].rstrip("s") == high.rsplit(" ", 1)[1].rstrip("s"):
        return f"{low.split(' ')[0]} to {high}"
    return f"{low} to {high}"


def _written(minutes: int) -> str:
    """``30 minutes``, ``1 hour``, ``3 days``."""
    if minutes == _YEAR:
        return "1 year"
    if minutes < _HOUR:
        return _of(minutes, "minute")
    if minutes < _DAY:
        return _of(minutes // _HOUR, "hour")
    return _of(minutes // _DAY, "day")


def _of(n: int, unit: str) -> str:
    return f"{n} {unit}" if n == 1 else f"{n} {unit}s"
