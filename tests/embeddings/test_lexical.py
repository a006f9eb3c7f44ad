import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from numpy.typing import NDArray

from embeddings import lexical
from embeddings.lexical import InvertedFile
from embeddings.terms import Rarity, Terms

RARITY = Rarity(10, {"a": 9, "b": 5, "c": 1})
WORDS = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6)


def terms(words: str | list[str]) -> Terms:
    return Terms.weighed(list(words), RARITY)


def cosine(one: Terms, other: Terms) -> float:
    weights = dict(zip(one.ids.tolist(), one.weights.tolist(), strict=True))
    pairs = zip(other.ids.tolist(), other.weights.tolist(), strict=True)
    return float(sum(weights.get(term, 0) * weight for term, weight in pairs))


def labels(*those: int) -> NDArray[np.int64]:
    return np.array(those, np.int64)


def a_file(*texts: str) -> InvertedFile:
    made = InvertedFile()
    made.put(np.arange(len(texts)), [terms(text) for text in texts])
    return made


def test_a_text_is_alike_to_itself_to_exactly_one() -> None:
    for text in ("abc", "aab", "h", "abcdefgh"):
        assert a_file("a", text).ask(terms(text)).similarities(labels(1)) == [1.0]


def test_similarity_is_the_cosine() -> None:
    found = a_file("abc", "aab", "h").ask(terms("abd")).similarities(labels(0, 1, 2))
    assert np.allclose(found, [cosine(terms("abd"), terms(one)) for one in ("abc", "aab", "h")])
    assert found[2] == 0.0


def test_what_is_not_held_has_no_similarity() -> None:
    assert np.isnan(a_file("a").ask(terms("a")).similarities(labels(7))).all()


def test_the_best_share_a_term() -> None:
    assert a_file("ab", "h", "a").ask(terms("ab")).best(3, None).tolist() == [0, 2]


def test_those_as_alike_as_the_last_are_all_named() -> None:
    asked = a_file("ab", "ac", "ac", "ac", "ad").ask(terms("ab"))
    assert asked.best(2, None).tolist() == [0, 1, 2, 3]
    assert a_file("ab", "cab", "ac", "ac").ask(terms("a")).best(3, labels(1, 2, 3)).tolist() == [
        1,
        2,
        3,
    ]
    assert a_file("ac", "ac", "ac").ask(terms("a")).best(1, None).tolist() == [0, 1, 2]


@pytest.mark.parametrize("k", [0, -1])
def test_nothing_asked_for_names_nothing(k: int) -> None:
    assert a_file("a").ask(terms("a")).best(k, None).tolist() == []


def test_an_empty_file_names_nothing() -> None:
    asked = InvertedFile().ask(terms("a"))
    assert asked.best(3, None).tolist() == []
    assert asked.best(3, labels(1)).tolist() == []


@given(st.lists(WORDS, min_size=1, max_size=20), WORDS, st.sets(st.integers(0, 25)))
def test_only_what_is_allowed_is_named(
    texts: list[list[str]], asked: list[str], allowed: set[int]
) -> None:
    made = InvertedFile()
    made.put(np.arange(len(texts)), [terms(text) for text in texts])
    found = made.ask(terms(asked)).best(5, labels(*sorted(allowed)))
    assert set(found.tolist()) <= allowed & set(range(len(texts)))


@given(st.lists(WORDS, min_size=1, max_size=8), st.lists(WORDS, max_size=8), WORDS)
def test_others_do_not_change_a_digit(
    texts: list[list[str]], others: list[list[str]], asked: list[str]
) -> None:
    alone, beside = InvertedFile(), InvertedFile()
    alone.put(np.arange(len(texts)), [terms(text) for text in texts])
    beside.put(np.arange(100, 100 + len(others)), [terms(text) for text in others])
    beside.put(np.arange(len(texts)), [terms(text) for text in texts])
    everyone = np.arange(len(texts))
    one = alone.ask(terms(asked)).similarities(everyone)
    assert np.array_equal(one, beside.ask(terms(asked)).similarities(everyone))


class Filing(RuleBasedStateMachine):
    """The file against a dictionary, packed often."""

    def __init__(self) -> None:
        super().__init__()
        self.file = InvertedFile()
        self.expected: dict[int, Terms] = {}

    @rule(label=st.integers(0, 9), words=WORDS)
    def put(self, label: int, words: list[str]) -> None:
        self.expected[label] = terms(words)
        self.file.put(labels(label), [terms(words)])

    @rule(label=st.integers(0, 9))
    def remove(self, label: int) -> None:
        self.expected.pop(label, None)
        self.file.remove(labels(label))

    @rule()
    def save_and_load(self) -> None:
        self.file = InvertedFile.from_arrays(self.file.arrays())

    @invariant()
    def finds_what_a_dictionary_finds(self) -> None:
        held = sorted(self.expected)
        assert self.file.labels().tolist() == held
        asked = terms("abc")
        found = self.file.ask(asked).similarities(labels(*held))
        assert np.allclose(found, [cosine(asked, self.expected[label]) for label in held])

    @invariant()
    def gives_back_what_was_put(self) -> None:
        held = sorted(self.expected)
        for label, back in zip(held, self.file.vectors(labels(*held)), strict=True):
            assert isinstance(back, Terms)
            assert back.to_bytes() == self.expected[label].to_bytes()


@pytest.fixture(autouse=True, scope="module")
def packed_often() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexical, "YOUNG", 3)
        yield


TestFiling = Filing.TestCase


def test_a_term_is_used_where_an_allowed_text_uses_it() -> None:
    held = a_file("ab", "bc", "d")
    asked = terms("abcdh").ids
    told = dict(zip(asked.tolist(), held.used(asked, None).tolist(), strict=True))
    assert {one for one in "abcdh" if told[int(terms(one).ids[0])]} == set("abcd")
    told = dict(zip(asked.tolist(), held.used(asked, labels(1)).tolist(), strict=True))
    assert {one for one in "abcdh" if told[int(terms(one).ids[0])]} == set("bc")


def test_a_term_of_a_text_that_was_removed_is_not_used() -> None:
    held = a_file("ab", "bc")
    held.arrays()  # what is packed stays in its segment
    held.remove(labels(0))
    assert held.used(terms("a").ids, None).tolist() == [False]
    assert held.used(terms("b").ids, None).tolist() == [True]
