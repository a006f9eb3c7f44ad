"""Evidence that is kept beside the counts and does not change them.

Background traffic of handsets, or an effect that nobody felt, is told by carriers as a reason to
judge a data accident mildly. It is kept so that it can be read; no line looks at it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database

from corpus.service import Service
from corpus.viewer import Viewer
from triage.docket.entry import EntryId
from triage.docket.log import Log
from triage.docket.texts import refuse, short_text


class Shows(StrEnum):
    """What the evidence is to show."""

    BACKGROUND_ONLY = "background_only"  # 端末の自動通信のみ
    NOT_PERCEIVED = "not_perceived"  # 利用者の体感なし


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece; `share` (0 to 1) of the affected users it is said of, None: not told."""

    entry: EntryId
    kind: Shows
    text: str = field(repr=False)
    service: Service | None = None
    share: float | None = None


class EvidenceStore:
    """Evidence in one database."""

    def __init__(self, db: Database) -> None:
        self._log = Log(db, "evidence")

    def keep(self, evidence: Evidence, by: Viewer, now: datetime) -> None:
        """Keep a piece of evidence.

        Raises:
            UnknownEntry, MayNotEnter: `by` may not.
            FactsRefused: it cannot be taken.
        """
        if evidence.share is not None and not 0 <= evidence.share <= 1:
            raise refuse("out_of_range", "share")
        told = {
            "kind": evidence.kind,
            "service": evidence.service,
            "share": None if evidence.share is None else float(evidence.share),
            "text": short_text(evidence.text, "text"),
        }
        self._log.write(evidence.entry, told, by, now)

    def of(self, entry: EntryId, viewer: Viewer) -> tuple[Evidence, ...]:
        """The evidence of `entry`, as it came.

        Raises:
            UnknownEntry: no entry this viewer may see has that id.
        """
        return tuple(
            Evidence(
                entry=EntryId(row["entry"]),
                kind=Shows(row["kind"]),
                text=row["text"],
                service=Service(row["service"]) if row["service"] else None,
                share=row["share"],
            )
            for row in self._log.of(entry, viewer)
        )
