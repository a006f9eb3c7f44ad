"""Lists (csv, tsv): one table, called ``list`` in places."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from typing import Protocol

from corpus.errors import FileRefused
from corpus.intake.document import Cell, Remark
from corpus.intake.fault import Fault
from corpus.intake.readers.draft import Draft
from corpus.intake.readers.encoding import decode
from corpus.intake.readers.source import Source

_DELIMITERS = {",": "comma", "\t": "tab", ";": "semicolon"}
_QUOTED = re.compile(r'"[^"]*"')
_DECLARED = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
_LINES_LOOKED_AT = 20
_CHARACTERS_LOOKED_AT = 100_000
_FIELD_CHARACTERS = (1 << 31) - 1
_UNCLOSED = "unexpected end of data"
_RAGGED_ROWS_NAMED = 100
_PLACE = "list"


def read(source: Source, draft: Draft) -> None:
    """Fill `draft` with the rows of a list.

    Raises:
        FileRefused: no encoding fits, a quotation mark is never closed, or it is too large.
    """
    decoded = decode(source.content)
    draft.note(Remark.ENCODING, "", decoded.encoding)
    declared = _DECLARED.match(decoded.text)  # as spreadsheets write it
    text = decoded.text[declared.end() :] if declared else decoded.text
    delimiter = declared[1] if declared else _delimiter(text)
    draft.note(Remark.DELIMITER, "", _DELIMITERS[delimiter])
    csv.field_size_limit(_FIELD_CHARACTERS)
    strict = _is_strict(text, delimiter, draft)
    _List(draft, lines_before=1 if declared else 0).read(_reader(text, delimiter, strict=strict))


class _Reader(Iterator[list[str]], Protocol):
    """What ``csv.reader`` gives."""

    @property
    def line_num(self) -> int:
        """The line of the text that was read last."""
        ...


class _List:
    """The rows of one list. Blank cells are left out, as they are in spreadsheets."""

    def __init__(self, draft: Draft, lines_before: int) -> None:
        self._draft = draft
        self._lines_before = lines_before
        self._widths: list[tuple[int, int]] = []

    def read(self, reader: _Reader) -> None:
        self._draft.table(self._rows(reader), _PLACE)
        self._note_ragged()

    def _rows(self, reader: _Reader) -> Iterator[tuple[Cell, ...]]:
        for number, fields in enumerate(reader, start=1):
            row = tuple(
                self._draft.cell(field, number, column, _PLACE)
                for column, field in enumerate(fields, start=1)
                if field
            )
            if row:
                self._widths.append((self._lines_before + reader.line_num, len(fields)))
                yield row

    def _note_ragged(self) -> None:
        """Note the rows that are not as wide as most are."""
        if not self._widths:
            return
        [(usual, _)] = Counter(width for _, width in self._widths).most_common(1)
        ragged = [line for line, width in self._widths if width != usual]
        for count, line in enumerate(ragged):
            where = f"line {line}"
            group = where if count < _RAGGED_ROWS_NAMED else ""
            self._draft.note(Remark.RAGGED_ROW, where, group=group)


def _reader(text: str, delimiter: str, *, strict: bool) -> _Reader:
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def _is_strict(text: str, delimiter: str, draft: Draft) -> bool:
    """Whether all quotation marks stand where they should.

    Raises:
        FileRefused: one is never closed, and the rest of the list would be one cell.
    """
    reader = _reader(text, delimiter, strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error as fault:
        where = f"line {reader.line_num}"
        if _UNCLOSED in str(fault):
            raise FileRefused(Fault.DAMAGED, where, problem="an open quotation mark") from None
        draft.note(Remark.LOOSE_QUOTES, where)
        return False
    return True


def _delimiter(text: str) -> str:
    """The one that the first lines agree on best; a comma if they do on none."""
    lines = _QUOTED.sub("", text[:_CHARACTERS_LOOKED_AT]).splitlines()
    looked_at = [line for line in lines if line.strip()][:_LINES_LOOKED_AT]

    def agreement(delimiter: str) -> tuple[int, int]:
        counts = Counter(line.count(delimiter) for line in looked_at)
        return max(((lines, count) for count, lines in counts.items() if count), default=(0, 0))

    return max(_DELIMITERS, key=agreement)
