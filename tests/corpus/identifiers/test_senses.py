import numpy as np
import pytest

from corpus.identifiers.senses import Senses, WordVectors, load_senses, load_word_vectors
from corpus.word_hash import word_hash


def sense(word: str, name: str) -> float:
    known = load_senses()
    near = known.of(word)
    assert near is not None
    return float(near[known.names.index(name)])


def test_a_word_is_near_its_own_kind() -> None:
    assert sense("歌手", "role") > sense("歌手", "place")
    assert sense("鈴木", "family") > sense("鈴木", "town")


def test_an_unknown_word_is_like_nothing() -> None:
    assert load_senses().of("ぬるぽがっがっ") is None


def test_the_first_known_spelling_counts() -> None:
    words = WordVectors({word_hash("行く"): 0}, np.ones((1, 1), np.float32))
    known = Senses(("a",), words, words.vectors)
    assert known.of("行っ", "行く") is not None


def test_without_the_vectors_no_word_is_like_anything() -> None:
    assert load_senses("no_such_package_here").of("歌手") is None


def test_a_word_that_has_no_vector_is_at_zero() -> None:
    words = load_word_vectors()
    rows = np.array([words.row_of("ぬるぽがっがっ"), words.row_of("歌手")])
    lengths = np.linalg.norm(words.at(rows), axis=1)
    assert lengths.tolist() == pytest.approx([0, 1])
