"""Lines of an exported ledger: an entry as bytes, and back, where every byte is as it must be."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from corpus.viewer import Audience
from sharing.ledger.entry import Entry, canonical

_TYPES: Mapping[str, type] = {
    "book": str,
    "number": int,
    "kind": str,
    "at": str,
    "body": dict,
    "before": str,
    "hash": str,
}
assert tuple(_TYPES) == tuple(part.name for part in fields(Entry))


class NotALine(ValueError):
    """Those bytes are no line of a ledger, or not as one is written."""


def document_of(line: bytes) -> dict[str, Any]:
    """The JSON object on `line`.

    Raises:
        NotALine: it is none, or is written in another way than the one there is.
    """
    try:
        told = json.loads(line)
        if not isinstance(told, dict) or canonical(told) + b"\n" != line:
            raise NotALine("written otherwise")
    except (ValueError, RecursionError) as fault:
        raise NotALine("not JSON as we write it") from fault
    return told


def entry_of(line: bytes) -> Entry:
    """The entry on `line`; its hash is not checked.

    Raises:
        NotALine: there is none.
    """
    told = document_of(line)
    if told.keys() != _TYPES.keys():
        raise NotALine("other keys")
    for key, kind in _TYPES.items():
        if type(told[key]) is not kind:
            raise NotALine(key)
    return Entry(**{**told, "book": Audience(told["book"])})


def line_of_row(row: Mapping[str, Any]) -> bytes:
    """A row of the table as a line, its body as it stands there."""
    told = {key: value for key, value in row.items() if key != "body"}
    parts = {key: canonical(value) for key, value in told.items()}
    parts["body"] = str(row["body"]).encode("utf-8", "surrogatepass")
    written = b",".join(b'"%s":%s' % (key.encode(), parts[key]) for key in sorted(parts))
    return b"{%s}\n" % written
