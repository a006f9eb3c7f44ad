from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.database import connect, migrate
from corpus.migrations import corpus_migrations
from embeddings.migrations import embeddings_migrations
from prompts.migrations import prompts_migrations
from sharing.migrations import sharing_migrations
from triage.migrations import triage_migrations

MIGRATIONS = (
    corpus_migrations,
    embeddings_migrations,
    prompts_migrations,
    triage_migrations,
    sharing_migrations,
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """An empty database with every table in place."""
    path = tmp_path / "kyokun.db"
    migrate(path, MIGRATIONS)
    return path


@pytest.fixture
def db(database: Path) -> Iterator[Database]:
    """An open connection to an empty database."""
    with connect(database) as opened:
        yield opened
