"""The vocabulary of the field: what reports say happened, in Japanese and English.

One file a facet, ``corpus/vocabulary/<facet>.toml``; one table a concept, its name the id. A
concept has a label in both languages and *forms*, the words reports use for it:

* a form is compared folded (NFKC, lower case); English forms are whole words, hyphens are spaces
* ``{a|b}c`` stands for ``ac`` and ``bc``; ``{a|}b`` for ``ab`` and ``b``
* ``a…b`` is a, then b at most 16 characters (English: 8 words) behind it in the same sentence
* an English word may be a stem: ``congest*``
* `forms` are used in both languages, `ja_forms` and `en_forms` in one
* `not_ja`, `not_en` are longer words in which the concept is not meant (火災保険 for 火災)

A form inside a longer form of another concept is not found; what a report denies
(停電はなかった, no sign of an attack) is not found either.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from corpus.account import Language
from corpus.errors import DamagedVocabulary
from corpus.folding import fold
from corpus.matching import EnglishMatcher, JapaneseMatcher, Matcher, words_of

VOCABULARY_DIR = Path(__file__).parent / "vocabulary"
_GAP = "…"
_FOLDED_GAP = "..."  # what NFKC makes of it
_FORM_KEYS = frozenset(("forms", "ja_forms", "en_forms", "not_ja", "not_en"))
_KEYS = frozenset(("ja", "en", "parent", "implies", "layer", "function")) | _FORM_KEYS


class Facet(StrEnum):
    """The sides of an accident that reports tell of, each with its own concepts."""

    TRIGGER = "trigger"  # 契機
    CAUSE = "cause"  # 原因
    EQUIPMENT = "equipment"  # 設備
    FUNCTION = "function"  # 機能(施行規則58条の2ニ)
    PROPAGATION = "propagation"  # 波及
    DETECTION = "detection"  # 検知
    RECOVERY = "recovery"  # 復旧
    PROLONGING = "prolonging"  # 長期化
    NOTICE = "notice"  # 周知・行政対応
    BARRIER = "barrier"  # 防止・歯止め
    ACTIVITY = "activity"  # 作業・状況
    EFFECT = "effect"  # 影響


class Layer(StrEnum):
    """Where in a network a kind of equipment stands, from the ground up."""

    SITE = "site"  # 局舎・電源・空調
    LINE = "line"  # 線路
    TRANSMISSION = "transmission"  # 伝送
    ACCESS = "access"  # 加入者収容・無線
    NETWORK = "network"  # 交換・経路制御
    CORE = "core"  # 加入者管理・制御
    PLATFORM = "platform"  # 計算基盤
    APPLICATION = "application"  # サービス
    OPERATIONS = "operations"  # 運用監視


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One thing that reports tell of.

    `parent` is the wider concept of the same facet; `implies` names concepts of any facet that
    hold wherever this one does (地震 is a natural disaster among the causes).
    """

    id: str
    facet: Facet
    ja: str
    en: str
    forms: Mapping[Language, tuple[str, ...]]
    excluded: Mapping[Language, tuple[str, ...]]
    parent: str | None = None
    implies: tuple[str, ...] = ()
    layer: Layer | None = None
    function: str | None = None

    def label(self, language: Language) -> str:
        """The concept's name in `language`."""
        return self.ja if language is Language.JA else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A concept told of at `start` to `end` of a text as it was given; `text` is that stretch."""

    concept: str
    facet: Facet
    start: int
    end: int
    text: str


@dataclass(
    frozen=True, kw_only=True, eq=False
)  # no slots: what is compiled is kept when first used
class Vocabulary:
    """All concepts; `version` changes with every change of the files."""

    concepts: Mapping[str, Concept]
    version: str

    def concept(self, concept_id: str) -> Concept:
        """The concept called `concept_id`.

        Raises:
            KeyError: there is none.
        """
        return self.concepts[concept_id]

    def find(self, text: str, language: Language) -> tuple[Mention, ...]:
        """What `text`, written in `language`, tells of, in order of place."""
        folded = fold(text)
        matcher = self._japanese if language is Language.JA else self._english
        found = [
            (*folded.span(one.start, one.end), one.owner) for one in matcher.find(folded.text)
        ]
        return tuple(
            Mention(
                concept=owner,
                facet=self.concepts[owner].facet,
                start=start,
                end=end,
                text=text[start:end],
            )
            for start, end, owner in found
        )

    def codes(self, text: str, language: Language) -> frozenset[str]:
        """The concepts `text` tells of, with all that they imply."""
        told = {mention.concept for mention in self.find(text, language)}
        return frozenset(chain(told, *(self.wider[concept] for concept in told)))

    @cached_property
    def wider(self) -> Mapping[str, frozenset[str]]:
        """For each concept its parents and what it implies, all the way up."""
        return {concept: frozenset(self._above(concept)) for concept in self.concepts}

    def level(self, concept_id: str) -> int:
        """How deep a concept stands in its facet: 1 for one without parent."""
        parent = self.concepts[concept_id].parent
        return 1 if parent is None else 1 + self.level(parent)

    def of_facet(self, facet: Facet) -> tuple[Concept, ...]:
        """The concepts of `facet`, in the order of its file."""
        return tuple(concept for concept in self.concepts.values() if concept.facet is facet)

    def _above(self, concept_id: str) -> set[str]:
        reached: set[str] = set()
        waiting = [concept_id]
        while waiting:
            concept = self.concepts[waiting.pop()]
            next_up = {*concept.implies, *([concept.parent] if concept.parent else [])} - reached
            reached |= next_up
            waiting.extend(next_up)
        return reached

    @cached_property
    def _japanese(self) -> Matcher:
        return JapaneseMatcher(self._all_forms(Language.JA))

    @cached_property
    def _english(self) -> Matcher:
        return EnglishMatcher(self._all_forms(Language.EN))

    def _all_forms(self, language: Language) -> Iterator[tuple[str, list[str], bool]]:
        for concept in self.concepts.values():
            for form in concept.forms[language]:
                yield concept.id, form.split(_GAP), False
            for form in concept.excluded[language]:
                yield concept.id, [form], True


@cache
def load_vocabulary(directory: Path = VOCABULARY_DIR) -> Vocabulary:
    """The vocabulary written in `directory`.

    Raises:
        DamagedVocabulary: a file, or what concepts say of one another, is not as it must be.
    """
    digest = sha256()
    concepts: dict[str, Concept] = {}
    for facet in Facet:
        written = (directory / f"{facet}.toml").read_bytes()
        digest.update(written)
        for name, table in tomllib.loads(written.decode()).items():
            if name in concepts:
                raise DamagedVocabulary(f"{facet}.toml: {name} stands twice")
            concepts[name] = _read_concept(name, facet, table)
    for concept in concepts.values():
        _check_references(concept, concepts)
    return Vocabulary(concepts=concepts, version=digest.hexdigest()[:12])


def _read_concept(name: str, facet: Facet, table: Mapping[str, Any]) -> Concept:
    if unknown := sorted(table.keys() - _KEYS):
        raise DamagedVocabulary(f"{facet}.toml: {name} has unknown keys {', '.join(unknown)}")
    if missing := [key for key in ("ja", "en") if not table.get(key)]:
        raise DamagedVocabulary(f"{facet}.toml: {name} lacks {', '.join(missing)}")
    both = table.get("forms", [])
    try:
        return Concept(
            id=name,
            facet=facet,
            ja=table["ja"],
            en=table["en"],
            forms={
                tongue: _spelled([*both, *table.get(f"{tongue}_forms", [])], tongue)
                for tongue in Language
            },
            excluded={
                tongue: _spelled(table.get(f"not_{tongue}", []), tongue, whole=True)
                for tongue in Language
            },
            parent=table.get("parent"),
            implies=tuple(table.get("implies", ())),
            layer=Layer(table["layer"]) if "layer" in table else None,
            function=table.get("function"),
        )
    except ValueError as fault:
        raise DamagedVocabulary(f"{facet}.toml: {name}: {fault}") from fault


def _spelled(forms: Sequence[str], language: Language, whole: bool = False) -> tuple[str, ...]:
    """All spellings of `forms`, folded, each once; `whole` ones may have no gap."""
    if not forms:
        return ()
    folded = fold("\n".join(forms)).text.replace(_FOLDED_GAP, _GAP).split("\n")
    spelled = dict.fromkeys(chain.from_iterable(map(_alternatives, folded)))
    for form in spelled:
        parts = form.split(_GAP)
        if any(not (part if language is Language.JA else words_of(part)) for part in parts):
            raise ValueError("a form, or a part of one, is empty")
        if whole and len(parts) > 1:
            raise ValueError("an excluding form has a gap")
    return tuple(spelled)


def _alternatives(form: str) -> list[str]:
    if "{" not in form:
        return [form]
    head, _, rest = form.partition("{")
    inside, closed, tail = rest.partition("}")
    if not closed:
        raise ValueError("a brace is not closed")
    tails = _alternatives(tail)
    return [head + choice + end for choice in inside.split("|") for end in tails]


def _check_references(concept: Concept, concepts: Mapping[str, Concept]) -> None:
    named = [name for name in (concept.parent, concept.function, *concept.implies) if name]
    if unknown := [name for name in named if name not in concepts]:
        raise DamagedVocabulary(f"{concept.id} names {', '.join(unknown)}, which no file defines")
    seen = {concept.id}
    parent = concept.parent
    while parent is not None:
        if parent in seen or concepts[parent].facet is not concept.facet:
            raise DamagedVocabulary(f"{concept.id}: its parents go round or leave the facet")
        seen.add(parent)
        parent = concepts[parent].parent
