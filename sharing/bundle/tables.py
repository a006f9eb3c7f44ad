"""The lessons of a bundle as a SQLite file: the same lessons, the same bytes."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing

from sharing.bundle.content import FORMAT, Bundle, BundledLesson
from sharing.bundle.names import codes_of

_SCHEMA = """
CREATE TABLE bundle (
    format INTEGER NOT NULL, scope TEXT, title_ja TEXT NOT NULL, title_en TEXT NOT NULL,
    "group" TEXT, recipient TEXT) STRICT;
CREATE TABLE lessons (
    lesson TEXT PRIMARY KEY, grain TEXT NOT NULL, language TEXT NOT NULL, since TEXT NOT NULL,
    title TEXT, text TEXT, fields TEXT NOT NULL, content_hash TEXT NOT NULL) STRICT;
CREATE TABLE codes (
    lesson TEXT NOT NULL REFERENCES lessons, field TEXT NOT NULL, id TEXT NOT NULL,
    ja TEXT NOT NULL, en TEXT NOT NULL) STRICT;
CREATE TABLE statements (
    lesson TEXT NOT NULL REFERENCES lessons, place INTEGER NOT NULL, role TEXT NOT NULL,
    said TEXT) STRICT;
CREATE TABLE viewpoints (
    lesson TEXT NOT NULL REFERENCES lessons, place INTEGER NOT NULL, who TEXT, what TEXT,
    how TEXT) STRICT;
"""
_WRITTEN_BY = slice(92, 100)
"""Where a SQLite file says which release of SQLite wrote it last; it is free to say nothing."""


def database_of(bundle: Bundle) -> bytes:
    """The bytes of a SQLite file of `bundle`."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.execute("PRAGMA page_size = 4096")
        db.executescript(_SCHEMA)
        db.execute("BEGIN")
        title = bundle.title
        db.execute(
            "INSERT INTO bundle VALUES (?, ?, ?, ?, ?, ?)",
            (FORMAT, bundle.scope, title.ja, title.en, bundle.group, bundle.recipient),
        )
        for one in bundle.lessons:
            for table, row in _rows(one):
                places = ", ".join("?" * len(row))
                db.execute(f"INSERT INTO {table} VALUES ({places})", row)
        db.execute("COMMIT")
        content = bytearray(db.serialize())
    content[_WRITTEN_BY] = bytes(8)
    return bytes(content)


def _rows(one: BundledLesson) -> Iterator[tuple[str, tuple[str | int | None, ...]]]:
    told = one.fields
    fields = json.dumps(told, ensure_ascii=False, sort_keys=True)
    start = (one.lesson, one.grain, one.language, one.since)
    yield "lessons", (*start, told.get("title"), one.text, fields, one.content_hash)
    for code in codes_of(told):
        yield "codes", (one.lesson, code.field, code.id, code.title.ja, code.title.en)
    for place, each in enumerate(told.get("statements") or (), 1):
        yield "statements", (one.lesson, place, each["role"], each["said"])
    for place, each in enumerate(told.get("viewpoints") or (), 1):
        row = (each.get("who"), each.get("what"), each.get("how"))
        yield "viewpoints", (one.lesson, place, *row)
