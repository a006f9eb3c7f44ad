"""Keep assessments, and find the latest of each filing again."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from sqlite_utils import Database

from corpus.database import transaction
from corpus.door import audiences_json, seen
from corpus.ids import FilingId
from corpus.japan import JST
from corpus.viewer import Viewer
from triage.assessment import Assessment, from_json, made_with, to_json


class AssessmentStore:
    """The assessments table: every assessment ever made, none ever changed."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, assessments: Iterable[Assessment], now: datetime) -> None:
        """Store `assessments`, all or none."""
        rows = [
            {
                "filing": assessment.filing,
                "viewer": assessment.viewer,
                "as_of": assessment.as_of and assessment.as_of.isoformat(),
                "position": assessment.position,
                "made_at": now.isoformat(),
                "priority": assessment.priority,
                "configuration": made_with(assessment.configuration),
                "found": to_json(assessment),
            }
            for assessment in assessments
        ]
        with transaction(self._db):
            self._db.table("assessments").insert_all(rows)

    def latest(self, viewer: Viewer, configuration: Mapping[str, str]) -> Iterator[Assessment]:
        """The latest assessment made for `viewer` of each filing that is still to be read.

        Highest priority first, filings of one priority by id. Left out are those made as of a
        date, those whose latest was made with another `configuration`, and filings that a later
        one of their carrier superseded.
        """
        found = self._db.query(
            f"""
            SELECT found FROM assessments
            WHERE id IN (SELECT max(id) FROM assessments
                         WHERE viewer = :viewer AND as_of IS NULL GROUP BY filing)
              AND configuration = :configuration
              AND filing IN (SELECT a.id FROM accounts a WHERE a.active = 1 AND {seen("a.label")})
            ORDER BY priority DESC, filing
            """,
            {
                "viewer": str(viewer),
                "audiences": audiences_json(viewer),
                "configuration": made_with(configuration),
            },
        )
        return (from_json(row["found"]) for row in found)

    def received(self, viewer: Viewer) -> dict[FilingId, date]:
        """The day, in Japan, on which each filing came that stands and that `viewer` may see."""
        rows = self._db.query(
            f"""SELECT f.id, f.received_at FROM filings f JOIN accounts a ON a.id = f.id
                WHERE a.active = 1 AND {seen("a.label")}""",
            {"audiences": audiences_json(viewer)},
        )
        return {
            FilingId(row["id"]): datetime.fromisoformat(row["received_at"]).astimezone(JST).date()
            for row in rows
        }
