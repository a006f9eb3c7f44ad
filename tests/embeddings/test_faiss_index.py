import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from embeddings.encoder import Vectors, unit_rows
from embeddings.faiss_index import FaissIndex

RANDOM = np.random.default_rng(0)


def rows(count: int, dimension: int = 12) -> Vectors:
    return unit_rows(RANDOM.normal(size=(count, dimension)))


def labels(*those: int) -> NDArray[np.int64]:
    return np.array(those, np.int64)


def an_index(vectors: Vectors, those: NDArray[np.int64] | None = None) -> FaissIndex:
    index = FaissIndex(vectors.shape[1])
    index.put(np.arange(len(vectors)) if those is None else those, vectors)
    return index


def test_the_nearest_are_found() -> None:
    vectors = rows(500)
    index = an_index(vectors)
    exact = np.sort(np.argsort(-(vectors @ vectors[7]))[:20])
    assert index.search(vectors[7], 20, None).tolist() == exact.tolist()


@given(st.data())
def test_only_what_is_allowed_is_found_and_all_of_it_is_looked_at(data: st.DataObject) -> None:
    vectors = rows(200)
    allowed = labels(*sorted(data.draw(st.sets(st.integers(0, 240), max_size=200))))
    k = data.draw(st.integers(1, 30))
    among = allowed[allowed < 200]
    exact = among[np.argsort(-(vectors[among] @ vectors[3]))[:k]]
    found = an_index(vectors).search(vectors[3], k, allowed)
    assert found.tolist() == sorted(exact.tolist())


def test_no_label_outside_the_scope_passes_however_many_there_are() -> None:
    vectors = rows(20_000, 8)
    allowed = np.sort(RANDOM.choice(20_000, 5000, replace=False))
    found = an_index(vectors).search(vectors[0], 4000, allowed)
    assert len(found) == 4000
    assert np.isin(found, allowed).all()


@pytest.mark.parametrize("allowed", [None, labels(0, 1, 2, 3, 4, 5, 6)])
def test_those_as_near_as_the_last_are_all_found(allowed: NDArray[np.int64] | None) -> None:
    near, far = rows(2)
    vectors = np.vstack([far, near, near, near, near, far, near])
    assert an_index(vectors).search(near, 2, allowed).tolist() == [1, 2, 3, 4, 6]


@pytest.mark.parametrize(("k", "allowed"), [(0, None), (3, labels()), (3, labels(99))])
def test_nothing_asked_or_allowed_finds_nothing(k: int, allowed: NDArray[np.int64] | None) -> None:
    assert an_index(rows(5)).search(rows(1)[0], k, allowed).tolist() == []


def test_an_empty_index_finds_nothing() -> None:
    index = FaissIndex(12)
    assert index.search(rows(1)[0], 3, None).tolist() == []
    assert index.labels().tolist() == []
    assert index.vectors(labels()).shape == (0, 12)


def test_fewer_than_asked_for_are_all_found() -> None:
    index = an_index(rows(5))
    assert index.search(rows(1)[0], 9, None).tolist() == [0, 1, 2, 3, 4]
    assert index.search(rows(1)[0], 9, labels(1, 3)).tolist() == [1, 3]


def test_a_label_put_again_is_replaced_not_doubled() -> None:
    index, other = an_index(rows(3)), rows(1)
    index.put(labels(1), other)
    assert index.labels().tolist() == [0, 1, 2]
    assert np.array_equal(index.vectors(labels(1)), other)


def test_what_is_removed_is_gone_and_the_rest_is_as_it_was() -> None:
    vectors = rows(6)
    index = an_index(vectors, labels(10, 5, 7, 30, 2, 1))
    index.remove(labels(7, 10, 999))
    assert index.labels().tolist() == [1, 2, 5, 30]
    assert np.array_equal(index.vectors(labels(30, 5)), vectors[[3, 1]])


def test_a_label_not_held_has_no_vector() -> None:
    with pytest.raises(KeyError, match="1 labels are not held"):
        an_index(rows(2)).vectors(labels(1, 5))


def test_it_comes_back_as_it_was_saved() -> None:
    vectors = rows(6)
    index = an_index(vectors, labels(10, 5, 7, 30, 2, 1))
    back = FaissIndex.from_arrays(12, index.arrays())
    assert back.labels().tolist() == index.labels().tolist()
    assert np.array_equal(back.vectors(labels(7, 1)), vectors[[2, 5]])
    empty = FaissIndex.from_arrays(12, FaissIndex(12).arrays())
    assert empty.labels().tolist() == []
