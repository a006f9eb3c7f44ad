"""Placeholders (置換名): 〔事業者A〕 stands for the same carrier wherever it stands.

They are numbered as they are first needed; ``placeholders.toml`` holds their words.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from corpus.account import Language
from corpus.identifiers.identifier import IdentifierKind

WORDS = Path(__file__).parent / "placeholders.toml"

_LETTERS = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceholderWords:
    """How placeholders are written in one language."""

    words: Mapping[IdentifierKind, str]
    numbered: frozenset[IdentifierKind]
    opening: str
    closing: str
    instead: tuple[str, str]
    gap: str
    alias: str
    quotation_word: str
    pattern: re.Pattern[str]

    def name(self, kind: IdentifierKind, n: int) -> str:
        """The placeholder of the `n`-th thing of `kind`, counted from 0."""
        mark = str(n + 1) if kind in self.numbered else _letters(n)
        return f"{self.opening}{self.words[kind]}{self.gap}{mark}{self.closing}"

    def bare(self, kind: IdentifierKind) -> str:
        """What stands for a thing of `kind` where it may not even be told apart from others."""
        return f"{self.opening}{self.words[kind]}{self.closing}"

    def other_name(self, name: str, n: int) -> str:
        """The placeholder of the `n`-th other spelling of what `name` stands for."""
        inside = name.removeprefix(self.opening).removesuffix(self.closing)
        return f"{self.opening}{self.alias.format(name=inside, n=n)}{self.closing}"

    @property
    def quotation(self) -> str:
        """What stands for words that were quoted."""
        return f"{self.opening}{self.quotation_word}{self.closing}"

    def without_placeholders(self, text: str) -> str:
        """`text`, as long as before, what looks like a placeholder in other brackets."""
        return self.pattern.sub(
            lambda found: f"{self.instead[0]}{found.group()[1:-1]}{self.instead[1]}", text
        )


@cache
def placeholder_words(language: Language) -> PlaceholderWords:
    """How placeholders are written in `language`."""
    tables = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    table = tables[language]
    opening, closing, *instead = table["signs"]
    words = {IdentifierKind(kind): word for kind, word in table["words"].items()}
    inside = "|".join(map(re.escape, [*words.values(), table["quotation"]]))
    return PlaceholderWords(
        words=words,
        numbered=frozenset(map(IdentifierKind, tables["numbered"])),
        opening=opening,
        closing=closing,
        instead=(instead[0], instead[1]),
        gap=table["gap"],
        alias=table["alias"],
        quotation_word=table["quotation"],
        pattern=re.compile(
            rf"{re.escape(opening)}\s*(?:{inside})[^{re.escape(opening + closing)}\n]{{0,12}}"
            rf"{re.escape(closing)}",
            re.IGNORECASE,
        ),
    )


@dataclass(slots=True, kw_only=True)
class Placeholders:
    """The placeholders of one document, or of several that are read together.

    No placeholder is handed out that stands in `avoid`. Not for several threads.
    """

    language: Language
    avoid: str = field(default="", repr=False)
    _names: dict[tuple[IdentifierKind, str], str] = field(default_factory=dict, repr=False)
    _used: dict[IdentifierKind, int] = field(default_factory=dict, repr=False)
    _key: dict[str, str] = field(default_factory=dict, repr=False)
    _spellings: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)

    def of(self, kind: IdentifierKind, key: str, words: str) -> str:
        """The placeholder of the thing of `kind` that `key` names, here written `words`."""
        name = self._names.get((kind, key))
        if name is None:
            name = self._names[kind, key] = self._next(kind)
            self._key[name] = words
            self._spellings[name, words] = name
        return name

    def of_spelling(self, kind: IdentifierKind, key: str, words: str) -> str:
        """As `of`, but each spelling has its own, so that its very words can be put back."""
        name = self.of(kind, key, words)
        spelled = self._spellings.get((name, words))
        if spelled is None:
            spelled = self._other(name)
            self._spellings[name, words] = spelled
            self._key[spelled] = words
        return spelled

    @property
    def key(self) -> dict[str, str]:
        """The words that each placeholder stood for first."""
        return dict(self._key)

    def _other(self, name: str) -> str:
        """A placeholder for another spelling of what `name` stands for."""
        words = placeholder_words(self.language)
        n = sum(first == name for first, _ in self._spellings)
        while (spelled := words.other_name(name, n)) in self.avoid or spelled in self._key:
            n += 1
        return spelled

    def _next(self, kind: IdentifierKind) -> str:
        words = placeholder_words(self.language)
        while True:
            n = self._used.get(kind, 0)
            self._used[kind] = n + 1
            name = words.name(kind, n)
            if name not in self.avoid:
                return name


def _letters(n: int) -> str:
    """``A`` for 0, ``Z`` for 25, ``AA`` for 26."""
    text = ""
    while n >= 0:
        text = chr(ord("A") + n % _LETTERS) + text
        n = n // _LETTERS - 1
    return text
