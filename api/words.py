"""What the program says to people, in one file for each language (``api/words/``).

Every message has a key, and stands in every language; a value in braces is filled in.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"
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
        return cls(("ja", "en") if setting == "both" else (setting,))

    def say(self, key: str, **values: object) -> str:
        """The message called `key`, Japanese before English where both are asked for."""
        return self.join(
            {language: load_words(language)[key].format(**values) for language in self.languages}
        )

    def join(self, told: Mapping[str, str]) -> str:
        """What is `told` in each language, in those that were asked for."""
        return BETWEEN.join(told[language] for language in self.languages)

    def knows(self, key: str) -> bool:
        """Whether there is such a message."""
        return key in load_words(self.languages[0])
