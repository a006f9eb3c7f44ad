"""A reading as a person writes it in JSON, checked."""

from pathlib import Path

from pydantic import ValidationError

from api.files import name_of, read_bytes
from api.schemas_reading import ReadingIn
from corpus.errors import InputRefused
from corpus.reading import Reading
from corpus.reading_json import from_json

LARGEST = 10_000_000
"""Bytes of a reading."""
_CODES = {
    "missing": "missing_field",
    "extra_forbidden": "unknown_field",
    "json_invalid": "not_json",
    "model_type": "not_object",
    "greater_than_equal": "negative",
}
"""What is said of the faults that pydantic finds; any other is one of type."""


def read_reading(path: Path) -> Reading:
    """The reading in the JSON file at `path`.

    Raises:
        InputRefused: it cannot be taken; names the place in it.
    """
    content = read_bytes(path, LARGEST).removeprefix(b"\xef\xbb\xbf")
    try:
        written = ReadingIn.model_validate_json(content)
    except ValidationError as refused:
        [first, *_] = refused.errors()
        code = _CODES.get(first["type"], "wrong_type")
        where = _place(first["loc"]) if first["loc"] else name_of(path)
        raise InputRefused(code, where, expected=first["msg"]) from refused
    return from_json(written.model_dump_json(exclude_none=True))


def _place(parts: tuple[int | str, ...]) -> str:
    return "$" + "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in parts)
