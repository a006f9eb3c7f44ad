"""The cases a suite is run on: the starter corpus and the files given, with an account of each.

A row is what the labels are read from, an account is what is judged; they stand at the same place
in two tuples, and only accounts are handed to what judges.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from corpus.account import Account, Language
from corpus.errors import RecordRefused
from corpus.record import Record, account_of, narratives_of, read_labelled
from corpus.record_fields import Line, row_of
from eval.labels import Row

STARTER = Path(__file__).parents[1] / "corpus" / "starter" / "incidents.jsonl"
_FIRST = "line 1"
"""How a reader names the place in a line that it was given alone."""

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Dated rows in the kit's order, and the account of each at the same place.

    `focus` holds the ids that figures are also taken for alone (None: not asked); `undated` counts
    the rows left out because no full date is known of them; `digest` is the SHA-256 (hex) of all
    lines: the same lines, the same figures.
    """

    rows: list[Row] = field(repr=False)
    accounts: tuple[Account, ...] = field(repr=False)
    narratives: dict[Language, list[str]] = field(repr=False)
    digest: str
    undated: int
    focus: frozenset[str] | None

    @classmethod
    def of(cls, records: Iterable[Record], focus: frozenset[str] | None = None) -> "Cases":
        """The cases that `records` tell of, one an id."""
        listed = list(records)
        dated = sorted(
            (record for record in listed if record.day is not None),
            key=lambda record: (str(record.day), record.id),
        )
        return cls(
            rows=[_row(record) for record in dated],
            accounts=tuple(map(account_of, dated)),
            narratives={
                language: [_told(each, language) for each in dated] for language in Language
            },
            digest=sha256(
                "\n".join(sorted(record.line for record in listed)).encode()
            ).hexdigest(),
            undated=len(listed) - len(dated),
            focus=focus,
        )


def gather(data: Sequence[Path] = (), focus: Path | None = None, *, alone: bool = False) -> Cases:
    """The rows of the starter corpus (not with `alone`) and of `data`, one an id, the last wins.

    A row of `focus` may hold an id alone where that id is among those; else it is a whole row and
    joins them.

    Raises:
        RecordRefused: a file cannot be read, or a row lacks what it needs.
    """
    paths = [*([] if alone else [STARTER]), *data]
    merged: dict[str, Record] = {}
    for where, line in (placed for path in paths for placed in _lines(path)):
        record = _at(where, _record, line)
        merged[record.id] = record
    asked = None if focus is None else _joined(merged, focus)
    return Cases.of(merged.values(), asked)


def _joined(merged: dict[str, Record], focus: Path) -> frozenset[str]:
    asked = set()
    for where, line in _lines(focus):
        named = _at(where, lambda text: row_of(Line(1), text), line).get("id")
        if not isinstance(named, str) or named not in merged:
            record = _at(where, _record, line)
            named = record.id
            merged[named] = record
        asked.add(named)
    return frozenset(asked)


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Each line that is not empty, with its place."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield f"{path.name}, line {number}", line
    except UnicodeDecodeError as fault:
        raise RecordRefused("bad_encoding", path.name, byte=fault.start) from fault
    except OSError as fault:
        raise RecordRefused("unreadable", path.name, why=type(fault).__name__) from fault


def _at(where: str, read: Callable[[str], _Read], line: str) -> _Read:
    """What `read` makes of `line`; a refusal names the place in the file."""
    try:
        return read(line)
    except RecordRefused as fault:
        there = where + fault.where.removeprefix(_FIRST)
        raise RecordRefused(fault.code, there, **fault.details) from fault


def _record(line: str) -> Record:
    # Line by line: an id may come again here, and the last wins, as in the neutral kit.
    return next(read_labelled([line]))


def _row(record: Record) -> Row:
    return {
        "id": record.id,
        "started_at": record.started_at,
        "mechanism": record.mechanism,
    }


def _told(record: Record, language: Language) -> str:
    """The narrative in `language`, or in the other where there is none."""
    narratives = narratives_of(record)
    return narratives[language] or next(filter(None, narratives.values()))
