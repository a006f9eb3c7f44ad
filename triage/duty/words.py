"""The words of a decision, in Japanese and English: all of them stand in ``words.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.regime import Source, Wording

WORDS = Path(__file__).parent / "words.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a decision came out as it did: a code, its words, the provision and how surely known."""

    code: str
    ja: str
    en: str
    source: str | None
    mark: str | None


def reason(code: str, source: Source | None = None, **details: object) -> Reason:
    """The reason `code`, with `details` in its words. A detail may be a `Wording` or a value.

    `source` is where the rule stands; without it, the one that the words themselves name.
    """
    written = _words()["reasons"][code]
    return Reason(
        code=code,
        ja=_filled(written["ja"], "ja", details),
        en=_filled(written["en"], "en", details),
        source=source.provision if source else written.get("source"),
        mark=source.mark if source else written.get("mark"),
    )


def wording(table: str, key: str) -> Wording:
    """The words of `key` in one of the tables of ``words.toml``, such as ``names``."""
    return Wording(**_words()[table][key])


def counted(number: float | None) -> object:
    """A number as reasons write it: 30,000; the word for "not known" when it is None."""
    if number is None:
        return wording("names", "unknown")
    return f"{number:,.10g}" if isinstance(number, float) else f"{number:,}"


def joined(parts: list[Wording]) -> Wording:
    """Several words as one list."""
    return Wording("、".join(part.ja for part in parts), ", ".join(part.en for part in parts))


def _filled(text: str, language: str, details: Mapping[str, object]) -> str:
    told = {
        name: getattr(value, language) if isinstance(value, Wording) else value
        for name, value in details.items()
    }
    return text.format(**told)


@cache
def _words() -> Mapping[str, Any]:
    return tomllib.loads(WORDS.read_text("utf-8"))
