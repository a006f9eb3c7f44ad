"""Places of Japan, and those abroad by their Japanese names: where they stand and lie."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.identifiers.japanese_words import JapaneseWord
from corpus.shape import squeezed

PLACES = Path(__file__).parent / "places.toml"

JAPAN = "日本"

_SUFFIX = re.compile(
    "[都道府県市区町村郡島川山湖港駅湾岬峠]|空港|地方|地区|地域|半島|海峡|諸島|列島|支庁|全域|沿岸"
    "|[県市都府道町村管]内|エリア"
)
_COMPASS = re.compile("[東西南北中新上下]|[東西南北中]部")
_ENDS = re.compile("(?:都|道|府|県|市|郡|内|地方|地域|地区|全域|エリア|一帯|駅|空港|港|島|沖)$")
_SMALLER = re.compile("[区町村]")
"""What makes of a name another: 福島区 is not in 福島, 大津町 not in 大津."""
_AMBIGUOUS = frozenset({"中国"})
"""A region of Japan and a country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Where a place lies: each None where it is not known, or is more than one."""

    prefecture: str | None = None
    region: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesOfJapan:
    """Where each name lies, and the Japanese name of each English one; `listed` finds names."""

    areas: Mapping[str, Area]
    japanese: Mapping[str, str]
    listed: re.Pattern[str]
    latin: re.Pattern[str]

    def in_english(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The English names in `text` (Osaka, Hokkaido), and the Japanese name of each."""
        for found in self.latin.finditer(text):
            yield found.start(), found.end(), self.japanese[found["name"]]


@cache
def load_places() -> PlacesOfJapan:
    """The places that come with the program."""
    told = tomllib.loads(PLACES.read_text(encoding="utf-8"))
    areas: dict[str, Area] = {}
    japanese: dict[str, str] = {}
    for prefecture, row in told["prefectures"].items():
        area = Area(prefecture=prefecture, region=row["region"], country=JAPAN)
        areas[prefecture] = area
        japanese[row["english"]] = prefecture
        for each in row["places"].split():
            name, _, english = each.partition("=")
            areas[name] = area
            if english:
                japanese.setdefault(english, name)
    for name, row in told["regions"].items():
        areas[name] = Area(region=row["region"] or None, country=JAPAN)
        if "english" in row:
            japanese.setdefault(row["english"], name)
    for each in told["countries"]["names"].split():
        name, _, country = each.partition("=")
        areas.setdefault(name, Area(country=country or name))
    return PlacesOfJapan(
        areas=areas,
        japanese=japanese,
        listed=_any_of(areas),
        latin=re.compile(
            rf"(?<![A-Za-z])(?P<name>{_any_of(japanese).pattern})"
            r"(?:[ -](?:Prefecture|City|Ward|Island|Region|area|region|prefecture|city|ken|shi))?"
            r"(?![A-Za-z])"
        ),
    )


def _any_of(names: Mapping[str, object]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


def area_of(key: str) -> Area | None:
    """Where the place named by `key`, or by words as written, lies; None: not known here.

    Of an address it is where the first place lies that it names: 石川県金沢市 is in 石川.
    """
    places = load_places()
    name = squeezed(key)
    found = places.latin.search(key)
    if found and found.start() == 0:
        return places.areas[places.japanese[found["name"]]]
    for stem in (name, _ENDS.sub("", name)):
        if stem in places.areas and stem not in _AMBIGUOUS:
            return places.areas[stem]
    inside = places.listed.match(name)
    if inside is None or inside[0] in _AMBIGUOUS or _SMALLER.match(name, inside.end()):
        return None
    return places.areas[inside[0]]


def places_in(
    words: Sequence[JapaneseWord], taken: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The places that `words` name: first word, and behind the last. None lies in what is `taken`.

    What stands together is one: 石川県金沢市広坂.
    """
    nobody = [True] * len(words)
    for first, last in taken:
        nobody[first:last] = [False] * (last - first)
    at = 0
    while at < len(words):
        if not (nobody[at] and _names_a_place(words, at)):
            at += 1
            continue
        first = at - 1 if at and nobody[at - 1] and _is_compass(words[at - 1]) else at
        at += 1
        while at < len(words) and nobody[at] and _goes_on(words[at]):
            at += 1
        yield first, at


def _names_a_place(words: Sequence[JapaneseWord], at: int) -> bool:
    """Whether a place begins at the word `at`: one known, or one that a suffix tells."""
    word = words[at]
    behind = words[at + 1].surface if at + 1 < len(words) else ""
    if word.surface.isascii():
        return False
    if not word.is_place:
        return word.surface in load_places().areas and word.is_nominal and len(word.surface) > 1
    return len(word.surface) > 1 or _SUFFIX.fullmatch(behind) is not None


def _goes_on(word: JapaneseWord) -> bool:
    return word.is_place or _SUFFIX.fullmatch(word.surface) is not None


def _is_compass(word: JapaneseWord) -> bool:
    return word.part[0] == "接頭辞" and _COMPASS.fullmatch(word.surface) is not None
