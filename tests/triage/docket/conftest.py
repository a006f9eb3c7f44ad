from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.database import connect, migrate
from corpus.migrations import corpus_migrations
from triage.migrations import triage_migrations


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """An open connection to an empty database with the docket's tables."""
    path = tmp_path / "kyokun.db"
    migrate(path, [corpus_migrations, triage_migrations])
    with connect(path) as opened:
        yield opened
