"""What the finder of people learns from: two sets that others marked, and texts of our own.

Of the sets only rows of the learning part are looked at (`eval.spans`): nothing is learned from
the test part.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from corpus.identifiers.japanese_words import JapaneseWord, sentences_of
from corpus.identifiers.people_signs import Signs, signs_of
from corpus.identifiers.senses import WORDS as NAMES
from eval.english_examples import STARTER
from eval.errors import MissingSet
from eval.sets import Sets
from eval.spans import Span, span_rows

SENTENCES = Path(__file__).parent / "people_sentences.toml"
SORTS = (
    "人名",
    "法人名",
    "地名",
    "製品名",
    "政治的組織名",
    "施設名",
    "その他の組織名",
    "イベント名",
)
"""What words can be part of: the labels of ner_wikipedia_ja, people first."""
LABELS = 1 + 2 * len(SORTS)
"""Nothing, and begin and inside of each sort."""
SETS: Mapping[str, Mapping[str, str]] = {
    "ner_wikipedia_ja": {sort: sort for sort in SORTS},
    "ud_ja_gsd_ne": {
        "PERSON": "人名",
        "ORG": "法人名",
        "GPE": "地名",
        "LOC": "地名",
        "PRODUCT": "製品名",
        "WORK_OF_ART": "製品名",
        "FAC": "施設名",
        "EVENT": "イベント名",
    },
}
"""The sets, and the sort that each of their labels is."""
TIMES = 6
"""How often each sentence of our own is filled."""

_ONE_NAME = (("given", " "), ("foreign", "・"))
"""What is one name with the name before it, and what stands between them."""
_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence as the network sees it, and the label of each word."""

    signs: Signs = field(repr=False)
    labels: tuple[int, ...] = field(repr=False)


Marked = Sequence[tuple[int, int, str]]
"""Start, end and sort of what a text names."""


def all_examples(sets: Sets) -> list[Example]:
    """Everything that may be learned from.

    Raises:
        MissingSet: the folder lacks the first of the sets; the other is read where it is.
    """
    return [*set_examples(sets), *own_examples(), *starter_examples()]


def set_examples(sets: Sets) -> Iterator[Example]:
    """The rows of the learning parts of `SETS`."""
    for place, (name, sorts) in enumerate(SETS.items()):
        try:
            rows = span_rows(sets, name).rows
        except MissingSet:
            if place == 0:
                raise
            continue
        for row in rows:
            if not row.test:
                yield from examples_of(row.text, list(_sorted(row.spans, sorts)))


def own_examples(times: int = TIMES) -> Iterator[Example]:
    """The sentences of `SENTENCES`, filled with common names."""
    told = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
    fill = Filler.load()
    for _ in range(times):
        for sentence in told["named"].split("\n"):
            yield from examples_of(*fill(sentence))
    for sentence in told["unnamed"].split("\n"):
        yield from examples_of(sentence, [])


def starter_examples(path: Path = STARTER) -> Iterator[Example]:
    """The Japanese narratives of the starter corpus, which name nobody."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield from examples_of(json.loads(line)["narrative_ja"], [])


@dataclass(frozen=True, slots=True)
class Filler:
    """Fills the gaps of a sentence with names, drawn by `chance`."""

    names: Mapping[str, Sequence[str]] = field(repr=False)
    chance: np.random.Generator = field(repr=False)

    @classmethod
    def load(cls) -> "Filler":
        """With the common names that the finder itself compares words with."""
        told = tomllib.loads(NAMES.read_text(encoding="utf-8"))
        names = {name: told[name].split() for name in ("family", "given", "foreign")}
        return cls(names, np.random.default_rng(0))

    def __call__(self, sentence: str) -> tuple[str, Marked]:
        """`sentence` with names, and where they stand."""
        text, at = "", 0
        spans: list[tuple[int, int, str]] = []
        for gap in _GAP.finditer(sentence):
            between = sentence[at : gap.start()]
            name = self._name(gap[1])
            start = len(text) + len(between)
            if spans and (gap[1], between) in _ONE_NAME:
                start = spans.pop()[0]
            text += between + name
            spans.append((start, len(text), SORTS[0]))
            at = gap.end()
        return text + sentence[at:], spans

    def _name(self, gap: str) -> str:
        parts = ("family", "given") if gap == "full" else (gap,)
        return "".join(str(self.chance.choice(self.names[part])) for part in parts)


def examples_of(text: str, marked: Marked) -> Iterator[Example]:
    """The sentences of `text`, in which `marked` is named."""
    for words in sentences_of(text):
        yield Example(signs_of(words), labels_of(words, marked))


def labels_of(words: Iterable[JapaneseWord], marked: Marked) -> tuple[int, ...]:
    """The label of each word: of a sort if it touches what is marked so."""
    labels, begun = [], set[Span]()
    for word in words:
        label = 0
        for start, end, sort in marked:
            if word.start < end and start < word.end:
                label = 1 + 2 * SORTS.index(sort) + ((start, end) in begun)
                begun.add((start, end))
        labels.append(label)
    return tuple(labels)


def _sorted(
    spans: Mapping[str, Sequence[Span]], sorts: Mapping[str, str]
) -> Iterator[tuple[int, int, str]]:
    for label, places in spans.items():
        if label in sorts:
            for start, end in places:
                yield start, end, sorts[label]
