from pathlib import Path

import numpy as np
import pytest
from sqlite_utils import Database

from embeddings.retrieval import Retrieval
from embeddings.upkeep import Fault, FaultKind
from tests.embeddings.examples import FAILURES, JA, an_account, put, told


@pytest.fixture
def opened(db: Database, tmp_path: Path) -> Retrieval:
    put(db, *map(told, range(len(FAILURES))), an_account("ja", ja=FAILURES[0][0]))
    return Retrieval.open(tmp_path / "index", db)


def test_a_whole_index_has_no_faults(db: Database, opened: Retrieval) -> None:
    assert opened.verify(db) == ()


def test_what_is_missing_and_what_is_too_much_is_named(db: Database, opened: Retrieval) -> None:
    held = opened._held
    entry = held.roster.entry(3)
    held.remove([3])
    held.roster.change({99: entry})
    assert opened.verify(db) == (
        Fault(kind=FaultKind.MISSING, label=3),
        Fault(kind=FaultKind.EXTRA, label=99),
    )


def test_an_account_held_with_other_texts_is_named(db: Database, opened: Retrieval) -> None:
    held = opened._held
    held.roster.change({3: held.roster.entry(4)})
    assert opened.verify(db) == (Fault(kind=FaultKind.OTHER_TEXT, label=3),)


def test_a_vector_that_was_changed_lost_or_added_is_named(db: Database, opened: Retrieval) -> None:
    indexes = opened._held.indexes
    dense, lexical = indexes["dense"], indexes["terms.en"]
    dense.put(np.array([2]), dense.vectors(np.array([3])))
    lexical.put(np.array([4, 7]), lexical.vectors(np.array([5, 5])))
    indexes["latent"].remove(np.array([6]))
    assert set(opened.verify(db)) == {
        Fault(kind=FaultKind.OTHER_VECTOR, label=2, view="dense"),
        Fault(kind=FaultKind.OTHER_VECTOR, label=4, view="terms.en"),
        Fault(kind=FaultKind.OTHER_VECTOR, label=7, view="terms.en"),
        Fault(kind=FaultKind.OTHER_VECTOR, label=6, view="latent"),
    }


def test_a_view_that_holds_nothing_is_found_empty(db: Database, opened: Retrieval) -> None:
    del opened._held.indexes["concepts"]
    assert {fault.view for fault in opened.verify(db)} == {"concepts"}


def test_a_vector_that_is_not_kept_is_named(db: Database, opened: Retrieval) -> None:
    db.execute("DELETE FROM vectors WHERE encoder LIKE 'terms.ja%'")
    faults = opened.verify(db)
    assert {(fault.kind, fault.view) for fault in faults} == {(FaultKind.NOT_KEPT, "terms.ja")}
    assert opened.nearest({JA: FAILURES[0][0]}, 1)[0].score == 1.0
