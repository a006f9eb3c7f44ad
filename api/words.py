"""What the program says to people, in one file for each language (``api/words/``).

Every message has a key, and stands in every language; a value in braces is filled in.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"
LANGUAGES = ("ja", "en")
BETWEEN = " / "
"""Stands between the Japanese and the English of one message."""


@cache
def load_words(language: str) -> Mapping[str, str]:
    """The messages of `language`, by ``table.key``."""
    tables = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    return {
        f"{table}.{key}": text for table, texts in tables.items() for key, text in texts.items()
    }


@dataclass(frozen=True, slots=True)
class Words:
    """The messages in the languages a person asked for, first one first."""

    languages: tuple[str, ...]

    @classmethod
    def of(cls, setting: str) -> "Words":
        """Words for ``ja``, ``en`` or ``both``."""
        return cls(LANGUAGES if setting == "both" else (setting,))

    def say(self, key: str, /, **values: object) -> str:
        """The message called `key`, Japanese before English where both are asked for.

        A value that differs with the language is a mapping: what `told` gives.
        """
        return self.join(self.told(key, **values))

    def told(self, key: str, /, **values: object) -> dict[str, str]:
        """The message called `key` in each language."""
        return {
            language: load_words(language)[key].format(**_in(language, values))
            for language in self.languages
        }

    def join(self, told: Mapping[str, str]) -> str:
        """What is `told` in each language, in those that were asked for, and no line twice."""
        return BETWEEN.join(dict.fromkeys(told[language] for language in self.languages))

    def knows(self, key: str) -> bool:
        """Whether there is such a message."""
        return key in load_words(self.languages[0])


def _in(language: str, values: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value[language] if isinstance(value, Mapping) else value
        for name, value in values.items()
    }
