"""The stretches of an outage: ``1時35分~15時42分、16時10分から翌日2時まで``."""

import re
from datetime import date
from functools import lru_cache
from itertools import pairwise

from corpus.parse.moments import Place, find_moments
from corpus.reading import Interval, Moment, Precision, Quantity, Why
from corpus.shape import LONGEST, flat

_UNTIL = re.compile(
    r"\s*(?:頃|ごろ)?\s*(?:\(?(?:JST|日本時間)\)?)?\s*(?:から|より|~|-|→|until|till|to)\s*",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\s*(?:から|より|~|-|→|since)\s*(?:現在|継続中|復旧中|未復旧|対応中|now|ongoing)?",
    re.IGNORECASE,
)
_SINCE = re.compile(r"(?:since|from)\s$", re.IGNORECASE)
_CLOCK = {Precision.MINUTE, Precision.HOUR}


def read_intervals(text: str, near: date | None = None) -> tuple[Interval, ...] | Why:
    """The stretches that `text` tells, none overlapping another; empty where it tells none.

    `Why.AMBIGUOUS`: a stretch would end before it starts, or a moment in it cannot be read.
    """
    return _read(text, near) if len(text) <= LONGEST else Why.NO_DATE


@lru_cache(maxsize=8192)
def _read(text: str, near: date | None) -> tuple[Interval, ...] | Why:
    """What `read_intervals` gives, for a text short enough to be a field."""
    told = flat(text)
    places = list(find_moments(told, near))
    found: list[Interval] = []
    n = 0
    while n < len(places):
        end = _end_of(told, places, n)
        is_open = end is None and _is_open(told, places, n)
        if end is None and not is_open:
            n += 1
            continue
        start, last = places[n].read, end.read if end else None
        if isinstance(start, Why) or isinstance(last, Why):
            return Why.AMBIGUOUS
        found.append(Interval(start=start, end=last))
        n += 2 if end else 1
    return tuple(found) if _is_in_order(found) else Why.AMBIGUOUS


def minutes_of(intervals: tuple[Interval, ...], text: str) -> Quantity | None:
    """The sum of the stretches; None where one is open or is told by its day only."""
    total, rough = 0.0, False
    for interval in intervals:
        if (
            interval.end is None
            or not {interval.start.precision, interval.end.precision} <= _CLOCK
        ):
            return None
        total += (interval.end.at - interval.start.at).total_seconds() / 60
        rough |= Precision.HOUR in {interval.start.precision, interval.end.precision}
        rough |= "頃" in interval.start.text + interval.end.text
    if not intervals:
        return None
    return Quantity(value=int(total), low=None, high=None, approximate=rough, text=text)


def _end_of(told: str, places: list[Place], n: int) -> Place | None:
    """The moment that ends the stretch which the nth starts, if the two are joined."""
    if n + 1 == len(places):
        return None
    after = places[n + 1]
    return after if _UNTIL.fullmatch(told, places[n].end, after.start) else None


def _is_open(told: str, places: list[Place], n: int) -> bool:
    """Whether the nth moment starts a stretch that is not over."""
    stop = places[n + 1].start if n + 1 < len(places) else len(told)
    follows = _OPEN.match(told, places[n].end, stop)
    if follows and not told[follows.end() : stop].strip(" \n)。、"):
        return True
    return bool(_SINCE.search(told, max(0, places[n].start - 8), places[n].start))


def _is_in_order(found: list[Interval]) -> bool:
    """Whether each stretch ends after it starts and no two overlap."""
    starts = sorted(found, key=lambda interval: interval.start.at)
    if any(i.end and _is_before(i.end, i.start) for i in found):
        return False
    pairs = pairwise(starts)
    return all(a.end is not None and not _is_before(b.start, a.end) for a, b in pairs)


def _is_before(a: Moment, b: Moment) -> bool:
    """Whether `a` is told to lie before `b`."""
    return a.at < b.at
