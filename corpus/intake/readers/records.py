"""JSON: one filing as an object, or a list of them.

An object becomes a table of two columns, label and value; a list becomes a table with the labels
in its first row. What an object holds one level down has a label of its own: ``carrier.name``,
``services[1].users``. What lies deeper stays as JSON text.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corpus.errors import FileRefused
from corpus.intake.document import Cell, Remark
from corpus.intake.fault import Fault
from corpus.intake.readers.draft import Draft
from corpus.intake.readers.encoding import decode
from corpus.intake.readers.source import Source

_LIST_KEY = "filings"
_WORDS = {True: "true", False: "false", None: ""}
_PLACE = "json"


@dataclass(frozen=True, slots=True)
class _Object:
    """A JSON object with all its pairs in order: a repeated key is not lost."""

    pairs: tuple[tuple[str, Any], ...]


def read(source: Source, draft: Draft) -> None:
    """Fill `draft` with the objects of a JSON text.

    Raises:
        FileRefused: it is no JSON, or neither an object nor a list of objects.
    """
    decoded = decode(source.content)
    draft.note(Remark.ENCODING, "", decoded.encoding)
    told = _filings(_parsed(decoded.text, draft))
    if isinstance(told, _Object):
        draft.table(_label_rows(told, draft), _PLACE)
    elif isinstance(told, list) and all(isinstance(item, _Object) for item in told):
        draft.table(_list_rows(told, draft), _PLACE)
    else:
        raise FileRefused(Fault.UNKNOWN_FORMAT, "", found="JSON without objects")


def _parsed(text: str, draft: Draft) -> Any:
    def constant(name: str) -> str:
        draft.note(Remark.NOT_A_NUMBER, "")
        return name

    def paired(pairs: list[tuple[str, Any]]) -> _Object:
        if len({key for key, _ in pairs}) < len(pairs):
            draft.note(Remark.REPEATED_KEY, "")
        return _Object(tuple(pairs))

    try:
        # Numbers stay as they are written: 22780000 is no float, and 1.50 has two decimals.
        return json.loads(
            text,
            object_pairs_hook=paired,
            parse_float=str,
            parse_int=str,
            parse_constant=constant,
        )
    except json.JSONDecodeError as fault:
        where = f"line {fault.lineno} column {fault.colno}"
        raise FileRefused(Fault.DAMAGED, where, problem="no JSON") from None


def _filings(told: Any) -> Any:
    """What stands under ``filings``, where that is all there is; else the whole."""
    if isinstance(told, _Object) and len(told.pairs) == 1:
        [(key, inner)] = told.pairs
        if key == _LIST_KEY:
            return inner
    return told


def _label_rows(told: _Object, draft: Draft) -> Iterator[tuple[Cell, ...]]:
    for number, (label, text) in enumerate(_flat(told), start=1):
        yield tuple(
            draft.cell(written, number, column, _PLACE)
            for column, written in enumerate((label, text), start=1)
            if written
        )


def _list_rows(told: list[_Object], draft: Draft) -> Iterator[tuple[Cell, ...]]:
    """Labels, then a row an object; a label that it repeats has a column for each time."""
    columns: dict[tuple[str, int], int] = {}
    rows = []
    for number, item in enumerate(told, start=2):
        row, seen = {}, dict[str, int]()
        for label, text in _flat(item):
            seen[label] = seen.get(label, 0) + 1
            column = columns.setdefault((label, seen[label]), len(columns) + 1)
            if text:
                row[column] = draft.cell(text, number, column, _PLACE)
        rows.append(tuple(row[column] for column in sorted(row)))
    yield tuple(
        draft.cell(label, 1, column, _PLACE) for (label, _), column in columns.items() if label
    )
    yield from rows


def _flat(told: _Object) -> Iterator[tuple[str, str]]:
    """The labels and values of an object, and of what it holds one level down."""
    for key, inner in told.pairs:
        if isinstance(inner, _Object):
            yield from ((f"{key}.{under}", _text(deep)) for under, deep in inner.pairs)
        elif isinstance(inner, list) and any(isinstance(item, _Object) for item in inner):
            for count, item in enumerate(inner, start=1):
                yield from _numbered(f"{key}[{count}]", item)
        else:
            yield key, _text(inner)


def _numbered(label: str, item: Any) -> Iterator[tuple[str, str]]:
    if isinstance(item, _Object):
        yield from ((f"{label}.{under}", _text(deep)) for under, deep in item.pairs)
    else:
        yield label, _text(item)


def _text(told: Any) -> str:
    if isinstance(told, str):
        return told
    if told is None or isinstance(told, bool):
        return _WORDS[told]
    if isinstance(told, list) and all(isinstance(item, str) for item in told):
        return "\n".join(told)
    return json.dumps(_plain(told), ensure_ascii=False)


def _plain(told: Any) -> Any:
    if isinstance(told, _Object):
        return {key: _plain(inner) for key, inner in told.pairs}
    if isinstance(told, list):
        return [_plain(item) for item in told]
    return told
