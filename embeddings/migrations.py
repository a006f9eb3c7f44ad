"""The embeddings' table, as the steps that made it. Add steps; never change one."""

from secrets import token_hex

from sqlite_utils import Database, Migrations

embeddings_migrations = Migrations("embeddings")


@embeddings_migrations()
def m001_vectors(db: Database) -> None:
    db.table("vectors").create(
        {"encoder": str, "content_hash": str, "vector": bytes},
        pk=("encoder", "content_hash"),
        not_null={"vector"},
        strict=True,
    )


@embeddings_migrations()
def m002_identity(db: Database) -> None:
    # An index says of which database it was made; one of another database is not used.
    db.table("database_identity").create({"id": str}, pk="id", strict=True)
    db.table("database_identity").insert({"id": token_hex(16)})
