"""How much each sentence of a report says of how it failed: by its place, and by words of cause.

The rules are data (``salience.toml``); nothing here was learned.
"""

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from corpus.account import SECTION, Language
from corpus.folding import fold
from corpus.vocabulary import Facet, Mention

RULES = Path(__file__).parent / "salience.toml"
_ENDS = {
    Language.JA: re.compile(r"(?<=。)|\n"),
    Language.EN: re.compile(r'(?<=[.!?])\s+(?=[A-Z0-9"])|\n'),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at `start` to `end` of a text; `cued` where it names a cause."""

    start: int
    end: int
    cued: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """A mention, the sentence it stands in, and how much that tells of how it failed (0 to 1)."""

    mention: Mention
    sentence: Sentence
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How sentences are weighed, and the facets that tell how it failed."""

    version: str
    fade: float
    cued: float
    least: float
    facets: frozenset[Facet]
    cues: Mapping[Language, re.Pattern[str]]


@cache
def load_rules(path: Path = RULES) -> Rules:
    """The rules written in `path`."""
    written = path.read_bytes()
    tables = tomllib.loads(written.decode())
    return Rules(
        version=sha256(written).hexdigest()[:8],
        fade=tables["fade"],
        cued=tables["cued"],
        least=tables["least"],
        facets=frozenset(map(Facet, tables["facets"])),
        cues={
            language: re.compile("|".join(_patterns(tables["cues"][language], language)))
            for language in Language
        },
    )


def sentences_of(text: str, language: Language) -> list[Sentence]:
    """The sentences of `text`, in order."""
    cues = load_rules().cues[language]
    return [
        Sentence(start, end, cues.search(fold(text[start:end]).text) is not None)
        for start, end in spans_of(text, language)
    ]


def tellings_of(text: str, language: Language, mentions: Sequence[Mention]) -> Iterator[Telling]:
    """`mentions` in `text`, each weighed by the place of its sentence.

    Only sentences that tell of a failing have a place: one that says nothing of it, whoever put
    it there, moves none of the others. A narrative has one first sentence; a filed form
    (its sections are marked) tells anew in every line.
    """
    rules = load_rules()
    sentences = sentences_of(text, language)
    at = [_sentence_at(mention.start, sentences) for mention in mentions]
    failing = (place for place, one in zip(at, mentions, strict=True) if one.facet in rules.facets)
    order = sorted(set(failing))
    first = _firsts(text, sentences)
    for mention, place in zip(mentions, at, strict=True):
        sentence = sentences[place]
        before = bisect_left(order, place) - bisect_left(order, first[place])
        behind = before * (rules.cued if sentence.cued else 1.0)
        yield Telling(mention, sentence, max(rules.least, 1.0 / (1.0 + rules.fade * behind)))


def _firsts(text: str, sentences: Sequence[Sentence]) -> list[int]:
    """For each of `sentences` which one its telling begins with."""
    if SECTION not in text:
        return [0] * len(sentences)
    firsts: list[int] = []
    for place, sentence in enumerate(sentences):
        begins = place == 0 or "\n" in text[sentences[place - 1].start : sentence.start]
        firsts.append(place if begins else firsts[-1])
    return firsts


def _sentence_at(start: int, sentences: Sequence[Sentence]) -> int:
    """Which of `sentences` (at least one) what stands at `start` begins in."""
    return max(0, bisect_right(sentences, start, key=lambda one: one.start) - 1)


def spans_of(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Where each sentence of `text` begins and ends; what lies between two of them is blank."""
    start = 0
    for end in (*(mark.end() for mark in _ENDS[language].finditer(text)), len(text)):
        if text[start:end].strip():
            yield start, end
        start = end


def _patterns(cues: Sequence[str], language: Language) -> Iterator[str]:
    for cue in cues:
        if language is Language.JA:
            yield re.escape(cue)
        else:
            stem = cue.endswith("*")
            yield rf"\b{re.escape(cue.removesuffix('*'))}" + ("" if stem else r"\b")
