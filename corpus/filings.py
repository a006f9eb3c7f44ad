"""Filings: the files as they came, what was read of them, and what was not taken."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from corpus.database import transaction
from corpus.door import audiences_json, seen
from corpus.errors import UnknownFiling
from corpus.ids import BatchId, CarrierId, Filers, FilingId, IncidentId
from corpus.reading import Reading, Stage
from corpus.reading_json import from_json, to_json
from corpus.viewer import Viewer, audiences_of, audiences_of_filing


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A file that was taken. `carrier` is who sent it, None where nobody said."""

    id: BatchId
    name: str
    sha256: str
    carrier: CarrierId | None
    received_at: datetime
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One filing: its place in the file, what was read of it, and the receipt it got.

    `incidents` says which it is about, and which version of its carrier's filings on each.
    """

    id: FilingId
    batch: Batch
    where: str
    carrier: CarrierId | None
    stage: Stage
    received_at: datetime
    incidents: Mapping[IncidentId, int]
    reading: Reading = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A filing about to be kept.

    `carrier` is who sent it, `filers` who filed it, alone or together; `day` is when its accident
    started, where that is known.
    """

    id: FilingId
    batch: Batch
    carrier: CarrierId | None
    filers: Filers | None
    reading: Reading = field(repr=False)
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What was not taken: the file, its size in bytes, and the fault and place in it."""

    name: str
    sha256: str | None
    size: int
    code: str
    where: str
    details: Mapping[str, str | int]
    at: datetime
    carrier: CarrierId | None


class FilingStore:
    """Filings in one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def write_batch(self, batch: Batch, content: bytes) -> None:
        """Keep a file as it came. In the caller's transaction."""
        self._db.conn.execute(
            "INSERT OR IGNORE INTO originals(sha256, size, content) VALUES (?, ?, ?)",
            (batch.sha256, len(content), content),
        )
        self._db.conn.execute(
            "INSERT INTO batches(id, name, sha256, carrier, received_at, form) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (
                batch.id,
                batch.name,
                batch.sha256,
                batch.carrier,
                batch.received_at.isoformat(),
                batch.form,
            ),
        )

    def write(self, filed: Filed) -> None:
        """Keep one filing. In the caller's transaction."""
        self._db.conn.execute(
            "INSERT INTO filings(id, batch, place, carrier, filers, stage, reference, day, "
            "received_at, reading) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                filed.id,
                filed.batch.id,
                filed.reading.where,
                filed.carrier,
                filed.filers,
                filed.reading.stage,
                filed.reading.reference,
                filed.day.isoformat() if filed.day else None,
                filed.batch.received_at.isoformat(),
                to_json(filed.reading),
            ),
        )

    def taken(self, sha256: str, carrier: CarrierId | None) -> tuple[Filing, ...]:
        """The filings of a file that `carrier` sent before; none: it did not.

        For intake alone: it takes no viewer, since the sender is told of its own filings only.
        """
        rows = self._db.execute(
            f"{_FILINGS} WHERE f.batch = (SELECT id FROM batches WHERE sha256 = ? "
            "AND carrier IS ? ORDER BY rowid LIMIT 1) ORDER BY f.position",
            (sha256, carrier),
        )
        return tuple(map(_filing, rows))

    def get(self, filing_id: FilingId, viewer: Viewer) -> Filing:
        """The filing.

        Raises:
            UnknownFiling: no filing this viewer may see has that id.
        """
        row = self._db.execute(
            f"{_FILINGS} WHERE f.id = :id AND {_SEEN}",
            {"id": filing_id, "audiences": audiences_json(viewer)},
        ).fetchone()
        if row is None:
            raise UnknownFiling(filing_id)
        return _filing(row)

    def original(self, filing_id: FilingId, viewer: Viewer) -> bytes:
        """The file that the filing came in, as it came.

        A viewer who may not see every filing in the file may not see the file.

        Raises:
            UnknownFiling: no filing this viewer may see has that id, or others stand beside it.
        """
        batch = self.get(filing_id, viewer).batch
        hidden = self._db.execute(
            "SELECT 1 FROM filings f JOIN accounts a ON a.id = f.id "
            f"WHERE f.batch = :batch AND NOT {_SEEN} LIMIT 1",
            {"batch": batch.id, "audiences": audiences_json(viewer)},
        ).fetchone()
        if hidden:
            raise UnknownFiling(filing_id)
        sql = "SELECT content FROM originals WHERE sha256 = ?"
        return bytes(self._db.execute(sql, (batch.sha256,)).fetchone()[0])

    def ids(self, viewer: Viewer) -> tuple[FilingId, ...]:
        """The ids of all filings that `viewer` may see, as they came."""
        rows = self._db.execute(
            "SELECT f.id FROM filings f JOIN accounts a ON a.id = f.id "
            f"WHERE {_SEEN} ORDER BY f.position",
            {"audiences": audiences_json(viewer)},
        )
        return tuple(FilingId(row[0]) for row in rows)

    def standing(self, viewer: Viewer) -> tuple[FilingId, ...]:
        """The ids of those that stand: not superseded by a later filing of their carrier."""
        rows = self._db.execute(
            "SELECT f.id FROM filings f JOIN accounts a ON a.id = f.id "
            f"WHERE a.active = 1 AND {_SEEN} ORDER BY f.position",
            {"audiences": audiences_json(viewer)},
        )
        return tuple(FilingId(row[0]) for row in rows)

    def list(self, viewer: Viewer) -> Iterator[Filing]:
        """All filings that `viewer` may see, as they came."""
        sql = f"{_FILINGS} WHERE {_SEEN} ORDER BY f.position"
        for row in self._db.execute(sql, {"audiences": audiences_json(viewer)}):
            yield _filing(row)

    def refuse(self, refusal: Refusal) -> None:
        """Keep what was not taken, and why."""
        with transaction(self._db):
            self._db.table("refusals").insert(
                {
                    "name": refusal.name,
                    "sha256": refusal.sha256,
                    "size": refusal.size,
                    "code": refusal.code,
                    "place": refusal.where,
                    "details": json.dumps(dict(refusal.details), ensure_ascii=False),
                    "at": refusal.at.isoformat(),
                    "carrier": refusal.carrier,
                }
            )

    def refusals(self, viewer: Viewer) -> tuple[Refusal, ...]:
        """What was not taken, where `viewer` would have seen the filing; oldest first."""
        rows = self._db.query("SELECT * FROM refusals ORDER BY id")
        return tuple(
            _refusal(row)
            for row in rows
            if audiences_of(viewer) & audiences_of_filing(filter(None, [row["carrier"]]))
        )


