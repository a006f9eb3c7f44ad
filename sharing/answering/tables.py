"""The tables of answers, and of what carriers were asked."""

from sqlite_utils import Database

from sharing.tables import only_added


def make_answers(db: Database) -> None:
    """Make the tables of asks, of all that is said to them, and of what more may be asked."""
    _make_asks(db)
    _make_changes(db)
    _make_allowances(db)
    for name in ("asks", "changes", "reminders", "files"):
        only_added(db, f"answer_{name}")
    only_added(db, "asked_allowances")


def _make_asks(db: Database) -> None:
    asks = db.table("answer_asks")
    asks.create(
        {"number": int, "lesson": int, "version": int, "scope": str, "grp": str, "grain": str}
        | {"language": str, "content_hash": str, "recipient": str, "overseer": str}
        | {"items": int, "due": str, "at": str},
        pk="number",
        not_null={"lesson", "version", "scope", "grain", "language", "content_hash"}
        | {"recipient", "overseer", "items", "due", "at"},
        foreign_keys=[("lesson", "lessons", "number")],
        strict=True,
    )
    asks.create_index(["recipient", "overseer", "lesson", "version"], unique=True)
    asks.create_index(["lesson"])
    asks.create_index(["overseer", "at"])
    db.table("answer_reminders").create(
        {"ask": int, "step": int, "at": str},
        pk=("ask", "step"),
        not_null={"at"},
        foreign_keys=[("ask", "answer_asks", "number")],
        strict=True,
    )


def _make_changes(db: Database) -> None:
    changes = db.table("answer_changes")
    changes.create(
        {"id": int, "ask": int, "part": int, "state": str, "evidence": str, "planned": str}
        | {"done": str, "told_by": str, "person": str, "file": str, "at": str},
        pk="id",
        not_null={"ask", "part", "state", "evidence", "told_by", "person", "at"},
        foreign_keys=[("ask", "answer_asks", "number")],
        strict=True,
    )
    changes.create_index(["ask", "id"])
    files = db.table("answer_files")
    files.create(
        {"id": int, "sha256": str, "content": bytes, "told_by": str, "person": str, "at": str},
        pk="id",
        not_null={"sha256", "content", "told_by", "person", "at"},
        strict=True,
    )
    files.create_index(["sha256", "told_by"], unique=True)


def _make_allowances(db: Database) -> None:
    allowed = db.table("asked_allowances")
    allowed.create(
        {"id": int, "recipient": str, "overseer": str, "quarter": str, "more": int}
        | {"why": str, "told_by": str, "person": str, "at": str},
        pk="id",
        not_null={"recipient", "overseer", "quarter", "more", "why", "told_by", "person", "at"},
        strict=True,
    )
    allowed.create_index(["recipient", "overseer", "quarter"])
