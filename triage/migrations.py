"""Triage's tables, as the steps that made them. Add steps; never change one."""

from sqlite_utils import Database, Migrations

triage_migrations = Migrations("triage")


@triage_migrations()
def m001_assessments(db: Database) -> None:
    db.table("assessments").create(
        {
            "id": int,
            "filing": str,
            "viewer": str,
            "as_of": str,
            "position": int,
            "made_at": str,
            "priority": float,
            "configuration": str,
            "found": str,
        },
        pk="id",
        foreign_keys=[("filing", "filings", "id")],
        not_null={
            "filing",
            "viewer",
            "as_of",
            "position",
            "made_at",
            "priority",
            "configuration",
            "found",
        },
        strict=True,
    )
    db.table("assessments").create_index(["viewer", "filing", "id"])
