"""The corpus's tables, as the steps that made them. Add steps; never change one."""

from sqlite_utils import Database, Migrations

corpus_migrations = Migrations("corpus")


@corpus_migrations()
def m001_filings(db: Database) -> None:
    originals = db.table("originals")
    originals.create({"sha256": str, "size": int, "content": bytes}, pk="sha256", strict=True)
    batches = db.table("batches")
    batches.create(
        {"id": str, "name": str, "sha256": str, "carrier": str, "received_at": str, "form": str},
        pk="id",
        not_null={"name", "sha256", "received_at", "form"},
        foreign_keys=[("sha256", "originals", "sha256")],
        strict=True,
    )
    batches.create_index(["sha256"])
    filings = db.table("filings")
    filings.create(
        {
            "position": int,
            "id": str,
            "batch": str,
            "place": str,
            "carrier": str,
            "filers": str,
            "stage": str,
            "reference": str,
            "day": str,
            "received_at": str,
            "reading": str,
        },
        pk="position",
        not_null={"id", "batch", "place", "stage", "received_at", "reading"},
        foreign_keys=[("batch", "batches", "id")],
        strict=True,
    )
    filings.create_index(["id"], unique=True)
    filings.create_index(["batch"])
    filings.create_index(["filers", "reference"])


@corpus_migrations()
def m002_refusals(db: Database) -> None:
    db.table("refusals").create(
        {
            "id": int,
            "name": str,
            "sha256": str,
            "size": int,
            "code": str,
            "place": str,
            "details": str,
            "at": str,
            "carrier": str,
        },
        pk="id",
        not_null={"name", "size", "code", "place", "details", "at"},
        strict=True,
    )


@corpus_migrations()
def m003_incidents(db: Database) -> None:
    db.table("incidents").create({"id": str}, pk="id", strict=True)
    records = db.table("records")
    records.create(
        {"position": int, "incident": str, "line": str},
        pk="position",
        not_null={"incident", "line"},
        foreign_keys=[("incident", "incidents", "id")],
        strict=True,
    )
    records.create_index(["incident"], unique=True)


@corpus_migrations()
def m004_accounts(db: Database) -> None:
    accounts = db.table("accounts")
    accounts.create(
        {"label": int, "id": str, "title": str, "day": str, "texts": str, "active": int},
        pk="label",
        not_null={"id", "title", "texts", "active"},
        strict=True,
    )
    accounts.create_index(["id"], unique=True)
    of_incidents = db.table("account_incidents")
    of_incidents.create(
        {"label": int, "incident": str},
        pk=("label", "incident"),
        foreign_keys=[("label", "accounts", "label"), ("incident", "incidents", "id")],
        strict=True,
    )
    of_incidents.create_index(["incident", "label"])
    audiences = db.table("account_audiences")
    audiences.create(
        {"label": int, "audience": str, "active": int, "day": str},
        pk=("label", "audience"),
        not_null={"active"},
        foreign_keys=[("label", "accounts", "label")],
        strict=True,
    )
    # Day and activity stand here too, so that one index answers which labels a viewer may see.
    audiences.create_index(["audience", "active", "day", "label"])
    changes = db.table("account_changes")
    changes.create(
        {"position": int, "label": int},
        pk="position",
        not_null={"label"},
        foreign_keys=[("label", "accounts", "label")],
        strict=True,
    )


@corpus_migrations()
def m005_traits_and_figures(db: Database) -> None:
    db.table("account_traits").create(
        {
            "label": int,
            "named": str,
            "day": str,
            "started": str,
            "precision": str,
            "area": str,
            "services": str,
            "users": int,
            "minutes": int,
        },
        pk="label",
        not_null={"named", "services"},
        foreign_keys=[("label", "accounts", "label")],
        strict=True,
    )
    carriers = db.table("account_carriers")
    carriers.create(
        {"label": int, "carrier": str, "day": str},
        pk=("label", "carrier"),
        foreign_keys=[("label", "accounts", "label")],
        strict=True,
    )
    carriers.create_index(["carrier", "day", "label"])
    figures = db.table("figures")
    figures.create(
        {
            "label": int,
            "place": int,
            "name": str,
            "service": str,
            "value": int,
            "low": int,
            "high": int,
            "approximate": int,
            "at": str,
            "precision": str,
            "text": str,
        },
        pk=("label", "place"),
        not_null={"name", "approximate", "text"},
        foreign_keys=[("label", "accounts", "label")],
        strict=True,
    )


@corpus_migrations()
def m006_belonging(db: Database) -> None:
    belonging = db.table("filing_incidents")
    belonging.create(
        {"filing": str, "incident": str, "version": int, "joined": str},
        pk=("filing", "incident"),
        not_null={"version", "joined"},
        foreign_keys=[("filing", "filings", "id"), ("incident", "incidents", "id")],
        strict=True,
    )
    belonging.create_index(["incident", "filing"])
    offers = db.table("offers")
    offers.create(
        {"filing": str, "account": str, "points": int, "reasons": str},
        pk=("filing", "account"),
        not_null={"points", "reasons"},
        foreign_keys=[("filing", "filings", "id"), ("account", "accounts", "id")],
        strict=True,
    )
    offers.create_index(["account", "filing"])
    decisions = db.table("belonging_decisions")
    decisions.create(
        {
            "id": int,
            "filing": str,
            "incident": str,
            "said": str,
            "by": str,
            "why": str,
            "at": str,
            "standing": int,
        },
        pk="id",
        not_null={"filing", "incident", "said", "by", "why", "at", "standing"},
        foreign_keys=[("filing", "filings", "id"), ("incident", "incidents", "id")],
        strict=True,
    )
    decisions.create_index(["filing", "incident"])
    decisions.create_index(["incident"])


@corpus_migrations()
def m007_carrier_settings(db: Database) -> None:
    kept = db.table("carrier_settings")
    kept.create(
        {"id": int, "carrier": str, "settings": str, "by": str, "at": str},
        pk="id",
        not_null={"carrier", "settings", "by", "at"},
        strict=True,
    )
    kept.create_index(["carrier", "id"])
    added = db.table("added_carriers")
    added.create(
        {"id": int, "carrier": str, "entry": str, "by": str, "at": str},
        pk="id",
        not_null={"carrier", "entry", "by", "at"},
        strict=True,
    )
    added.create_index(["carrier", "id"])
