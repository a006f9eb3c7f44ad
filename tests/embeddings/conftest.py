from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.database import connect
from tests.embeddings.examples import database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with connect(database(tmp_path / "kyokun.db")) as opened:
        yield opened
