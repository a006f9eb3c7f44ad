"""The fields of a lesson, and from which grain on each is told (``fields.toml``)."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.account import SECTION, without_marks
from sharing.errors import DamagedScopes
from sharing.grain import Grain
from sharing.scope import finer
from triage.lessons.lesson import Lesson
from triage.written import as_json

FIELDS = Path(__file__).parent / "fields.toml"

Told = dict[str, Any]
"""Fields as JSON has them: by name, or a list of such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field by its path (``cause.id``): told from `grain` on, and whether as text."""

    path: str
    grain: Grain
    text: bool

    def told_at(self, grain: Grain) -> bool:
        """Whether a reader of `grain` gets it."""
        return not finer(self.grain, grain)


@cache
def load_fields(path: Path = FIELDS) -> Mapping[str, Field]:
    """The fields in `path`, by their paths.

    Raises:
        DamagedScopes: the file is not as it must be.
    """
    tables = tomllib.loads(path.read_text("utf-8"))
    if tables.keys() != {"coded", "text"} or tables["coded"].keys() & tables["text"].keys():
        raise DamagedScopes(f"{path.name}: each field stands once, under coded or text")
    try:
        return {
            name: Field(path=name, grain=Grain(grain), text=kind == "text")
            for kind, table in tables.items()
            for name, grain in table.items()
        }
    except ValueError as fault:
        raise DamagedScopes(f"{path.name}: {fault}") from fault


def cut(lesson: Lesson, grain: Grain) -> Told:
    """What a reader of `grain` gets of `lesson`; below the full grain, None in place of a text."""
    whole = as_json(lesson)
    assert isinstance(whole, dict)
    return _cut(whole, grain, "")


def text_of(lesson: Lesson, grain: Grain) -> str:
    """The words of `lesson` that are rewritten for `grain`, as one text.

    U+2029 stands between those of one field and the next: `filled` puts them back by it.
    """
    whole = as_json(lesson)
    assert isinstance(whole, dict)
    told = [holder[key] for field, holder, key in _texts(whole, "") if field.told_at(grain)]
    return SECTION.join(map(without_marks, told))


def filled(told: Told, text: str) -> Told | None:
    """The fields `told`, with the words of `text` in their places; None where they do not fit."""
    whole: Told = _copied(told)
    blanks = [(holder, key) for _, holder, key in _texts(whole, "") if holder[key] is None]
    words = text.split(SECTION)
    if len(words) != len(blanks):
        return None
    for (holder, key), said in zip(blanks, words, strict=True):
        holder[key] = said
    return whole


def _cut(told: Told, grain: Grain, below: str) -> Told:
    return {
        key: _value(value, grain, f"{below}{key}")
        for key, value in told.items()
        if _stays(grain, f"{below}{key}")
    }


def _value(value: Any, grain: Grain, path: str) -> Any:
    field = load_fields().get(path)
    if field is not None:
        return None if field.text and grain is not Grain.FULL else value
    if isinstance(value, list):
        return [_cut(each, grain, f"{path}.") for each in value]
    return value if value is None else _cut(value, grain, f"{path}.")


def _stays(grain: Grain, path: str) -> bool:
    """Whether anything of the field at `path` is told; one that no file names is not."""
    named = [
        field
        for field in load_fields().values()
        if field.path == path or field.path.startswith(f"{path}.")
    ]
    return any(field.told_at(grain) for field in named)


def _texts(told: Told, below: str) -> Iterator[tuple[Field, Told, str]]:
    """Where the texts stand, in the order in which they are read."""
    for key in sorted(told):
        path, value = f"{below}{key}", told[key]
        field = load_fields().get(path)
        if field is not None and field.text:
            yield field, told, key
        elif field is None and value is not None:
            parts: Sequence[Told] = value if isinstance(value, list) else [value]
            for part in parts:
                yield from _texts(part, f"{path}.")


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(each) for key, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value
