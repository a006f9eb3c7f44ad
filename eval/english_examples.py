"""What the tagger of English names learns from: sentences of our own, a public set, the corpus.

Of presidio_synth (MIT) only the half that is not kept for the test is read, and of that no row
whose template stands in the test half too: the set has most templates twice, as ``v2-N`` and as
``large-N``.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.identifiers.english_lexicon import load_lexicon
from corpus.identifiers.english_tokens import Token, narrowed, tokens_of
from corpus.identifiers.foreign_places import load_gazetteer

SET = "presidio_synth.jsonl"
STARTER = Path(__file__).parent.parent / "corpus" / "starter" / "incidents.jsonl"
TEST_DIGITS = frozenset("89abcdef")
HELD_OUT_DIGITS = frozenset("0123")
"""Narratives whose id's SHA-256 ends in these are not learned from: they are for reading."""
SORT_OF = {
    "PERSON": "person",
    "PREFIX": "person",
    "LOCATION": "place",
    "GPE": "place",
    "ADDRESS": "address",
    "STREET_ADDRESS": "address",
    "ZIP_CODE": "address",
    "ORGANIZATION": "firm",
    "NRP": "people",
    "TITLE": "job",
    "AGE": "age",
}
_SHORTEST_OPERATOR = 3
"""An operator's name of fewer letters is not looked for: it may be a word."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a text, that name something of `sort`."""

    start: int
    end: int
    sort: str


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what is named in it; spans do not overlap."""

    text: str
    spans: tuple[Span, ...]


def in_test_half(group: str) -> bool:
    """Whether the rows of `group` are kept for the test."""
    return hashlib.sha256(group.encode()).hexdigest()[-1] in TEST_DIGITS


def set_examples(folder: Path) -> list[Example]:
    """The rows of presidio_synth in `folder` that may be learned from."""
    rows = [json.loads(line) for line in (folder / SET).read_text("utf-8").splitlines()]
    tested = {_template(row["group"]) for row in rows if in_test_half(row["group"])}
    return [_set_example(row) for row in rows if _template(row["group"]) not in tested]


def corpus_examples(path: Path = STARTER) -> list[Example]:
    """Narratives of the starter corpus; operators are firms, places those of the gazetteer."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [_narrative(row) for row in rows if not held_out(row["id"])]


def held_out(incident: str) -> bool:
    """Whether the narrative of `incident` is kept for reading what the tagger finds."""
    return hashlib.sha256(incident.encode()).hexdigest()[-1] in HELD_OUT_DIGITS


def _template(group: str) -> str:
    return group.rpartition("-")[2]


def _set_example(row: dict[str, Any]) -> Example:
    text = str(row["text"])
    spans: list[Span] = []
    for start, end, label in sorted(span[:3] for span in row["spans"]):
        sort = SORT_OF.get(label)
        if sort:
            spans.append(Span(start, end, "person" if is_title(text[start:end]) else sort))
    return Example(text, tuple(_joined(text, spans)))


def _joined(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """`spans` with a title and the person after it made one."""
    waiting: Span | None = None
    for span in spans:
        titled = waiting is not None and is_title(text[waiting.start : waiting.end])
        if waiting and titled and span.sort == "person":
            waiting = Span(waiting.start, span.end, "person")
            continue
        if waiting:
            yield waiting
        waiting = span
    if waiting:
        yield waiting


def is_title(words: str) -> bool:
    """Whether `words` are a title (Mr., Dr.)."""
    return words.lower().rstrip(".") in load_lexicon().titles


def _narrative(row: dict[str, Any]) -> Example:
    text = str(row["narrative_en"])
    names = re.split(r"[,;/()]| and ", str(row["operator"]))
    spans = [
        Span(found.start(), found.end(), "firm")
        for name in sorted({name.strip() for name in names}, key=len, reverse=True)
        if len(name) >= _SHORTEST_OPERATOR
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]
    taken: list[Span] = []
    for span in [*spans, *gazetteer_spans(text)]:
        if all(span.end <= other.start or other.end <= span.start for other in taken):
            taken.append(span)
    return Example(text, tuple(sorted(taken, key=lambda span: span.start)))


def gazetteer_spans(text: str) -> list[Span]:
    """The places and peoples of the gazetteer in `text`, by their capital letters."""
    gazetteer = load_gazetteer()
    tokens = tokens_of(narrowed(text))
    words = [token.low for token in tokens]
    spans: list[Span] = []
    at = 0
    while at < len(tokens):
        place = gazetteer.place_at(words, at) if tokens[at].text[0].isupper() else None
        length = place[0] if place else 1
        if place:
            spans.append(Span(tokens[at].start, tokens[at + length - 1].end, "place"))
        elif tokens[at].low in gazetteer.people:
            spans.append(Span(tokens[at].start, tokens[at].end, "people"))
        at += length
    return spans


def labels_of(example: Example) -> tuple[list[Token], list[str]]:
    """The tokens of `example`, and the label of each."""
    tokens = tokens_of(narrowed(example.text))
    labels = ["O"] * len(tokens)
    for span in example.spans:
        inside = [
            at
            for at, token in enumerate(tokens)
            if token.start < span.end and span.start < token.end and token.kind != "line"
        ]
        for at in range(inside[0], inside[-1] + 1) if inside else ():
            labels[at] = f"{'B' if at == inside[0] else 'I'}-{span.sort}"
    return tokens, labels
