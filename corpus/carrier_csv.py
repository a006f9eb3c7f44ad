"""Carriers and their settings from a CSV file: one row a carrier, a cell left empty says nothing.

Columns: `id`; what the carrier is, for one that the register does not come with (`ENTRY`); what is
set for it (`SET`). Lists have semicolons between. What cannot be taken is refused row by row.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.added_carriers import AddedCarriers, register_of
from corpus.carrier_settings import CarrierSettings, CarrierSettingsStore, Channel
from corpus.carriers import CarrierRegister
from corpus.database import transaction
from corpus.errors import InputRefused, MayNotSet
from corpus.ids import CarrierId
from corpus.intake.readers.encoding import decode
from corpus.viewer import Role, Viewer

_LISTS = frozenset(("also", "aliases", "brands", "common", "prefectures", "services"))
_NAMES = frozenset(("name_ja", "name_en"))
_SINGLE = frozenset(("kind", "country", "parent", "size", "class", "class_from"))
ENTRY = _LISTS | _NAMES | _SINGLE
SET = frozenset(("contacts", "channel", "opted_out", "buys_of"))
_SAID = {"yes": True, "no": False, "はい": True, "いいえ": False}
LONGEST_FILE = 5_000_000
"""Bytes of a file that is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenRow:
    """What became of the row of `line`: the carrier added, its settings changed, or refused."""

    line: int
    carrier: str
    added: bool = False
    changed: bool = False
    refused: InputRefused | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierImport:
    """Where rows are taken to: a database, the register it comes with, by whom and when."""

    db: Database
    register: CarrierRegister
    by: Viewer
    now: datetime

    def take(self, content: bytes) -> Iterator[TakenRow]:
        """Take the rows of `content`, each in a transaction of its own.

        Raises:
            MayNotSet: `by` is not the secretariat.
            InputRefused: it is no such file: nothing of it is taken.
        """
        if self.by.role is not Role.SECRETARIAT:
            raise MayNotSet(str(self.by))
        for line, row in list(_rows(content)):
            try:
                with transaction(self.db):
                    taken = self._take(line, row)
            except InputRefused as refused:
                taken = TakenRow(line=line, carrier=row["id"], refused=refused)
            yield taken

    def _take(self, line: int, row: Mapping[str, str]) -> TakenRow:
        carrier = CarrierId(row["id"])
        told = {key: row[key] for key in ENTRY & row.keys()}
        if told:
            AddedCarriers(self.db, self.register).add(carrier, _entry(told), self.by, self.now)
        whole = register_of(self.db, self.register)
        if carrier not in whole.carriers:
            raise InputRefused("unknown_carrier", "id")
        store = CarrierSettingsStore(self.db, whole)
        settings = _changed(store.of(carrier, self.by), row)
        changed = store.set(carrier, settings, self.by, self.now)
        return TakenRow(line=line, carrier=carrier, added=bool(told), changed=changed)


def _rows(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their lines; cells that are empty are left out."""
    if len(content) > LONGEST_FILE:
        raise InputRefused("too_large", "file", limit=LONGEST_FILE)
    rows = csv.reader(io.StringIO(decode(content).text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(rows, [])]
        _refuse_header(header)
        for cells in rows:
            if len(cells) > len(header):
                raise InputRefused("damaged", f"line {rows.line_num}")
            told = {key: cell.strip() for key, cell in zip(header, cells, strict=False)}
            kept = {key: cell for key, cell in told.items() if cell}
            if kept:
                yield rows.line_num, {"id": "", **kept}
    except csv.Error as fault:
        raise InputRefused("damaged", f"line {rows.line_num}") from fault


def _refuse_header(header: list[str]) -> None:
    if "id" not in header:
        raise InputRefused("missing_field", "line 1: id")
    for column in header:
        if column not in ENTRY | SET | {"id"}:
            raise InputRefused("unknown_field", f"line 1: {column}")
        if header.count(column) > 1:
            raise InputRefused("duplicate_field", f"line 1: {column}")


def _entry(told: Mapping[str, str]) -> dict[str, Any]:
    """The cells as a table of ``carriers.toml``."""
    entry: dict[str, Any] = {key: told[key] for key in _SINGLE & told.keys()}
    entry |= {key: _listed(told[key]) for key in sorted(_LISTS & told.keys())}
    name = {key.removeprefix("name_"): told[key] for key in sorted(_NAMES & told.keys())}
    return {**entry, "names": [name]} if name else entry


def _changed(settings: CarrierSettings, row: Mapping[str, str]) -> CarrierSettings:
    if "contacts" in row:
        settings = replace(settings, contacts=tuple(_listed(row["contacts"])))
    if "channel" in row:
        settings = replace(settings, channel=_channel(row["channel"]))
    if "opted_out" in row:
        if row["opted_out"] not in _SAID:
            raise InputRefused("not_yes_or_no", "opted_out")
        settings = replace(settings, opted_out=_SAID[row["opted_out"]])
    if "buys_of" in row:
        settings = replace(settings, buys_of=tuple(map(CarrierId, _listed(row["buys_of"]))))
    return settings


def _channel(written: str) -> Channel:
    if written not in set(Channel):
        raise InputRefused("unknown_channel", "channel", known=", ".join(Channel))
    return Channel(written)


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
