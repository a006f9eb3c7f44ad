"""Sharing's tables, as the steps that made them. Add steps; never change one."""

from sqlite_utils import Database, Migrations

from sharing.answering.tables import make_answers
from sharing.tables import (
    make_meetings,
    make_members_only,
    make_recalls,
    make_sign_offs,
    only_added,
)

sharing_migrations = Migrations("sharing")


@sharing_migrations()
def m001_groups(db: Database) -> None:
    db.table("sharing_groups").create(
        {
            "number": int,
            "title": str,
            "keeper": str,
            "members_hidden": int,
            "ministry": int,
            "at": str,
        },
        pk="number",
        not_null={"title", "keeper", "members_hidden", "ministry", "at"},
        strict=True,
    )
    members = db.table("sharing_group_members")
    members.create(
        {"id": int, "grp": int, "carrier": str, "act": str, "told_by": str, "at": str},
        pk="id",
        not_null={"grp", "carrier", "act", "told_by", "at"},
        foreign_keys=[("grp", "sharing_groups", "number")],
        strict=True,
    )
    members.create_index(["grp", "id"])
    only_added(db, "sharing_groups")
    only_added(db, "sharing_group_members")


@sharing_migrations()
def m002_lesson_shares(db: Database) -> None:
    shares = db.table("lesson_shares")
    shares.create(
        {
            "id": int,
            "act": str,
            "lesson": int,
            "version": int,
            "scope": str,
            "grp": int,
            "grain": str,
            "k": int,
            "release": str,
            "widened": str,
            "preset": str,
            "why": str,
            "told_by": str,
            "at": str,
        },
        pk="id",
        not_null={"act", "lesson", "version", "scope", "grain", "k", "release"}
        | {"why", "told_by", "at"},
        foreign_keys=[("lesson", "lessons", "number"), ("grp", "sharing_groups", "number")],
        strict=True,
    )
    shares.create_index(["lesson", "id"])
    db.table("lesson_share_audiences").create(
        {"share": int, "audience": str},
        pk=("share", "audience"),
        foreign_keys=[("share", "lesson_shares", "id")],
        strict=True,
    )
    recipients = db.table("lesson_share_recipients")
    recipients.create(
        {"share": int, "place": int, "audience": str, "why_ja": str, "why_en": str},
        pk=("share", "place"),
        not_null={"audience", "why_ja", "why_en"},
        foreign_keys=[("share", "lesson_shares", "id")],
        strict=True,
    )
    edits = db.table("lesson_share_edits")
    edits.create(
        {
            "id": int,
            "share": int,
            "act": str,
            "audience": str,
            "why": str,
            "told_by": str,
            "at": str,
        },
        pk="id",
        not_null={"share", "act", "audience", "why", "told_by", "at"},
        foreign_keys=[("share", "lesson_shares", "id")],
        strict=True,
    )
    edits.create_index(["share", "id"])
    for name in ("", "_audiences", "_recipients", "_edits"):
        only_added(db, f"lesson_share{name or 's'}")


@sharing_migrations()
def m003_statistics_editions(db: Database) -> None:
    db.table("statistics_editions").create(
        {"number": int, "id": str, "counted": str, "told": str, "told_by": str, "at": str},
        pk="number",
        not_null={"id", "counted", "told", "told_by", "at"},
        strict=True,
    )
    db.table("statistics_editions").create_index(["id"], unique=True)
    only_added(db, "statistics_editions")


@sharing_migrations()
def m004_ledger(db: Database) -> None:
    # WITHOUT ROWID: every number in a row is one that the chain of hashes covers.
    db.execute(
        """CREATE TABLE ledger (
            book TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL,
            body TEXT NOT NULL, before TEXT NOT NULL, hash TEXT NOT NULL,
            PRIMARY KEY (book, number)
        ) STRICT, WITHOUT ROWID"""
    )
    db.execute("CREATE INDEX ledger_kind ON ledger (book, kind, number)")
    # REPLACE deletes without asking the trigger on DELETE; this one it does ask.
    db.execute(
        """CREATE TRIGGER ledger_keep_order BEFORE INSERT ON ledger
        WHEN NEW.number <> 1 + coalesce(
                (SELECT max(number) FROM ledger WHERE book = NEW.book), 0)
            OR NEW.before <> coalesce(
                (SELECT hash FROM ledger WHERE book = NEW.book ORDER BY number DESC LIMIT 1),
                printf('%064d', 0))
        BEGIN SELECT RAISE(ABORT, 'ledger is only added to, at its end'); END"""
    )
    only_added(db, "ledger")


