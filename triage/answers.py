"""Answers about past cases: statements, each with citations of cases that the viewer may see."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.ids import AccountId, IncidentId
from triage.lessons.source import Quotation

ASK = Path(__file__).parent / "ask.toml"
BY_RULES = {"method": "extract.1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Words of an account of an incident."""

    incident: IncidentId
    account: AccountId
    words: Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One sentence of an answer, and the words that bear it out: never none."""

    statement: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer; empty where the cases do not hold one.

    `looked_at` are the incidents it was sought in, the nearest first; `made_by` names what made
    it, and `dropped` counts a model's statements that did not stand.
    """

    sentences: tuple[Cited, ...]
    looked_at: tuple[IncidentId, ...]
    made_by: Mapping[str, str]
    dropped: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """One thing in which two cases are alike, or differ, in both languages."""

    facet: str
    ja: str
    en: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two cases set side by side.

    `verdict` is ``same``, ``different`` or ``undecided``; rules never decide, people's decisions
    (`decision` names it) always do.
    """

    verdict: str
    decision: int | None
    likenesses: tuple[Contrast, ...]
    differences: tuple[Contrast, ...]
    made_by: Mapping[str, str]
    dropped: Mapping[str, int]


@cache
def asking() -> Mapping[str, Any]:
    """What ``ask.toml`` says."""
    return tomllib.loads(ASK.read_text("utf-8"))
