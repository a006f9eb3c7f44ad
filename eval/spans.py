"""Sets whose rows mark spans of the text: names, places, numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from corpus.record_fields import Line, row_of
from eval.english_examples import in_test_half
from eval.errors import MissingSet
from eval.lines import lines_of, read_at
from eval.sets import Sets

Span = tuple[int, int]

_PARTS = 3
_TEST_DIGITS = "0123"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanRow:
    """A row of a set: `spans` by label, `start` to `end` of the text.

    `test` says whether it is kept for the test: nothing may be learned from it.
    """

    id: str
    text: str = field(repr=False)
    spans: Mapping[str, tuple[Span, ...]] = field(repr=False)
    test: bool

    def spans_of(self, labels: Sequence[str]) -> tuple[Span, ...]:
        """The spans marked with one of `labels`, in order."""
        return tuple(sorted(span for label in labels for span in self.spans.get(label, ())))

    @property
    def all_spans(self) -> tuple[Span, ...]:
        """All that is marked, in order."""
        return self.spans_of(tuple(self.spans))


@dataclass(frozen=True, slots=True)
class SpanRead:
    """The rows of a set, and the SHA-256 (hex) of its lines."""

    rows: tuple[SpanRow, ...] = field(repr=False)
    digest: str


def span_rows(sets: Sets, name: str, by_group: bool = False) -> SpanRead:
    """The rows of the files that begin with `name`.

    With `by_group` whole groups are kept for the test: the texts of a group are alike.

    Raises:
        MissingSet: there is no such file.
        RecordRefused: a file cannot be read, or a row lacks what it needs.
    """
    paths = sorted(sets.folder.glob(f"{name}*.jsonl")) if sets.folder is not None else []
    if not paths:
        raise MissingSet(f"{name}*.jsonl")
    lines = [placed for path in paths for placed in lines_of(path)]
    return SpanRead(
        tuple(read_at(where, lambda told: _row(told, by_group), at) for where, at in lines),
        sha256("\n".join(line.strip() for _, line in lines).encode()).hexdigest(),
    )


def _row(told: str, by_group: bool) -> SpanRow:
    line = Line(1)
    row = row_of(line, told)
    needed = ("id", "text", "spans", *(("group",) if by_group else ()))
    for name in needed:
        if row.get(name) is None:
            line.refuse("missing_field", name, field=name)
    spans: dict[str, tuple[Span, ...]] = {}
    for marked in row["spans"]:
        start, end, label = _span(line, marked)
        spans[label] = (*spans.get(label, ()), (start, end))
    identity = str(row["id"])
    test = in_test_half(str(row["group"])) if by_group else in_test_part(identity)
    return SpanRow(id=identity, text=str(row["text"]), spans=spans, test=test)


def in_test_part(identity: str) -> bool:
    """Whether the row of that id is kept for the test: one row in four is."""
    return sha256(identity.encode()).hexdigest()[-1] in _TEST_DIGITS


def _span(line: Line, marked: Any) -> tuple[int, int, str]:
    if not isinstance(marked, list) or len(marked) < _PARTS:
        line.refuse("wrong_type", "spans", expected="[start, end, label]")
    start, end, label = marked[:_PARTS]
    return int(start), int(end), str(label)
