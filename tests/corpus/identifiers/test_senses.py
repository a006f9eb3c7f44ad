import numpy as np
import pytest

from corpus.identifiers.senses import Senses, load_senses
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
    known = Senses(("a",), {word_hash("行く"): 0}, np.ones((1, 1), np.float32))
    assert known.of("行っ", "行く") is not None


def test_without_the_vectors_no_word_is_like_anything() -> None:
    assert load_senses("no_such_package_here").of("歌手") is None


@pytest.mark.parametrize("word", ["a", "東京", "東京都庁", "a" * 40])
def test_a_word_is_filed_as_spacy_files_it(word: str) -> None:
    from spacy.strings import StringStore

    assert word_hash(word) == StringStore([word])[word]
