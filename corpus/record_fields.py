"""One line of the public record as JSON: decoded, and each field checked against its form."""

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NoReturn

from corpus.errors import RecordRefused

LONGEST = 1_000_000
"""Characters of the longest line that is taken."""
LARGEST = 2**63 - 1

NARRATIVES = ("narrative_ja", "narrative_en")
NEEDED = ("id", "operator", "started_at")
NEEDED_TO_EVALUATE = ("id", "started_at", "mechanism")

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 120
_STARTED = re.compile(
    r"\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?"
)
# What completes a year, a month or a day to a moment that can be checked.
_COMPLETED = {4: "-01-01", 7: "-01"}

Row = dict[str, Any]


class Line:
    """One line and its number, from which it is refused."""

    def __init__(self, number: int) -> None:
        self.number = number

    def refuse(self, code: str, path: str = "", **details: str | int) -> NoReturn:
        """Raise that the line cannot be taken, for `code`, at the field `path`."""
        raise RecordRefused(code, f"line {self.number}" + (f", {path}" if path else ""), **details)

    def text(self, value: object, path: str) -> None:
        """Refuse what is no text, or could not be kept as one."""
        if not isinstance(value, str):
            self.refuse("wrong_type", path, expected="text")
        if not value.isascii() and any("\ud800" <= each <= "\udfff" for each in value):
            self.refuse("not_text", path)

    def number_of(self, value: object, path: str) -> None:
        """Refuse what is no whole number from 0 on."""
        if not isinstance(value, int) or isinstance(value, bool):
            self.refuse("wrong_type", path, expected="integer")
        if not 0 <= value <= LARGEST:
            self.refuse("out_of_range", path, low=0, high=LARGEST)

    def texts(self, value: object, path: str) -> None:
        """Refuse what is no list of texts."""
        for place, each in enumerate(self.entries(value, path)):
            self.text(each, f"{path}[{place}]")

    def sources(self, value: object, path: str) -> None:
        """Refuse what is no list of {title, url}."""
        for place, each in enumerate(self.entries(value, path)):
            here = f"{path}[{place}]"
            if not isinstance(each, dict):
                self.refuse("wrong_type", here, expected="object")
            for name in each.keys() - {"title", "url"}:
                self.refuse("unknown_field", f"{here}.{name}")
            if "title" not in each:
                self.refuse("missing_field", f"{here}.title")
            for name in sorted(each):
                if each[name] is not None:
                    self.text(each[name], f"{here}.{name}")

    def entries(self, value: object, path: str) -> Iterable[object]:
        """The entries of a list."""
        if not isinstance(value, list):
            self.refuse("wrong_type", path, expected="list")
        return value


Check = Callable[[Line, object, str], None]
_MAY_BE_NULL: Mapping[str, Check] = {
    "operator": Line.text,
    "country": Line.text,
    "started_at": Line.text,
    "duration_minutes": Line.number_of,
    "affected_users": Line.number_of,
    "affected_area": Line.text,
    "trigger": Line.text,
    "root_cause": Line.text,
    "propagation": Line.text,
    "recovery": Line.text,
    "prolonging_factors": Line.text,
    "narrative_ja": Line.text,
    "narrative_en": Line.text,
    "confidence": Line.text,
    "mechanism": Line.text,
}
_NEVER_NULL: Mapping[str, Check] = {
    "id": Line.text,
    "service_kinds": Line.texts,
    "cause_class": Line.texts,
    "equipment": Line.texts,
    "countermeasures": Line.texts,
    "lessons": Line.texts,
    "similar_to": Line.texts,
    "sources": Line.sources,
}
FORMS = {**_MAY_BE_NULL, **_NEVER_NULL}


def row_of(line: Line, text: str) -> Row:
    """The JSON object that `text` holds.

    Raises:
        RecordRefused: it holds none.
    """
    if len(text) > LONGEST:
        line.refuse("too_long", most=LONGEST)

    def once(pairs: list[tuple[str, Any]]) -> Row:
        found = dict(pairs)
        if len(found) != len(pairs):
            line.refuse("duplicate_field")
        return found

    def no_number(_written: str) -> NoReturn:
        line.refuse("not_json")

    try:
        row = json.loads(text, object_pairs_hook=once, parse_constant=no_number)
    except (ValueError, RecursionError):
        line.refuse("not_json")
    if not isinstance(row, dict):
        line.refuse("not_object")
    return row


def check(line: Line, row: Row, needed: Collection[str]) -> None:
    """Refuse `row` when a `needed` field or every narrative is missing, or a form is not kept."""
    for name in needed:
        if name not in row:
            line.refuse("missing_field", name)
    for name in sorted(row.keys() & FORMS.keys()):
        if row[name] is not None or name in _NEVER_NULL:
            FORMS[name](line, row[name], name)
    empty = [name for name in needed if name != "started_at" and not _says(row[name])]
    if not any(_says(row.get(name)) for name in NARRATIVES):
        empty.append(NARRATIVES[0])
    if empty:
        line.refuse("missing_field", empty[0])
    _check_started(line, row["started_at"])


def check_id(line: Line, written: str) -> None:
    """Refuse an id that is not kebab, or longer than ids are."""
    if not _ID.fullmatch(written) or len(written) > _LONGEST_ID:
        line.refuse("bad_id", "id")


def check_known(line: Line, row: Row) -> None:
    """Refuse a row with a field the format does not have."""
    for name in row:
        if name not in FORMS:
            line.refuse("unknown_field", name if name.isidentifier() else "?")


def completed(started_at: str) -> datetime:
    """The moment at which a year, month, day or moment written ISO 8601 begins.

    Raises:
        ValueError: there is no such day or hour.
    """
    return datetime.fromisoformat(started_at + _COMPLETED.get(len(started_at), ""))


def _says(text: str | None) -> bool:
    return bool(text and text.strip())


def _check_started(line: Line, started_at: str | None) -> None:
    if started_at is None:
        return
    if not _STARTED.fullmatch(started_at):
        line.refuse("bad_date", "started_at")
    try:
        completed(started_at)
    except ValueError:
        line.refuse("bad_date", "started_at")
