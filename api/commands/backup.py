"""``kyokun backup`` and ``kyokun restore``: the database out to one file, and back."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from api.command import Command, Declared
from api.exits import ANSWERED
from api.output import Output
from api.settings import Settings
from api.wiring import MIGRATIONS, Workspace, opened
from corpus import backup as copies
from embeddings.identity import renew_identity


def declare_backup(declared: Declared) -> None:
    """Where to."""
    declared.add("target", type=Path, said="backup_target")


def run_backup(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Copy the database while it is in use."""
    with opened(settings):
        copies.backup(Workspace(settings.workspace).database, chosen.target)
    answer = {"backup": str(chosen.target), "bytes": chosen.target.stat().st_size}
    output.answer(answer, [output.words.say("said.backup", **answer)])
    return ANSWERED


def declare_restore(declared: Declared) -> None:
    """Where from."""
    declared.add("source", type=Path, said="restore_source")


def run_restore(chosen: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Put a copy in the place of the database; what was there is kept beside it."""
    settings.workspace.mkdir(parents=True, exist_ok=True)
    database = Workspace(settings.workspace).database
    kept = copies.restore(chosen.source, database, MIGRATIONS, datetime.now(UTC))
    # An index that was made of the replaced database must not be taken for this one's.
    with opened(settings) as db:
        renew_identity(db)
    answer = {"restored": str(chosen.source), "kept": str(kept) if kept else None}
    output.answer(answer, [output.words.say("said.restore", **answer)])
    return ANSWERED


BACKUP = Command(declare_backup, run_backup)
RESTORE = Command(declare_restore, run_restore)
