import pytest
from sqlite_utils import Database

from embeddings.cache import MemoryVectors, SqliteVectors, VectorStore


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, db: Database) -> VectorStore:
    return MemoryVectors() if request.param == "memory" else SqliteVectors(db)


def test_what_was_put_is_there(store: VectorStore) -> None:
    store.put({"view": {"h1": b"one", "h2": b"two"}})
    assert store.get("view", ["h2", "h3"]) == {"h2": b"two"}


def test_views_do_not_see_each_others(store: VectorStore) -> None:
    store.put({"view": {"h1": b"one"}, "other": {"h1": b"another"}})
    assert store.get("other", ["h1"]) == {"h1": b"another"}
    assert store.get("none", ["h1"]) == {}


def test_nothing_can_be_put(store: VectorStore) -> None:
    store.put({})
    store.put({"view": {}})
    assert store.get("view", []) == {}


def test_more_are_found_than_one_question_takes(store: VectorStore) -> None:
    many = {f"h{place}": b"x" for place in range(1234)}
    store.put({"view": many})
    assert store.get("view", list(many)) == many


def test_what_another_process_kept_first_stays(db: Database) -> None:
    SqliteVectors(db).put({"view": {"h": b"first"}})
    SqliteVectors(db).put({"view": {"h": b"second"}})
    assert SqliteVectors(db).get("view", ["h"]) == {"h": b"first"}
