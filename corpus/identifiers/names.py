"""Every spelling that names a carrier, a maker, a cable: the register's, and those of our files.

``names.toml`` adds to the register what no filing bears as its carrier: products, subsidiaries,
carriers and platforms outside the register, initials, and when an ordinary word (Three, au) is a
carrier. The names of makers, sites and events stand in their groups.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from corpus.carriers import CarrierRegister
from corpus.identifiers.groups import any_of, load_groups
from corpus.identifiers.identifier import IdentifierKind
from corpus.identifiers.spelling import spell
from corpus.identifiers.squeezing import squeeze

WORDS = Path(__file__).parent / "names.toml"

_SHORTEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One spelling. `squeezed`: how it is compared; `cuts`: its own gaps.

    `common`: an ordinary word as well. `strict`: means something only in its own case beside a
    word of `beside`, or beside another name of a carrier.
    """

    kind: IdentifierKind
    key: str
    written: str
    squeezed: str
    cuts: frozenset[int]
    beside: re.Pattern[str]
    common: bool = False
    strict: bool = False

    @property
    def latin(self) -> bool:
        """Whether it is written in Latin letters, where words have ends."""
        return self.squeezed.isascii()


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """All spellings, by their strokes (see `Squeezed`); `lengths`: of those that start so."""

    by_strokes: Mapping[str, tuple[Name, ...]]
    lengths: Mapping[str, Sequence[int]]
    benign: re.Pattern[str]
    lower: frozenset[str]

    @staticmethod
    def load() -> "Names":
        """The spellings of the register that comes with us and of our files, read once."""
        return _load()

    @staticmethod
    def of(register: CarrierRegister) -> "Names":
        """The spellings of `register` and of our files."""
        words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
        return _planted(_all(words, register), words["context"])


@cache
def _load() -> Names:
    return Names.of(CarrierRegister.load())


def _planted(names: Iterable[Name], context: Mapping[str, Sequence[str]]) -> Names:
    """`names` by their strokes."""
    found: dict[str, dict[str, Name]] = {}
    for name in names:
        strokes = squeeze(name.squeezed).strokes
        same = found.setdefault(strokes, {})
        first = same.get(name.squeezed, name)
        same[name.squeezed] = replace(first, cuts=first.cuts | name.cuts)
    lengths: dict[str, set[int]] = {}
    for strokes in found:
        lengths.setdefault(strokes[:_SHORTEST], set()).add(len(strokes))
    return Names(
        by_strokes={strokes: tuple(names.values()) for strokes, names in found.items()},
        lengths={start: sorted(each, reverse=True) for start, each in lengths.items()},
        benign=re.compile("|".join(rf"(?<![a-z])(?:{one})(?![a-z])" for one in context["benign"])),
        lower=frozenset(squeeze(one).text for one in context["lower"]),
    )


def _all(words: Mapping[str, Any], register: CarrierRegister) -> Iterator[Name]:
    """Each spelling, the register's own first."""
    yield from _carriers(words, register)
    for group in load_groups():
        for one in (*group.names, *group.strict):
            strict = one in group.strict
            yield from _name(group.kind, "", one, group.beside, strict=strict)


def _carriers(words: Mapping[str, Any], register: CarrierRegister) -> Iterator[Name]:
    """Each spelling of a carrier."""
    ordinary = frozenset(words["context"]["common"])
    beside = any_of(words["context"]["beside"])
    kind = IdentifierKind.CARRIER
    for carrier in register.all():
        common = carrier.common_words | ordinary
        for one in carrier.spellings:
            yield from _name(kind, carrier.id, one, beside, common=one in common)
    for key, spellings in chain(words["names"].items(), [("", words["others"]["names"])]):
        for one in spellings:
            yield from _name(kind, key, one, beside, common=one in ordinary)
    for key, spellings in (*words["initials"].items(), ("", words["others"]["strict"])):
        for one in spellings:
            yield from _name(kind, key, one, beside, strict=True)


def _name(  # noqa: PLR0913
    kind: IdentifierKind,
    key: str,
    written: str,
    beside: re.Pattern[str],
    *,
    common: bool = False,
    strict: bool = False,
) -> Iterator[Name]:
    spelled = squeeze(spell(written).low)
    if len(spelled.text) >= _SHORTEST:
        yield Name(
            kind=kind,
            key=key or spelled.text,
            written=written,
            squeezed=spelled.text,
            cuts=spelled.cuts(0, len(spelled.text)),
            beside=beside,
            common=common,
            strict=strict,
        )
