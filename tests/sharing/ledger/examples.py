"""A ledger of a few entries, with its head and its key."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from corpus.viewer import SECRETARIAT, Viewer
from sharing.ledger.chain import Wrong
from sharing.ledger.entry import Entry
from sharing.ledger.export import exported
from sharing.ledger.keeping import settle
from sharing.ledger.store import Ledger
from sharing.ledger.verify import NOTHING, Expected, Report, verify_database, verify_lines
from sharing.signing import SigningKey
from tests.examples import NOW


@dataclass
class Kept:
    """A ledger in a folder."""

    db: Database
    folder: Path
    now: datetime = NOW

    def enter(self, kind: str = "sent", **body: str | int) -> Entry:
        self.now += timedelta(minutes=1)
        return Ledger(self.db).append(kind, body or {"lesson": "L-1.1"}, self.now)

    def settle(self) -> None:
        settle(self.db, self.folder, lambda: self.now)

    def verify(self, expected: Expected = NOTHING) -> Report:
        return verify_database(self.db, self.folder, expected)

    def wrong(self) -> list[tuple[Wrong, int | None]]:
        return found(self.verify())

    def export(self, viewer: Viewer = SECRETARIAT) -> bytes:
        return b"".join(exported(self.db, viewer, SigningKey.of(self.folder), self.now))

    def loosen(self) -> None:
        """Take the guards away, as somebody with the file in hands could."""
        for guard in ("order", "update", "delete"):
            self.db.execute(f"DROP TRIGGER ledger_keep_{guard}")


def found(report: Report) -> list[tuple[Wrong, int | None]]:
    return [(fault.wrong, fault.number) for fault in report.faults]


def read(content: bytes, expected: Expected = NOTHING) -> Report:
    return verify_lines(content.splitlines(keepends=True), expected)
