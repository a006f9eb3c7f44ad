"""Places by their English names, and the country each lies in.

A place in Japan has the key that Japanese text gives it, so that both name the same thing.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.identifiers.english_tokens import tokens_of
from corpus.identifiers.places import load_places

_FILE = Path(__file__).parent / "foreign_places.toml"
_JAPAN = "japan"
_NO_COUNTRY = "no one country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """The key of each of the `places` by its words, the country by the name of its `people`.

    `common` are names that in small letters are words of another sense, or may be.
    """

    places: dict[tuple[str, ...], str]
    people: dict[str, str]
    countries: dict[str, str]
    common: frozenset[str]
    longest: int

    def place_at(self, words: Sequence[str], at: int) -> tuple[int, str] | None:
        """The longest place whose words stand at `at`: how many they are, and its key."""
        for length in range(min(self.longest, len(words) - at), 0, -1):
            key = self.places.get(tuple(words[at : at + length]))
            if key is not None:
                return length, key
        return None


@cache
def load_gazetteer() -> Gazetteer:
    """The places that come with the program."""
    places: dict[tuple[str, ...], str] = {}
    people: dict[str, str] = {}
    countries: dict[str, str] = {}
    told_of = tomllib.loads(_FILE.read_text("utf-8"))
    common = frozenset(told_of.pop("common"))
    for country, told in told_of.items():
        if country != _NO_COUNTRY:
            for name in (country, *told.get("names", ())):
                places.setdefault(_words(name), country)
            countries[country] = country
        for name in told.get("places", ()):
            key = name.lower()
            places.setdefault(_words(name), key)
            if country != _NO_COUNTRY:
                countries.setdefault(key, country)
        for name in told.get("people", "").split():
            people.setdefault(name.replace("-", " ").lower(), country)
    for name, key in load_places().japanese.items():
        places.setdefault(_words(name), key)
        countries.setdefault(key, _JAPAN)
    return Gazetteer(
        places=places,
        people=people,
        countries=countries,
        common=common,
        longest=max(map(len, places)),
    )


def country_of(key: str) -> str | None:
    """The country, in English and small letters, that the place of `key` lies in or is.

    Of an address it is the country of the last place that it names.
    """
    gazetteer = load_gazetteer()
    if key in gazetteer.countries:
        return gazetteer.countries[key]
    words = [token.low for token in tokens_of(key)]
    for at in range(len(words) - 1, -1, -1):
        found = gazetteer.place_at(words, at)
        if found and found[1] in gazetteer.countries:
            return gazetteer.countries[found[1]]
    return None


def common_word(word: str) -> bool:
    """Whether a name of one word, as written, is taken for a common word."""
    if word.lower() == "us":
        return word != "US"
    return word in load_gazetteer().common


def _words(name: str) -> tuple[str, ...]:
    return tuple(token.low for token in tokens_of(name))
