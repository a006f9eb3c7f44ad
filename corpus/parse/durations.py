"""How long, in minutes, as reports write it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from corpus.parse.numerals import NUMBER, read_number
from corpus.parse.words import is_pending
from corpus.reading import Quantity, Why
from corpus.shape import LONGEST, flat

_ABOUT = r"(?:約|およそ|おおよそ|概ね|おおむね|about|approx(?:imately|\.)?|around)"
_AFTER = r"(?:以上|以下|以内|未満|超|強|弱|余り?|程度|ほど|前後|or\s?more)"
_LONG = (
    rf"(?:(?P<days>{NUMBER})\s?(?:日間?|days?(?![a-z])|d(?![a-z]))\s?(?:と|and|,)?\s?)?"
    rf"(?:(?P<hours>{NUMBER})\s?(?:時間|hours?(?![a-z])|hrs?(?![a-z])|h(?![a-z]))(?P<half>半)?\s?(?:と|and|,)?\s?)?"
    rf"(?:(?P<minutes>{NUMBER})\s?(?:分間?(?!の)|minutes?(?![a-z])|mins?(?![a-z])|m(?![a-z]))\s?(?:と|and|,)?\s?)?"
    rf"(?:(?P<seconds>{NUMBER})\s?(?:秒間?|seconds?(?![a-z])|secs?(?![a-z])|s(?![a-z])))?"
)
_CLOCK = (
    r"(?:(?P<whole>[0-9]{1,3})\s?(?:日|days?),?\s?)?"
    r"(?P<h>[0-9]{1,4}):(?P<m>[0-5][0-9])(?::(?P<s>[0-5][0-9]))?(?![0-9:])"
)
_DURATION = re.compile(
    rf"(?P<moment>[0-9]{{1,2}}月[0-9]{{1,2}}日|[0-9]{{1,2}}時(?!間)\s?(?:[0-9]{{1,2}}分)?|[0-9]{{4}}[年/\-][0-9])"
    rf"|(?P<about>{_ABOUT}\s?)?(?:最大で?|最長で?|延べ)?\s?(?P<about2>{_ABOUT}\s?)?"
    rf"(?<![0-9:])(?:{_CLOCK}|(?=[0-9一二三四五六七八九十百千]){_LONG})(?P<after>{_AFTER})?",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?P<about>{_ABOUT}\s?)?(?P<number>{NUMBER})\s?(?P<after>{_AFTER})?")
_TOTAL = re.compile(r"(?:合計|総計|通算|計|total|sum)[^0-9一-龠]{0,6}$", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:及び|および|並びに|と|\+|and|、)\s*", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:~|-|から|to)\s*", re.IGNORECASE)
_PARTS = ("days", "hours", "half", "minutes", "seconds", "h")
_AT_LEAST = ("以上", "強", "余", "余り", "超", "ormore")
_AT_MOST = ("以下", "以内", "弱", "未満")
_MINUTES = {"days": 1440, "hours": 60, "minutes": 1}
_LONGEST_OUTAGE = 10 * 366 * 1440


def read_minutes(text: str, bare: int | None = None) -> Quantity | Why:
    """How many minutes `text` tells; `bare`: what a lone number counts (60 under 継続時間(時間)).

    Seconds are left off and make the figure approximate. Parts joined by 及び are summed; where
    several stand side by side, the one called the total is read.
    """
    return _read(text, bare) if len(text) <= LONGEST else Why.NO_DURATION


@lru_cache(maxsize=8192)
def _read(text: str, bare: int | None) -> Quantity | Why:
    """What `read_minutes` gives, for a text short enough to be a field."""
    told = flat(text).strip()
    found = [m for m in _DURATION.finditer(told) if any(m[part] for part in _PARTS)]
    if found and any(m["moment"] for m in _DURATION.finditer(told)):
        found = [
            m for m in found if _TOTAL.search(told, max(0, m.start() - 12), m.start())
        ] or found
    if not found:
        return _read_bare(told, text, bare)
    quantities = [_quantity(m, text) for m in found]
    totals = [
        q
        for m, q in zip(found, quantities, strict=True)
        if _TOTAL.search(
            told, max(0, m.start() - 12), m.start("about") if m["about"] else m.start()
        )
    ]
    quantity = _one_of(told, found, quantities, totals)
    if isinstance(quantity, Quantity) and (quantity.value or 0) > _LONGEST_OUTAGE:
        return Why.NO_DURATION
    return quantity


def find_durations(told: str) -> Iterator[tuple[int, int]]:
    """Where durations in words (17時間38分) stand in `told` (as `corpus.shape.flat` gives it)."""
    for duration in _DURATION.finditer(told):
        if any(duration[part] for part in _PARTS if part != "h"):
            yield duration.span()


def _one_of(
    told: str, found: list[re.Match[str]], quantities: list[Quantity], totals: list[Quantity]
) -> Quantity | Why:
    """The one duration that is meant: the only one, the total, or the sum of joined parts."""
    if len(quantities) == 1:
        return quantities[0]
    if len(totals) == 1:
        parts = [q.value or 0 for q in quantities if q is not totals[0]]
        exact = not any(q.approximate for q in quantities) and len(parts) > 1
        return Why.AMBIGUOUS if exact and sum(parts) != totals[0].value else totals[0]
    between = [told[a.end() : b.start()] for a, b in pairwise(found)]
    if len(totals) > 1 or not all(_JOINED.fullmatch(gap) for gap in between):
        clocks = all(m["h"] for m in found) and all(_RANGE.fullmatch(gap) for gap in between)
        return Why.NO_DURATION if clocks else Why.AMBIGUOUS
    if any(q.value is None for q in quantities):
        return Why.AMBIGUOUS
    minutes = sum(q.value or 0 for q in quantities)
    rough = any(q.approximate for q in quantities)
    return Quantity(value=minutes, low=None, high=None, approximate=rough, text=quantities[0].text)


def _read_bare(told: str, text: str, bare: int | None) -> Quantity | Why:
    """A lone number in the unit that its label names, or why there is none."""
    alone = _BARE.fullmatch(told) if bare else None
    if bare is None or alone is None:
        return Why.PENDING if is_pending(told) else Why.NO_DURATION
    minutes = int(read_number(alone["number"]) * bare)
    if minutes > _LONGEST_OUTAGE:
        return Why.NO_DURATION
    return _bounded(minutes, alone["after"], bool(alone["about"]), text)


def _quantity(found: re.Match[str], text: str) -> Quantity:
    """The minutes of one duration."""
    rough = bool(found["about"] or found["about2"])
    if found["h"]:
        minutes = int(found["whole"] or 0) * 1440 + int(found["h"]) * 60 + int(found["m"])
        rough |= found["s"] not in {None, "00"}
    else:
        told = sum(read_number(found[part]) * n for part, n in _MINUTES.items() if found[part])
        minutes = int(told) + (30 if found["half"] else 0)
        rough |= bool(found["seconds"]) or told != int(told)
    return _bounded(minutes, found["after"], rough, text)


def _bounded(minutes: int, after: str | None, rough: bool, text: str) -> Quantity:
    """`minutes` as a figure, or as the bound that the word behind it makes of it."""
    word = "".join((after or "").lower().split())
    rough = rough or word in {"程度", "ほど", "前後", "強", "弱", "余", "余り"}
    low = minutes + (word == "超") if word in _AT_LEAST else None
    high = minutes - (word == "未満") if word in _AT_MOST else None
    value = None if word in _AT_LEAST + _AT_MOST else minutes
    return Quantity(value=value, low=low, high=high, approximate=rough, text=text)
