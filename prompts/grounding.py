"""What a model says counts only where words of the source bear it out.

A statement is kept when at least one of its quotations stands in the source it names, and its
numbers and names stand in the sources it quotes. The rest is dropped, and counted by reason.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from corpus.folding import fold
from prompts.fencing import is_unseen
from prompts.quoting import Quoted, Quoting
from prompts.tokens import is_told, names_stated, numbers_stated, numbers_told, shaped

SHORTEST_QUOTATION = 4
"""Characters, spaces left out: fewer stand in almost any report."""

ADDRESSED_WORDS = Path(__file__).parent / "addressed.toml"
_SAME = str.maketrans("、。‐‑‒–—―−─〜～∼“”‘’", ",.--------~~~\"\"''")

Said = TypeVar("Said", bound=Quoting)


class Reason(StrEnum):
    """Why a statement was dropped."""

    NO_QUOTATION = "no_quotation"  # 引用がない
    TOO_SHORT = "too_short"  # 引用が短すぎる
    UNKNOWN_SOURCE = "unknown_source"  # 資料の名が違う
    NOT_IN_SOURCE = "not_in_source"  # 引用が資料にない
    ADDRESSED = "addressed"  # 読み手への指示を引用している
    NUMBER = "number"  # 資料にない数値がある
    NAME = "name"  # 資料にない名がある


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A quotation and where it stands: `start` to `end` of the text called `source`."""

    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Supported(Generic[Said]):
    """A statement that is borne out, with those of its quotations that stand."""

    item: Said
    quotations: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounded(Generic[Said]):
    """What was kept of an answer, and how many statements were dropped for which reason."""

    kept: tuple[Supported[Said], ...] = ()
    dropped: Mapping[Reason, int] = field(default_factory=dict)


def ground(
    items: Iterable[Said], sources: Mapping[str, str], listed: Iterable[str] = ()
) -> Grounded[Said]:
    """Those of `items` that the `sources` (texts by label) bear out.

    `listed` are names in kanji or hiragana, such as those of carriers, that characters alone do
    not show to be names.
    """
    names = frozenset(map(shaped, listed)) - {""}
    read = {label: _Source.of(text) for label, text in sources.items()}
    kept: list[Supported[Said]] = []
    dropped: Counter[Reason] = Counter()
    for item in items:
        found = _support(item, read, names)
        if isinstance(found, Reason):
            dropped[found] += 1
        else:
            kept.append(Supported(item=item, quotations=found))
    return Grounded(kept=tuple(kept), dropped=dict(dropped))


def is_addressed(words: str) -> bool:
    """Whether `words` speak to whoever judges a report: they support nothing, whoever quotes."""
    return bool(_addressed().search(_squeezed(words)[0]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A source in the shapes that quotations, names and numbers are looked for in."""

    folded: str
    places: tuple[tuple[int, int], ...]
    shaped: str
    numbers: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "_Source":
        folded, places = _squeezed(text)
        plain = shaped(text)
        return cls(folded=folded, places=places, shaped=plain, numbers=numbers_told(plain))

    def find(self, words: str) -> tuple[int, int] | None:
        """Where `words` (squeezed) first stand in the text as it was given."""
        at = self.folded.find(words)
        return None if at < 0 else (self.places[at][0], self.places[at + len(words) - 1][1])


def _support(
    item: Quoting, sources: Mapping[str, _Source], listed: Collection[str]
) -> tuple[Standing, ...] | Reason:
    """The quotations that bear `item` out, or why it is dropped."""
    checked = [_check(quoted, sources) for quoted in item.quoted]
    standing = tuple(one for one in checked if isinstance(one, Standing))
    if not standing:
        return next((one for one in checked if isinstance(one, Reason)), Reason.NO_QUOTATION)
    cited = [sources[label] for label in {one.source for one in standing}]
    for said in map(shaped, item.said):
        if not numbers_stated(said) <= frozenset().union(*(source.numbers for source in cited)):
            return Reason.NUMBER
        if any(name in said and not any(name in one.shaped for one in cited) for name in listed):
            return Reason.NAME
        for name in names_stated(said) - sources.keys():
            if not any(is_told(name, source.shaped) for source in cited):
                return Reason.NAME
    return standing


def _check(quoted: Quoted, sources: Mapping[str, _Source]) -> Standing | Reason:
    """Where `quoted` stands, or why it supports nothing."""
    words, _ = _squeezed(quoted.words)
    if len(words) < SHORTEST_QUOTATION:
        return Reason.TOO_SHORT
    if _addressed().search(words):
        return Reason.ADDRESSED
    labels = tuple(sources) if quoted.source is None else (quoted.source,)
    if not sources.keys() & set(labels):
        return Reason.UNKNOWN_SOURCE
    for label in labels:
        if place := sources[label].find(words):
            return Standing(source=label, start=place[0], end=place[1])
    return Reason.NOT_IN_SOURCE


def _squeezed(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """`text` as quotations are compared, and where each character stands in it.

    One width, lower case, punctuation in one shape; no spaces, nothing that cannot be seen.
    """
    folded = fold(text)
    kept = [
        (character, folded.span(at, at + 1))
        for at, character in enumerate(folded.text.translate(_SAME))
        if not character.isspace() and not is_unseen(character)
    ]
    return "".join(character for character, _ in kept), tuple(place for _, place in kept)


@cache
def _addressed() -> re.Pattern[str]:
    told = tomllib.loads(ADDRESSED_WORDS.read_text("utf-8"))
    return re.compile("|".join(f"(?:{pattern})" for pattern in told["patterns"]))
