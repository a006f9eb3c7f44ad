"""An entry of the docket: the facts of one case as a carrier knows them, version by version.

What is decided is not kept: it is found again from the facts and a regime, each time it is asked.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NewType

from ulid import ULID

from corpus.ids import CarrierId, FilingId, IncidentId
from corpus.regime import RegimeId
from triage.facts import Facts
from triage.written import as_json

EntryId = NewType("EntryId", str)
"""``D-`` and a ULID: one case in the docket."""

LONGEST_TEXT = 500


def new_entry_id() -> EntryId:
    """An entry id no other entry has."""
    return EntryId(f"D-{ULID()}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What a person enters. `facts` is JSON as the duty reads it.

    `about` is a filing or an incident, None while nothing is on record; `regimes` are watched
    besides the one in force; `area` is told in words; `voluntary` (自主的な報告) is the person's
    own word; `why` says what is new in this version.
    """

    facts: str = field(repr=False)
    about: FilingId | IncidentId | None = None
    regimes: tuple[str, ...] = ()
    area: str | None = None
    voluntary: bool = False
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A fact that differs from the version before, by its path; None: not told."""

    path: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryVersion:
    """One version: who entered it, when and why, and what it changed."""

    version: int
    told_by: str
    at: datetime
    why: str | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as one viewer knows it, in its latest version.

    `filing` and `incidents` name only what the viewer may see; `written` is the facts as entered.
    """

    id: EntryId
    carrier: CarrierId | None
    filing: FilingId | None
    incidents: tuple[IncidentId, ...]
    version: int
    regimes: tuple[RegimeId, ...]
    area: str | None
    voluntary: bool
    told_by: str
    at: datetime
    facts: Facts = field(repr=False)
    written: str = field(repr=False)

    @property
    def told(self) -> Mapping[str, Any]:
        """The facts as the person entered them."""
        told: Mapping[str, Any] = json.loads(self.written)
        return told


def entry_to_json(entry: Entry, history: tuple[EntryVersion, ...] = ()) -> dict[str, object]:
    """An entry as JSON, with its facts as they were entered and the history that is given."""
    written = as_json(entry)
    assert isinstance(written, dict)
    return {**written, "facts": entry.told, "history": as_json(history)}


def changes_between(before: str, after: str) -> tuple[Change, ...]:
    """The facts that two versions tell differently, by path."""
    old, new = dict(_leaves(json.loads(before), "$")), dict(_leaves(json.loads(after), "$"))
    paths = sorted(old.keys() | new.keys())
    return tuple(
        Change(path=path, before=old.get(path), after=new.get(path))
        for path in paths
        if old.get(path) != new.get(path)
    )


def _leaves(value: object, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(each, f"{path}.{key}")
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from _leaves(each, f"{path}[{place}]")
    else:
        yield path, value
