"""Figures (数値): dates, times, durations and counts, with their places.

`corpus.parse` reads what reports write in their fields; running text has more (the 20th, 夏, 29
states, nine hours), for which a stretch is enough: the words are in ``figures.toml``.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from corpus.identifiers.identifier import IdentifierKind, Sighting
from corpus.identifiers.parts import filled
from corpus.identifiers.spelling import Spelled
from corpus.parse.clock import TIME
from corpus.parse.counts import find_counts
from corpus.parse.days import DATE
from corpus.parse.durations import find_durations
from corpus.parse.numerals import NUMBER

WORDS = Path(__file__).parent / "figures.toml"

_SHAPES = str.maketrans("―─━−", "----")
_FOR_A_WHILE = "一時"
_NO_DURATION = re.compile(r"\D*[0-9.,]+\s?[mds]|十分")  # 2m: metres, 十分: enough
_NO_ONE = re.compile("(?<=[唯統同逐画均単])一")  # 唯一の海底ケーブル: no number
_TOO_LONG = re.compile(r"[0-9.,〇零一二三四五六七八九十百千万億兆数約]{25,}")
"""No figure is so long; left in, each of its places would be tried for each length."""
_Figure = tuple[IdentifierKind, int, int]


def see_moments(text: Spelled) -> Iterator[Sighting]:
    """The dates and times in `text`; they may overlap."""
    return _sightings(text, _moments)


def see_durations(text: Spelled) -> Iterator[Sighting]:
    """The durations in `text`; they may overlap."""
    return _sightings(text, _durations)


def see_counts(text: Spelled) -> Iterator[Sighting]:
    """The counts in `text`, and other amounts; they may overlap."""
    return _sightings(text, _counts)


def see_loose(text: Spelled) -> Iterator[Sighting]:
    """Figures that only a wide net finds: any number with a counter, any of two digits."""
    return _sightings(text, _loose)


def _sightings(text: Spelled, read: Callable[[str], Iterable[_Figure]]) -> Iterator[Sighting]:
    told = _TOO_LONG.sub(_blanked, text.text.translate(_SHAPES))
    told = _NO_ONE.sub(_blanked, told)
    for kind, first, last in read(told):
        start, end = _trimmed(told, first, last)
        if start < end:
            key = "".join(text.low[start:end].split())
            yield Sighting(kind=kind, start=start, end=end, key=key)


def _moments(told: str) -> Iterator[_Figure]:
    for found in _patterns()["moment"][0].finditer(told):
        if found["date"]:
            yield IdentifierKind.DATE, *found.span()
        elif found.group() != _FOR_A_WHILE:  # 一時, not one o'clock
            yield IdentifierKind.TIME, *found.span()
    yield from _listed(told, "date", IdentifierKind.DATE)
    yield from _listed(told, "time", IdentifierKind.TIME)


def _durations(told: str) -> Iterator[_Figure]:
    listed = ((start, end) for _, start, end in _listed(told, "duration", IdentifierKind.DURATION))
    for start, end in chain(listed, find_durations(told)):
        if not _NO_DURATION.fullmatch(told[start:end].strip()):
            yield IdentifierKind.DURATION, start, end


def _counts(told: str) -> Iterator[_Figure]:
    yield from ((IdentifierKind.COUNT, *span) for span in find_counts(told))
    yield from _listed(told, "count", IdentifierKind.COUNT)


def _loose(told: str) -> Iterator[_Figure]:
    return _listed(told, "loose", IdentifierKind.COUNT)


def _listed(told: str, name: str, kind: IdentifierKind) -> Iterator[_Figure]:
    """What the patterns of ``figures.toml`` called `name` find."""
    for pattern in _patterns()[name]:
        for found in pattern.finditer(told):
            yield kind, *found.span()


def _blanked(run: re.Match[str]) -> str:
    """As much of nothing as the run is long."""
    return "\0" * len(run.group())


def _trimmed(told: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without blanks and commas at its ends."""
    words = told[start:end]
    return end - len(words.lstrip(" ,\n\t")), start + len(words.rstrip(" ,\n\t"))


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    """The patterns, by what they find."""
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    lists = {name: f"(?:{'|'.join(each)})" for name, each in words["lists"].items()}
    parts = {**lists, "number": NUMBER}
    written = {
        name: tuple(re.compile(filled(pattern, parts)) for pattern in patterns)
        for name, patterns in words["patterns"].items()
    }
    moment = filled(rf"(?:{DATE}|{TIME})(?:\s?[(（]?{{zone}}[)）]?)?", parts)
    return {**written, "moment": (re.compile(moment, re.IGNORECASE),)}
