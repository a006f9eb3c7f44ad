from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.sharing.ledger.examples import Kept


@pytest.fixture
def kept(db: Database, tmp_path: Path) -> Kept:
    """A ledger of five entries: one, the key, and three more."""
    kept = Kept(db, tmp_path)
    kept.enter("share", scope="名指し", lesson="L-1.1")
    kept.settle()
    for lesson in range(3):
        kept.enter(lesson=f"L-{lesson}.1", recipient="carrier:iij")
    kept.settle()
    return kept
