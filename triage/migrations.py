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


@triage_migrations()
def m002_entries(db: Database) -> None:
    entries = db.table("entries")
    entries.create(
        {"position": int, "id": str, "carrier": str, "filing": str, "incident": str},
        pk="position",
        not_null={"id"},
        foreign_keys=[("filing", "filings", "id"), ("incident", "incidents", "id")],
        strict=True,
    )
    entries.create_index(["id"], unique=True)
    entries.create_index(["filing"])
    entries.create_index(["incident"])
    db.table("entry_audiences").create(
        {"entry": str, "audience": str},
        pk=("entry", "audience"),
        foreign_keys=[("entry", "entries", "id")],
        strict=True,
    )
    db.table("entry_versions").create(
        {
            "entry": str,
            "version": int,
            "facts": str,
            "regimes": str,
            "area": str,
            "voluntary": int,
            "why": str,
            "told_by": str,
            "at": str,
        },
        pk=("entry", "version"),
        not_null={"facts", "regimes", "voluntary", "told_by", "at"},
        foreign_keys=[("entry", "entries", "id")],
        strict=True,
    )


@triage_migrations()
def m003_what_happens_to_an_entry(db: Database) -> None:
    _of_entries(db, "due_marks", {"due": str, "done_at": str}, {"due"})
    _of_entries(
        db,
        "tellings",
        {"body": str, "item": str, "told_at": str, "way": str},
        {"body", "item", "told_at", "way"},
    )
    _of_entries(
        db,
        "happenings",
        {"kind": str, "happened_at": str, "mode": str, "count": int, "sealed": str},
        {"kind", "happened_at"},
    )
    _of_entries(
        db,
        "evidence",
        {"kind": str, "service": str, "share": float, "text": str},
        {"kind", "text"},
    )
    _of_entries(db, "parents", {"incident": str}, set())


@triage_migrations()
def m004_guidance(db: Database) -> None:
    _of_entries(
        db,
        "guidance",
        {"given_on": str, "title": str, "reference": str},
        {"given_on", "title"},
    )
    db.table("guidance_asks").create(
        {
            "guidance": int,
            "place": int,
            "text": str,
            "due_on": str,
            "answered_on": str,
            "answered_by": str,
        },
        pk=("guidance", "place"),
        not_null={"text", "due_on"},
        foreign_keys=[("guidance", "guidance", "id")],
        strict=True,
    )


@triage_migrations()
def m005_contact_attempts(db: Database) -> None:
    attempts = db.table("contact_attempts")
    attempts.create(
        {
            "id": int,
            "operator": str,
            "carrier": str,
            "way": str,
            "reached": int,
            "tried_at": str,
            "told_by": str,
        },
        pk="id",
        not_null={"operator", "way", "reached", "tried_at", "told_by"},
        strict=True,
    )
    attempts.create_index(["operator", "id"])


@triage_migrations()
def m006_as_of_may_be_open(db: Database) -> None:
    # Null: not as of a date, all on record counted.
    db.table("assessments").transform(not_null={"as_of": False})


@triage_migrations()
def m101_lessons(db: Database) -> None:
    lessons = db.table("lessons")
    lessons.create(
        {"number": int, "account": str, "drafted_by": str, "at": str},
        pk="number",
        not_null={"account", "drafted_by", "at"},
        foreign_keys=[("account", "accounts", "id")],
        strict=True,
    )
    lessons.create_index(["account"])
    db.table("lesson_audiences").create(
        {"lesson": int, "audience": str},
        pk=("lesson", "audience"),
        foreign_keys=[("lesson", "lessons", "number")],
        strict=True,
    )
    db.table("lesson_versions").create(
        {"lesson": int, "version": int, "found": str, "told_by": str, "at": str},
        pk=("lesson", "version"),
        not_null={"found", "told_by", "at"},
        foreign_keys=[("lesson", "lessons", "number")],
        strict=True,
    )


@triage_migrations()
def m102_review_decisions(db: Database) -> None:
    decisions = db.table("review_decisions")
    decisions.create(
        {
            "id": int,
            "question": str,
            "said": str,
            "account": str,
            "incidents": str,
            "other_account": str,
            "other_incidents": str,
            "role": str,
            "reviewer": str,
            "why": str,
            "at": str,
        },
        pk="id",
        not_null={"question", "said", "account", "incidents", "role", "reviewer", "why", "at"},
        strict=True,
    )
    decisions.create_index(["account"])
    for change in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER review_decisions_keep_{change.lower()} BEFORE {change} "
            "ON review_decisions BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END"
        )


@triage_migrations()
def m103_calibrations(db: Database) -> None:
    calibrations = db.table("calibrations")
    calibrations.create(
        {
            "id": int,
            "version": str,
            "viewer": str,
            "base": str,
            "before": str,
            "decisions": int,
            "written": str,
            "pair": str,
            "shared": str,
            "at": str,
        },
        pk="id",
        not_null={
            "version",
            "viewer",
            "base",
            "before",
            "decisions",
            "written",
            "pair",
            "shared",
            "at",
        },
        strict=True,
    )
    calibrations.create_index(["viewer", "version"])
    db.table("calibration_uses").create(
        {"id": int, "viewer": str, "version": str, "reviewer": str, "why": str, "at": str},
        pk="id",
        not_null={"viewer", "reviewer", "why", "at"},
        strict=True,
    )
    for table in ("calibrations", "calibration_uses"):
        _only_added(db, table)


def _only_added(db: Database, table: str) -> None:
    for change in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER {table}_keep_{change.lower()} BEFORE {change} "
            f"ON {table} BEGIN SELECT RAISE(ABORT, 'rows of {table} are only added'); END"
        )


def _of_entries(db: Database, name: str, columns: dict[str, type], told: set[str]) -> None:
    """A table of rows that belong to entries: never changed, each with who told it, and when."""
    table = db.table(name)
    table.create(
        {"id": int, "entry": str, **columns, "told_by": str, "at": str},
        pk="id",
        not_null={"entry", "told_by", "at", *told},
        foreign_keys=[("entry", "entries", "id")],
        strict=True,
    )
    table.create_index(["entry"])