@sharing_migrations()
def m005_outbox(db: Database) -> None:
    db.table("outbox_messages").create(
        {"number": int, "event": str, "topic": str, "route": str, "recipient": str}
        | {"address": str, "body": bytes, "not_before": str, "book": str}
        | {"queued_at": str},
        pk="number",
        not_null={"event", "topic", "route", "recipient", "address", "body"}
        | {"not_before", "book", "queued_at"},
        strict=True,
    )
    db.table("outbox_messages").create_index(["event"], unique=True)
    releases = db.table("outbox_releases")
    releases.create(
        {"message": int, "place": int, "lesson_version": str, "scope": str, "grp": str}
        | {"grain": str, "language": str, "content_hash": str},
        pk=("message", "place"),
        not_null={"lesson_version", "scope", "grain", "language", "content_hash"},
        foreign_keys=[("message", "outbox_messages", "number")],
        strict=True,
    )
    releases.create_index(["lesson_version"])
    db.table("outbox_states").create(
        {"message": int, "state": str, "claims": int, "failures": int, "next_at": str}
        | {"changed_at": str, "lease": str, "leased_at": str, "lease_until": str, "reason": str},
        pk="message",
        not_null={"state", "claims", "failures", "next_at", "changed_at"},
        foreign_keys=[("message", "outbox_messages", "number")],
        strict=True,
    )
    db.execute(
        "CREATE INDEX outbox_states_waiting ON outbox_states(claims, message) "
        "WHERE state = 'waiting'"
    )
    db.table("outbox_tries").create(
        {"id": int, "message": int, "at": str, "outcome": str, "reason": str},
        pk="id",
        not_null={"message", "at", "outcome"},
        foreign_keys=[("message", "outbox_messages", "number")],
        strict=True,
    )
    db.table("outbox_tries").create_index(["message"])
    for name in ("outbox_messages", "outbox_releases", "outbox_tries"):
        only_added(db, name)


@sharing_migrations()
def m006_ways_to_recipients(db: Database) -> None:
    db.table("webhooks").create(
        {"id": str, "recipient": str, "url": str, "secret": str, "told_by": str, "at": str}
        | {"ended_at": str, "ended_why": str},
        pk="id",
        not_null={"recipient", "url", "secret", "told_by", "at"},
        strict=True,
    )
    inbox = db.table("inbox_items")
    inbox.create(
        {"number": int, "event": str, "recipient": str, "body": bytes, "at": str},
        pk="number",
        not_null={"event", "recipient", "body", "at"},
        strict=True,
    )
    inbox.create_index(["event"], unique=True)
    inbox.create_index(["recipient", "number"])
    only_added(db, "inbox_items")
    db.table("inbox_openings").create(
        {"event": str, "at": str}, pk="event", not_null={"at"}, strict=True
    )
    wishes = db.table("delivery_wishes")
    wishes.create(
        {"id": int, "carrier": str, "pace": str, "columns": str, "told_by": str, "at": str},
        pk="id",
        not_null={"carrier", "pace", "columns", "told_by", "at"},
        strict=True,
    )
    wishes.create_index(["carrier", "id"])
    db.table("digests").create(
        {"id": int, "recipient": str, "period": str, "up_to": int, "at": str},
        pk="id",
        not_null={"recipient", "period", "up_to", "at"},
        strict=True,
    )
    db.table("digests").create_index(["recipient", "period"], unique=True)
    for name in ("inbox_openings", "delivery_wishes", "digests"):
        only_added(db, name)


@sharing_migrations()
def m007_members_only(db: Database) -> None:
    make_members_only(db)


@sharing_migrations()
def m008_sign_offs(db: Database) -> None:
    make_sign_offs(db)


@sharing_migrations()
def m009_recalls(db: Database) -> None:
    make_recalls(db)


@sharing_migrations()
def m010_meetings(db: Database) -> None:
    make_meetings(db)


@sharing_migrations()
def m011_answers(db: Database) -> None:
    make_answers(db)
