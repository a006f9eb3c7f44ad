"""Which database an index was made of."""

from secrets import token_hex

from sqlite_utils import Database

from corpus.database import transaction


def identity_of(db: Database) -> str:
    """The name of this database; that of a copy is the same."""
    [(identity,)] = db.execute("SELECT id FROM database_identity").fetchall()
    return str(identity)


def renew_identity(db: Database) -> None:
    """Give the database a name of its own, so that no index made before is taken for its own.

    To be called when a backup was restored: what is written from then on has the positions, and
    may have the labels, of what was written after the backup was made.
    """
    with transaction(db):
        db.execute("UPDATE database_identity SET id = ?", [token_hex(16)])
