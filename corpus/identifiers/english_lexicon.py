"""The words that English names are made of: first names, surnames, titles, streets, companies."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_LONG_ENOUGH = 7
"""A word that only ends as streets do is taken for one from so many letters on."""
_FILE = Path(__file__).parent / "english_lexicon.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Folded words by what they do in a name."""

    titles: frozenset[str]
    suffixes: frozenset[str]
    company_forms: frozenset[str]
    company_words: frozenset[str]
    streets: frozenset[str]
    english_streets: frozenset[str]
    street_endings: tuple[str, ...]
    units: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]

    def classes_of(self, word: str) -> tuple[str, ...]:
        """What `word`, folded, can be in a name."""
        named = (
            ("given", self.given),
            ("surname", self.surnames),
            ("title", self.titles),
            ("suffix", self.suffixes),
            ("form", self.company_forms),
            ("firm", self.company_words),
            ("street", self.streets),
            ("unit", self.units),
            ("month", self.months),
            ("weekday", self.weekdays),
        )
        classes = [name for name, words in named if word in words]
        if not classes and len(word) >= _LONG_ENOUGH and word.endswith(self.street_endings):
            classes.append("street")
        return tuple(classes)


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that comes with the program."""
    told = tomllib.loads(_FILE.read_text("utf-8"))
    words = {name: _words(value) for name, value in told.items()}
    endings = tuple(sorted(words.pop("street_endings")))
    return Lexicon(street_endings=endings, **words)


def _words(value: list[str] | str) -> frozenset[str]:
    return frozenset(value.split() if isinstance(value, str) else value)