_FILINGS = """SELECT f.id, f.place, f.carrier, f.stage, f.received_at, f.reading,
       b.id, b.name, b.sha256, b.carrier, b.received_at, b.form,
       (SELECT json_group_object(i.incident, i.version) FROM filing_incidents i
        WHERE i.filing = f.id)
    FROM filings f JOIN batches b ON b.id = f.batch JOIN accounts a ON a.id = f.id"""
_SEEN = seen("a.label")


def _filing(row: tuple[Any, ...]) -> Filing:
    batch = Batch(
        id=BatchId(row[6]),
        name=row[7],
        sha256=row[8],
        carrier=row[9],
        received_at=datetime.fromisoformat(row[10]),
        form=row[11],
    )
    return Filing(
        id=FilingId(row[0]),
        batch=batch,
        where=row[1],
        carrier=row[2],
        stage=Stage(row[3]),
        received_at=datetime.fromisoformat(row[4]),
        incidents=dict(sorted(json.loads(row[12]).items())),
        reading=from_json(row[5]),
    )


def _refusal(row: dict[str, Any]) -> Refusal:
    return Refusal(
        name=row["name"],
        sha256=row["sha256"],
        size=row["size"],
        code=row["code"],
        where=row["place"],
        details=json.loads(row["details"]),
        at=datetime.fromisoformat(row["at"]),
        carrier=row["carrier"],
    )
