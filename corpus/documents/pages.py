"""Rows onto slides: what does not fit goes on under the same label on the next one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import TypeVar
from unicodedata import east_asian_width

from corpus.documents.sheet import Row

_ROOM = 24
"""Lines of a table that a slide holds."""
_WIDE_CHARACTERS = 56
"""Characters of full width that a line of a table holds."""
_CONTINUED = "続き"
_SENTENCE_END = "。"
_ROWS = 14

Told = TypeVar("Told")


def paged(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows, a slide's worth at a time; a text that is too long for one is divided."""
    page: list[Row] = []
    left = _ROOM
    for row in rows:
        for part in _parts(row, left):
            height = height_of(part)
            if page and height > left:
                yield page
                page, left = [], _ROOM
            page.append(part)
            left -= height
    if page:
        yield page


def pieces(rows: Sequence[Told]) -> Iterator[Sequence[Told]]:
    """Short rows, a slide's worth at a time."""
    for n in range(0, len(rows), _ROWS):
        yield rows[n : n + _ROWS]


def _parts(row: Row, left: int) -> Iterator[Row]:
    """A row in parts that each fit a slide: the first into what is left, if much of it is."""
    lines = [part for line in row.text.split("\n") for part in _broken(line)]
    first = left if left > _ROOM // 2 and height_of(row) > _ROOM else _ROOM
    chunk: list[str] = []
    count = 0
    for line in lines:
        if chunk and _lines((*chunk, line)) > first and _may_break(chunk[-1], line):
            yield _part(row, chunk, count)
            chunk, first, count = [], _ROOM, count + 1
        chunk.append(line)
    yield _part(row, chunk, count)


def _part(row: Row, chunk: list[str], count: int) -> Row:
    text = "\n".join(chunk)
    return replace(row, text=text, note=_CONTINUED) if count else replace(row, text=text)


def _may_break(before: str, after: str) -> bool:
    """Whether a slide may end between two lines: intake would lose blanks at the edge."""
    return bool(before.strip()) and after == after.strip() and bool(after)


def _broken(line: str) -> Iterator[str]:
    """A line that would fill a slide by itself, in parts that end with a sentence if they can."""
    longest = _ROOM * _WIDE_CHARACTERS // 2
    while len(line) > longest:
        end = line.rfind(_SENTENCE_END, longest // 2, longest) + 1 or longest
        yield line[:end]
        line = line[end:]
    yield line


def height_of(row: Row) -> int:
    """How many lines of a table a row takes."""
    return max(_lines(row.text.split("\n")), ceil(len(row.label) / 12) + bool(row.note))


def _lines(lines: Iterable[str]) -> int:
    """How many lines of a table the lines of a text take."""
    return sum(max(1, ceil(width_of(line) / (2 * _WIDE_CHARACTERS))) for line in lines)


def width_of(line: str) -> int:
    """The width of a line, in characters of half width."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in line)
