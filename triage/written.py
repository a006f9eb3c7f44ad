"""Values as JSON: frozen dataclasses, enums, days and moments, whatever stands in an answer."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum


def as_json(value: object) -> object:
    """`value` in the types JSON has. What a dataclass keeps out of its repr is left out."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {
            part.name.rstrip("_"): as_json(getattr(value, part.name))
            for part in fields(value)
            if part.repr
        }
    if isinstance(value, Mapping):
        return {str(as_json(key)): as_json(each) for key, each in value.items()}
    if isinstance(value, tuple | list | frozenset):
        listed = [as_json(each) for each in value]
        return sorted(listed, key=str) if isinstance(value, frozenset) else listed
    return value.isoformat() if isinstance(value, date) else value
