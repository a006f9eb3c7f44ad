"""Keep assessments, and find the latest of each filing again."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlite_utils import Database

from corpus.database import transaction
from corpus.door import audiences_json, seen
from corpus.viewer import Viewer
from triage.assessment import Assessment, from_json, to_json


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
                "configuration": "|".join(assessment.configuration.values()),
                "found": to_json(assessment),
            }
            for assessment in assessments
        ]
        with transaction(self._db):
            self._db.table("assessments").insert_all(rows)

    def latest(self, viewer: Viewer) -> Iterator[Assessment]:
        """The latest assessment made for `viewer` of each filing that is still to be read.

        A filing that a later one of its carrier superseded is left out.
        """
        found = self._db.query(
            f"""
            SELECT found FROM assessments
            WHERE id IN (SELECT max(id) FROM assessments WHERE viewer = :viewer GROUP BY filing)
              AND filing IN (SELECT a.id FROM accounts a WHERE a.active = 1 AND {seen("a.label")})
            ORDER BY priority DESC, filing
            """,
            {"viewer": str(viewer), "audiences": audiences_json(viewer)},
        )
        return (from_json(row["found"]) for row in found)
