"""How far the record has come, as one viewer may know it."""

from datetime import date

from sqlite_utils import Database

from corpus.door import audiences_json
from corpus.viewer import Viewer


def position_seen(db: Database, viewer: Viewer, before: date | None = None) -> int:
    """How many changes the accounts that `viewer` may see have had.

    With `before`, those of incidents that started on an earlier day only. It grows with each
    change that could change what this viewer is shown, and with no other.
    """
    rows = db.execute(
        """SELECT count(*) FROM account_changes WHERE label IN (
             SELECT label FROM account_audiences
             WHERE audience IN (SELECT value FROM json_each(:audiences))
               AND (:before IS NULL OR day < :before))""",
        {"audiences": audiences_json(viewer), "before": before and before.isoformat()},
    )
    return int(rows.fetchone()[0])
