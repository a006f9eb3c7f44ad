"""Where an accident was felt, read from the words for its area (影響地域).

Only as exact as is needed to tell whether two tellings can be of one accident: prefectures in
Japan, words elsewhere. ``areas.toml`` holds the words, and adding one touches it alone.
"""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import normalize

WORDS = Path(__file__).parent / "areas.toml"

NATIONWIDE = 40
"""From so many prefectures on, an area says little about which accident it is."""

# What stands in brackets and ends so was not hit: 「東日本14都道県(東京23区を除く)」.
_EXCEPT = re.compile(r"\([^()]*除く\)")
_WORD = re.compile(r"[a-z]{4,}")


@lru_cache(maxsize=4096)
def places_of(area: str | None) -> frozenset[str]:
    """The prefectures that `area` names, or the words of it outside Japan. Empty: not told."""
    if not area:
        return frozenset()
    plain = _EXCEPT.sub("", normalize("NFKC", area))
    pattern, meanings = _vocabulary()
    found = pattern.findall(plain)
    if found:
        return frozenset().union(*(meanings[word] for word in found))
    return frozenset(_WORD.findall(plain.lower()))


@cache
def _vocabulary() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    everywhere = frozenset(words["prefectures"])
    meanings = {name: frozenset({name}) for name in everywhere}
    meanings |= {city: frozenset({name}) for city, name in words["cities"].items()}
    for region, names in words["regions"].items():
        meanings[region] = everywhere if names == ["*"] else frozenset(names)
    # Read from the left, longest first: 東京都 is 東京, and does not hold 京都.
    longest_first = sorted(meanings, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), meanings
