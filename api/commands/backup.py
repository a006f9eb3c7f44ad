"""``kyokun backup`` and ``kyokun restore``: the database out to one file, and back."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from api.command import Command, Declared
from api.exits import ANSWERED
from api.files import name_of, opened_bytes
from api.output import Output
from api.schemas_corpus import BackupOut, RestoreOut
from api.settings import Settings
from api.wiring import MIGRATIONS, Workspace, make_folder, opened
from corpus import backup as copies
from corpus.errors import DamagedStore, InputRefused
from embeddings.identity import renew_identity
from sharing.ledger.keeping import note_restored


def declare_backup(declared: Declared) -> None:
    """Where to."""
    declared.add("target", type=Path, metavar="FILE", said="backup_target")


def run_backup(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Copy the database while it is in use."""
    database, target = Workspace(settings.workspace).database, chosen.target
    with opened(settings):
        _check_target(target, database)
        copies.backup(database, target)
    answer = BackupOut(backup=str(target), bytes=target.stat().st_size).model_dump()
    output.answer(answer, [output.words.say("said.backup", **answer)])
    return ANSWERED


def declare_restore(declared: Declared) -> None:
    """Where from."""
    declared.add("source", type=Path, metavar="FILE", said="restore_source")


def run_restore(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Put a copy in the place of the database; what was there is kept beside it."""
    source, database = chosen.source, Workspace(settings.workspace).database
    with opened_bytes(source):  # refused before a folder is made for it
        make_folder(settings.workspace)
    now = datetime.now(UTC)
    try:
        kept = copies.restore(source, database, MIGRATIONS, now)
    except DamagedStore as fault:
        raise InputRefused("not_a_copy", name_of(source), problem=str(fault)) from fault
    # An index that was made of the replaced database must not be taken for this one's.
    with opened(settings) as db:
        renew_identity(db)
        note_restored(db, settings.workspace, now)
    answer = RestoreOut(restored=str(source), kept=str(kept) if kept else None).model_dump()
    said = "said.restored_kept" if kept else "said.restored"
    output.answer(answer, [output.words.say(said, **answer)])
    return ANSWERED


def _check_target(target: Path, database: Path) -> None:
    if not target.parent.is_dir():
        raise InputRefused("no_such_folder", name_of(target))
    if target.exists() and not target.is_file():
        raise InputRefused("not_a_file", name_of(target))
    # Under the database's own name, or its log's, a copy would destroy what it is a copy of.
    beside = target.resolve().parent == database.resolve().parent
    if beside and target.name.startswith(database.name):
        raise InputRefused("over_itself", name_of(target))


BACKUP = Command(declare_backup, run_backup)
RESTORE = Command(declare_restore, run_restore)
