"""Take a file that was sent: read it, understand it, keep it; or keep why it was refused."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlite_utils import Database

from corpus.errors import FileRefused
from corpus.filings import FilingStore, Refusal
from corpus.ids import CarrierId
from corpus.intake.loading import shown
from corpus.intake.receive import Parcel, Receipt, receive
from corpus.intake.sandbox import Sandbox
from corpus.intake.understand import understand
from corpus.traits import CarrierNames


@dataclass(frozen=True, slots=True)
class Intake:
    """Where files come in: the database they go to, and what reads and names them."""

    db: Database
    sandbox: Sandbox
    carriers: CarrierNames

    def take(self, path: Path, carrier: CarrierId | None, now: datetime) -> tuple[Receipt, ...]:
        """A receipt for each filing in the file at `path`, given once all of them are kept.

        Raises:
            FileRefused: it cannot be taken; nothing of it is kept but why.
        """
        name, content = shown(path.name or str(path)), b""
        try:
            # Loaded first, so that what was refused is known by its hash as well.
            content = self.sandbox.load(path)
            document = self.sandbox.read_bytes(path.name, content)
            parcel = Parcel(name=name, content=content, carrier=carrier, received_at=now)
            return receive(self.db, parcel, understand(document), self.carriers)
        except FileRefused as refused:
            FilingStore(self.db).refuse(
                Refusal(
                    name=name,
                    sha256=sha256(content).hexdigest() if content else None,
                    size=len(content) or _size(path),
                    code=refused.code,
                    where=refused.where,
                    details=refused.details,
                    at=now,
                    carrier=carrier,
                )
            )
            raise


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
