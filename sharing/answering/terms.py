"""By which numbers answers are counted and reminded, and in which words (``answering.toml``)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.regime import Wording

TERMS = Path(__file__).parent / "answering.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms; `reminder_days` counts from the due day, in order."""

    few: int
    reminder_days: tuple[int, ...]
    words: Mapping[str, Wording]

    def say(self, key: str, **values: object) -> Wording:
        """The words called `key`, filled in; a value in both languages is a `Wording`."""
        told = self.words[key]
        return Wording(
            ja=told.ja.format(**{name: _in("ja", each) for name, each in values.items()}),
            en=told.en.format(**{name: _in("en", each) for name, each in values.items()}),
        )


@cache
def load_terms(path: Path = TERMS) -> Terms:
    """The terms in `path`."""
    told = tomllib.loads(path.read_text("utf-8"))
    return Terms(
        few=told["few"],
        reminder_days=tuple(sorted(told["reminder_days"])),
        words={key: Wording(**words) for key, words in told["words"].items()},
    )


def _in(language: str, value: object) -> object:
    return getattr(value, language) if isinstance(value, Wording) else value
