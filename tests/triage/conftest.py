import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.carriers import CarrierRegister
from corpus.database import connect, migrate
from corpus.incidents import IncidentStore
from corpus.record import read_record
from tests.conftest import MIGRATIONS
from tests.corpus.steps import STARTER
from tests.triage.examples import caught_up


@pytest.fixture(scope="session")
def starter_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the starter corpus on record, and encoded. To be copied, not written to."""
    path = tmp_path_factory.mktemp("starter") / "kyokun.db"
    migrate(path, MIGRATIONS)
    with connect(path) as db:
        with STARTER.open("rb") as lines:
            IncidentStore(db).import_records(read_record(lines), CarrierRegister.load())
        caught_up(db)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def starter(starter_file: Path, tmp_path: Path) -> Iterator[Database]:
    """A database of its own with the starter corpus on record."""
    path = tmp_path / "starter.db"
    shutil.copy(starter_file, path)
    with connect(path) as db:
        yield db
