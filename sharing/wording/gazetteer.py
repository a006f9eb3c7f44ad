"""What is told of where a place is: the prefecture, region or country it lies in."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.account import Language
from corpus.identifiers.foreign_places import country_of
from corpus.identifiers.places import JAPAN, Area, area_of, load_places
from corpus.shape import squeezed
from sharing.grain import Treatment

WORDS = Path(__file__).parent / "japan.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesTold:
    """The words that places are told by, in both languages."""

    prefectures: Mapping[str, str]
    english: Mapping[str, str]
    regions: Mapping[Language, Mapping[str, str]]
    country: Mapping[Language, str]
    names: frozenset[str]
    with_article: frozenset[str]

    def within(self, place: str, treatment: Treatment, language: Language) -> str | None:
        """The prefecture, region or country that `place` lies in; None where it is not known.

        Of a place abroad no more than the country is told.
        """
        if squeezed(place).lower() in self.names:
            return self.country[language]
        area = area_of(place)
        if area is not None and area.country == JAPAN:
            if treatment is not Treatment.COUNTRY and _is_wide(place, area, treatment):
                return place
            return self._in_japan(area, treatment, language)
        if language is Language.JA:
            return area.country if area else None
        country = country_of(place.strip().lower())
        return self._in_english(country) if country else None

    def _in_japan(self, area: Area, treatment: Treatment, language: Language) -> str:
        """As much of `area` as `treatment` allows; where less is known, that."""
        if treatment is Treatment.PREFECTURE and area.prefecture:
            if language is Language.JA:
                return self.prefectures.get(area.prefecture, f"{area.prefecture}県")
            return self.english[area.prefecture]
        if treatment is not Treatment.COUNTRY and area.region:
            return self.regions[language][area.region]
        return self.country[language]

    def _in_english(self, country: str) -> str:
        """``the United States`` for ``united states``."""
        name = " ".join(
            word if word in {"and", "of", "the"} else word.capitalize() for word in country.split()
        )
        return f"the {name}" if name in self.with_article else name


def _is_wide(place: str, area: Area, treatment: Treatment) -> bool:
    """Whether `place` is no more than the name of an area wider than `treatment` tells: 東日本."""
    places = load_places()
    named = squeezed(place) in places.areas or place in places.japanese
    return (
        named
        and area.prefecture is None
        and (treatment is Treatment.PREFECTURE or area.region is None)
    )


@cache
def load_places_told() -> PlacesTold:
    """The words that come with the program."""
    tables = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    country = tables["country"]
    return PlacesTold(
        prefectures=tables["prefectures"],
        english={name: english for english, name in reversed([*load_places().japanese.items()])},
        regions={language: tables["regions"][language] for language in Language},
        country={language: country[language] for language in Language},
        names=frozenset(country["names"]),
        with_article=frozenset(tables["abroad"]["article"]),
    )
