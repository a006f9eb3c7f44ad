"""How lessons are sorted: phases, 管理規程 items, triggers, shared bases and depth, as TOML data.

``tags.toml`` holds the items of the management rules, ``kinds.toml`` the rest. A kind is told by
concepts of the vocabulary and by words; the one with most of them is taken, the first of several.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from corpus.account import Language
from corpus.folding import fold
from corpus.regime import Wording

TAGS = Path(__file__).parent / "tags.toml"
KINDS = Path(__file__).parent / "kinds.toml"

Patterns = Mapping[Language, re.Pattern[str] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of a class, and what it is told by."""

    id: str
    title: Wording
    concepts: frozenset[str] = frozenset()
    patterns: Patterns = field(default_factory=dict, repr=False)

    def found(self, text: str, language: Language) -> list[tuple[int, int]]:
        """Where the kind's own words stand in `text`."""
        pattern = self.patterns.get(language)
        if pattern is None:
            return []
        folded = fold(text)
        return [folded.span(*one.span()) for one in pattern.finditer(folded.text)]

    def points(self, text: str, language: Language, codes: frozenset[str]) -> int:
        """How much in `text`, which tells of the concepts `codes`, speaks for the kind."""
        return len(self.concepts & codes) + len(self.found(text, language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Kind):
    """An item of the management rules; `who` checks it, and `how` it is checked."""

    who: Wording
    how: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseKind:
    """A kind of cause that the guidance on depth (濃淡) knows, and the concepts that tell it."""

    kind: str
    concepts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds:
    """All classes; `version` changes with every change of the files.

    `measure` finds sentences of a narrative that tell of measures; `asked` is what a viewpoint
    asks, with places for the item (`tag`) and what the source says (`said`).
    """

    version: str
    tags: tuple[Tag, ...]
    otherwise: Tag
    phases: tuple[Kind, ...]
    triggers: tuple[Kind, ...]
    bases: tuple[Kind, ...]
    causes: tuple[CauseKind, ...]
    depth: Mapping[str, Kind]
    measure: Kind
    asked: Wording

    def tag(self, tag_id: str) -> Tag:
        """The item called `tag_id`.

        Raises:
            KeyError: there is none.
        """
        return {tag.id: tag for tag in self.tags}[tag_id]


_Of = TypeVar("_Of", bound=Kind)


def best_of(
    kinds: Iterable[_Of], text: str, language: Language, codes: frozenset[str]
) -> _Of | None:
    """The kind that most in `text` speaks for, the first of several; None where nothing does."""
    points = [(kind.points(text, language, codes), kind) for kind in kinds]
    most = max((told for told, _ in points), default=0)
    return next((kind for told, kind in points if told == most), None) if most else None


@cache
def load_kinds(tags: Path = TAGS, kinds: Path = KINDS) -> Kinds:
    """The kinds in the two files."""
    written = tags.read_bytes(), kinds.read_bytes()
    tagged, sorted_by = (tomllib.loads(each.decode()) for each in written)
    items = tuple(_tag(table, tagged["groups"]) for table in tagged["tags"])
    return Kinds(
        version=sha256(b"\x1e".join(written)).hexdigest()[:12],
        tags=items,
        otherwise=next(tag for tag in items if tag.id == tagged["otherwise"]),
        phases=_kinds(sorted_by["phases"]),
        triggers=_kinds(sorted_by["triggers"]),
        bases=_kinds(sorted_by["bases"]),
        causes=tuple(
            CauseKind(kind=one["kind"], concepts=frozenset(one["concepts"]))
            for one in sorted_by["causes"]
        ),
        depth={kind.id: kind for kind in _kinds(sorted_by["depth"])},
        measure=_kinds({"measure": sorted_by["measure"]})[0],
        asked=Wording(**sorted_by["asked"]),
    )


def in_language(wording: Wording, language: Language) -> str:
    """`wording` in `language`."""
    return wording.ja if language is Language.JA else wording.en


def patterns_of(table: Mapping[str, Any]) -> Patterns:
    """What finds the ``ja_words`` and ``en_words`` of `table` in folded text."""
    return {language: _pattern(table.get(f"{language}_words", ())) for language in Language}


def _pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """A Latin word stands alone, or is a stem where it ends in ``*``; others stand anywhere."""
    forms = sorted((_form(fold(word).text) for word in words), key=len, reverse=True)
    return re.compile("|".join(forms)) if forms else None


def _form(word: str) -> str:
    stem = word.removesuffix("*")
    before = r"(?<![a-z0-9])" if stem[0].isascii() and stem[0].isalnum() else ""
    after = r"(?![a-z0-9])" if stem[-1].isascii() and stem == word else ""
    return before + re.escape(stem).replace(r"\ ", r"\s+") + after


def _kinds(tables: Mapping[str, Mapping[str, Any]]) -> tuple[Kind, ...]:
    return tuple(
        Kind(
            id=name,
            title=Wording(**table.get("title", {"ja": name, "en": name})),
            concepts=frozenset(table.get("concepts", ())),
            patterns=patterns_of(table),
        )
        for name, table in tables.items()
    )


def _tag(table: Mapping[str, Any], groups: Mapping[str, Mapping[str, Any]]) -> Tag:
    group = groups[table["id"][0]]
    return Tag(
        id=table["id"],
        title=Wording(**table["title"]),
        concepts=frozenset(table.get("concepts", ())),
        patterns=patterns_of(table),
        who=Wording(**table.get("who", group["who"])),
        how=Wording(**table.get("how", group["how"])),
    )
