"""Keep recalls. Rows are only ever added."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from corpus.database import transaction
from corpus.viewer import Audience, Viewer
from sharing.ledger.entry import Json, Kind
from sharing.ledger.store import Ledger
from sharing.moments import written
from sharing.numbers import numbers_of
from sharing.sign_off.recall import Confirmation, Confirmed, Recall
from triage.lessons.lesson import LessonId

_RECIPIENTS = """(SELECT json_group_array(
        json_array(w.recipient, c.said, c.words, c.person, c.told_by, c.at))
    FROM recall_recipients w LEFT JOIN recall_confirmations c
    ON c.recall = w.recall AND c.recipient = w.recipient WHERE w.recall = r.id) AS recipients"""


def is_recalled(db: Database, version: LessonId) -> bool:
    """Whether that version of a lesson was taken back from anybody."""
    sql = "SELECT 1 FROM recalls WHERE lesson = ? AND version = ?"
    return db.execute(sql, numbers_of(version)).fetchone() is not None


class RecallStore:
    """The recalls in one database."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def list(self, viewer: Viewer, lesson: LessonId | None = None) -> tuple[Recall, ...]:
        """The recalls that `viewer` sees, oldest first; of one lesson, or of one version.

        Raises:
            UnknownLesson: that is no id of a lesson.
        """
        number, version = (None, None) if lesson is None else numbers_of(lesson)
        rows = self._db.query(
            f"""SELECT r.*, {_RECIPIENTS} FROM recalls r
                WHERE (:lesson IS NULL OR r.lesson = :lesson)
                AND (:version IS NULL OR r.version = :version) ORDER BY r.id""",
            {"lesson": number, "version": version},
        )
        return tuple(told for row in rows if (told := _read(row).seen_by(viewer)) is not None)

    def keep(self, new: Recall) -> None:
        """Keep a recall. In the caller's transaction."""
        lesson, version = numbers_of(new.version)
        replacement = None if new.replacement is None else numbers_of(new.replacement)[1]
        row = {
            "lesson": lesson,
            "version": version,
            "keeper": new.keeper,
            "replacement": replacement,
            "due": written(new.due),
            "why": new.why,
            "person": new.person,
            "told_by": str(new.told_by),
            "at": written(new.at),
        }
        with transaction(self._db):
            recall = self._db.table("recalls").insert(row).last_pk
            self._db.table("recall_recipients").insert_all(
                {"recall": recall, "recipient": each} for each in sorted(new.recipients)
            )
            body: dict[str, Json] = {
                "lesson": new.version,
                "replacement": new.replacement,
                "by": str(new.told_by),
                "recipients": [_short(each) for each in sorted(new.recipients)],
            }
            Ledger(self._db, new.keeper).append(Kind.RECALLED, body, new.at)

    def confirm(self, recall: Recall, recipient: Audience, told: Confirmation) -> None:
        """Keep a recipient's word. In the caller's transaction."""
        sql = "SELECT id FROM recalls WHERE lesson = ? AND version = ? AND keeper = ?"
        [found] = self._db.execute(sql, (*numbers_of(recall.version), recall.keeper)).fetchone()
        row = {
            "recall": found,
            "recipient": recipient,
            "said": told.said,
            "words": told.words,
            "person": told.person,
            "told_by": str(told.told_by),
            "at": written(told.at),
        }
        with transaction(self._db):
            self._db.table("recall_confirmations").insert(row)
            body: dict[str, Json] = {
                "lesson": recall.version,
                "recipient": _short(recipient),
                "said": told.said,
            }
            Ledger(self._db, recall.keeper).append(Kind.RECALLED, body, told.at)


def _short(audience: Audience) -> str:
    # A maker's name is what a person wrote.
    return "".join(each for each in audience if each.isprintable())[:100]


def _read(row: Mapping[str, Any]) -> Recall:
    replacement = row["replacement"]
    return Recall(
        version=LessonId(f"L-{row['lesson']}.{row['version']}"),
        replacement=None if replacement is None else LessonId(f"L-{row['lesson']}.{replacement}"),
        recipients=dict(
            sorted(map(_recipient, json.loads(row["recipients"])), key=lambda one: one[0])
        ),
        keeper=Audience(row["keeper"]),
        due=datetime.fromisoformat(row["due"]),
        why=row["why"],
        person=row["person"],
        told_by=Viewer.parse(row["told_by"]),
        at=datetime.fromisoformat(row["at"]),
    )


def _recipient(told: list[Any]) -> tuple[Audience, Confirmation | None]:
    recipient, said, words, person, told_by, at = told
    if said is None:
        return Audience(recipient), None
    return Audience(recipient), Confirmation(
        said=Confirmed(said),
        words=words,
        person=person,
        told_by=Viewer.parse(told_by),
        at=datetime.fromisoformat(at),
    )
