"""Tables of sharing, made by the steps of `sharing.migrations`: a shape here is never changed."""

from sqlite_utils import Database


def only_added(db: Database, table: str) -> None:
    """Let rows of `table` be neither changed nor deleted."""
    for change in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER {table}_keep_{change.lower()} BEFORE {change} "
            f"ON {table} BEGIN SELECT RAISE(ABORT, '{table} is only added to'); END"
        )


def make_members_only(db: Database) -> None:
    """Make the tables of the label."""
    labels = db.table("members_only")
    labels.create(
        {"id": int, "sort": str, "name": str, "act": str, "why": str, "person": str}
        | {"told_by": str, "at": str},
        pk="id",
        not_null={"sort", "name", "act", "why", "person", "told_by", "at"},
        strict=True,
    )
    labels.create_index(["sort", "name", "id"])
    only_added(db, "members_only")


def make_sign_offs(db: Database) -> None:
    """Make the tables of sign-offs."""
    asked = db.table("sign_offs")
    asked.create(
        {"id": int, "number": int, "lesson": int, "version": int, "scope": str, "grp": str}
        | {"grain": str, "language": str, "content_hash": str, "text": str, "k": int, "named": int}
        | {"undecided": int, "keeper": str, "due": str}
        | {"why": str, "person": str, "told_by": str, "at": str},
        pk="id",
        not_null={
            "number",
            "lesson",
            "version",
            "scope",
            "grain",
            "language",
            "content_hash",
            "text",
        }
        | {"k", "named", "undecided", "keeper", "due", "why", "person", "told_by", "at"},
        foreign_keys=[("lesson", "lessons", "number")],
        strict=True,
    )
    asked.create_index(["number"], unique=True)
    asked.create_index(["lesson", "version"])
    db.table("sign_off_parties").create(
        {"sign_off": int, "party": str},
        pk=("sign_off", "party"),
        foreign_keys=[("sign_off", "sign_offs", "number")],
        strict=True,
    )
    db.table("sign_off_parties").create_index(["party"])
    acts = db.table("sign_off_acts")
    acts.create(
        {"id": int, "sign_off": int, "act": str, "party": str, "person": str, "words": str}
        | {"told_by": str, "at": str},
        pk="id",
        not_null={"sign_off", "act", "person", "words", "told_by", "at"},
        foreign_keys=[("sign_off", "sign_offs", "number")],
        strict=True,
    )
    acts.create_index(["sign_off", "id"])
    for name in ("sign_offs", "sign_off_parties", "sign_off_acts"):
        only_added(db, name)


def make_recalls(db: Database) -> None:
    """Make the tables of recalls."""
    recalls = db.table("recalls")
    recalls.create(
        {"id": int, "lesson": int, "version": int, "keeper": str, "replacement": int, "due": str}
        | {"why": str, "person": str, "told_by": str, "at": str},
        pk="id",
        not_null={"lesson", "version", "keeper", "due", "why", "person", "told_by", "at"},
        foreign_keys=[("lesson", "lessons", "number")],
        strict=True,
    )
    recalls.create_index(["lesson", "version", "keeper"], unique=True)
    db.table("recall_recipients").create(
        {"recall": int, "recipient": str},
        pk=("recall", "recipient"),
        foreign_keys=[("recall", "recalls", "id")],
        strict=True,
    )
    confirmed = db.table("recall_confirmations")
    confirmed.create(
        {"recall": int, "recipient": str, "said": str, "words": str, "person": str}
        | {"told_by": str, "at": str},
        pk=("recall", "recipient"),
        not_null={"said", "words", "person", "told_by", "at"},
        foreign_keys=[("recall", "recalls", "id")],
        strict=True,
    )
    for name in ("recalls", "recall_recipients", "recall_confirmations"):
        only_added(db, name)


def make_meetings(db: Database) -> None:
    """Make the tables of meetings."""
    db.table("meetings").create(
        {"number": int, "title": str, "day": str, "person": str, "told_by": str, "at": str},
        pk="number",
        not_null={"title", "day", "person", "told_by", "at"},
        strict=True,
    )
    papers = db.table("meeting_papers")
    papers.create(
        {"id": int, "meeting": int, "sort": str, "version": int, "text": str, "person": str}
        | {"told_by": str, "at": str},
        pk="id",
        not_null={"meeting", "sort", "version", "text", "person", "told_by", "at"},
        foreign_keys=[("meeting", "meetings", "number")],
        strict=True,
    )
    papers.create_index(["meeting", "sort", "version"], unique=True)
    cases = db.table("meeting_cases")
    cases.create(
        {"paper": int, "place": int, "account": str, "decision": str},
        pk=("paper", "place"),
        not_null={"account"},
        foreign_keys=[("paper", "meeting_papers", "id")],
        strict=True,
    )
    cases.create_index(["account"])
    for name in ("meetings", "meeting_papers", "meeting_cases"):
        only_added(db, name)
