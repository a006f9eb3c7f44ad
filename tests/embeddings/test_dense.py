import numpy as np

from embeddings.dense import DenseIndex, cosines
from embeddings.encoder import unit_rows
from embeddings.faiss_index import FaissIndex
from tests.embeddings.examples import dense

RANDOM = np.random.default_rng(0)
ROWS = unit_rows(RANDOM.normal(size=(300, 37)))


def test_equal_vectors_are_alike_to_exactly_one() -> None:
    assert all(cosines(row, row[None])[0] == 1.0 for row in ROWS)


def test_a_cosine_is_the_same_whatever_stands_beside_it() -> None:
    together = cosines(ROWS[0], ROWS)
    for size in (1, 2, 7, 64):
        parts = [cosines(ROWS[0], ROWS[at : at + size]) for at in range(0, len(ROWS), size)]
        assert np.array_equal(np.concatenate(parts), together)


def test_a_cosine_is_the_same_from_either_side() -> None:
    assert all(cosines(ROWS[0], row[None])[0] == cosines(row, ROWS[:1])[0] for row in ROWS)


def test_what_is_not_held_has_no_similarity() -> None:
    index = DenseIndex(FaissIndex(37))
    index.put(np.array([4, 9]), list(ROWS[:2]))
    found = index.ask(ROWS[0]).similarities(np.array([4, 5, 9]))
    assert found[0] == 1.0
    assert np.isnan(found[1])
    assert found[2] < 1


def test_the_best_are_those_of_the_engine() -> None:
    index = DenseIndex(FaissIndex(37))
    index.put(np.arange(300), list(ROWS))
    assert 17 in index.ask(ROWS[17]).best(3, None)
    assert index.ask(ROWS[17]).best(3, np.array([2])).tolist() == [2]
    index.remove(np.array([17]))
    assert 17 not in index.labels()
    assert np.array_equal(dense(index.vectors(np.array([18]))[0]), ROWS[18])
