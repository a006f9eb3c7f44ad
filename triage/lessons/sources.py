"""Find what lessons are drawn from: a filing or a record, as a viewer may see it."""

from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.filings import FilingStore
from corpus.ids import AccountId, FilingId
from corpus.record import Record, read_record
from corpus.versions import told_in_full
from corpus.viewer import Viewer
from triage.lessons.source import (
    LessonSource,
    source_of_filing,
    source_of_record,
    source_of_text,
)


def find_source(db: Database, account_id: AccountId, viewer: Viewer) -> LessonSource:
    """What the account `account_id` tells, cut into its parts.

    Raises:
        UnknownFiling, UnknownIncident: no account this viewer may see has that id.
    """
    account = AccountStore(db).get(account_id, viewer)
    if account_id.startswith("F-"):
        filing = FilingStore(db).get(FilingId(account_id), viewer)
        return source_of_filing(account, told_in_full(db, filing.id, filing.reading))
    record = record_of(db, account_id)
    return source_of_text(account) if record is None else source_of_record(account, record)


def record_of(db: Database, account_id: AccountId) -> Record | None:
    """The line of the public record with that id; None where it has none. All may see it."""
    row = db.execute("SELECT line FROM records WHERE incident = ?", (account_id,)).fetchone()
    return None if row is None else next(read_record([row[0]]))
