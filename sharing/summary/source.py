"""What is summarised: one text, and what its stretches tell of, as far as that is known.

The text is one that may be shown: a rendering for a grain. That it came out of the gate is the
business of whoever hands it in.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.account import SECTION, Language, without_marks
from prompts.grounding import SHORTEST_QUOTATION
from triage.lessons.source import Role

LOOKED_AT = 40_000
"""Characters of a text that are looked at: behind them, nothing is taken."""
_BREAKS = frozenset(f"\n{SECTION}")
_ENDS = {
    Language.JA: re.compile(rf"(?<=[。！？])|[\n{SECTION}]+"),
    Language.EN: re.compile(rf"(?<=[.!?])\s+(?=[A-Z0-9\"'(\[])|[\n{SECTION}]+"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """`start` to `end` of the text, where `role` is told.

    `chosen`: it was taken as a lesson before, and need not show that it tells of the field.
    """

    role: Role
    start: int
    end: int
    chosen: bool = False


_NARRATIVE = Stretch(role=Role.NARRATIVE, start=0, end=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence of the text, and which line (or section) of it that stands in."""

    role: Role
    start: int
    end: int
    said: str = field(repr=False)
    line: int
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySource:
    """A text in one language; what no stretch covers is a narrative."""

    text: str = field(repr=False)
    language: Language
    stretches: tuple[Stretch, ...] = ()

    def candidates(self) -> Iterator[Candidate]:
        """The sentences that are looked at, in order."""
        text, start, line = self.text[:LOOKED_AT], 0, 0
        ends = (found.end() for found in _ENDS[self.language].finditer(text))
        for end in (*ends, len(text)):
            said = text[start:end].strip()
            if len(said) >= SHORTEST_QUOTATION:
                at = start + text[start:end].index(said)
                stretch = self._stretch_at(at)
                yield Candidate(
                    role=stretch.role,
                    chosen=stretch.chosen,
                    start=at,
                    end=at + len(said),
                    said=said,
                    line=line,
                )
            line += text[end - 1 : end] in _BREAKS
            start = end

    def _stretch_at(self, at: int) -> Stretch:
        found = (one for one in self.stretches if one.start <= at < one.end)
        return next(found, _NARRATIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words that tell of `role`; `chosen` as in `Stretch`."""

    role: Role
    words: str = field(repr=False)
    chosen: bool = False


def source_of_pieces(pieces: Iterable[Piece], language: Language) -> SummarySource:
    """`pieces` as one text; U+2029 stands between them."""
    stretches, words, at = [], [], 0
    for piece in pieces:
        told = without_marks(piece.words)
        stretches.append(
            Stretch(role=piece.role, start=at, end=at + len(told), chosen=piece.chosen)
        )
        words.append(told)
        at += len(told) + len(SECTION)
    return SummarySource(text=SECTION.join(words), language=language, stretches=tuple(stretches))
