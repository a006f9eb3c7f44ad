import numpy as np

from embeddings.terms import Rarity, Terms, term_id

RARITY = Rarity(10, {"often": 9, "seldom": 1})


def test_a_rarer_word_weighs_more() -> None:
    assert RARITY.of("never met") > RARITY.of("seldom") > RARITY.of("often")


def test_terms_are_in_order_and_of_unit_length() -> None:
    terms = Terms.weighed(["often", "seldom", "often", "new"], RARITY)
    assert sorted(terms.ids) == list(terms.ids)
    assert np.isclose(np.square(terms.weights).sum(), 1)


def test_the_order_of_words_does_not_count() -> None:
    one, other = (Terms.weighed(words, RARITY) for words in (["a", "b", "a"], ["b", "a", "a"]))
    assert one.to_bytes() == other.to_bytes()


def test_terms_come_back_as_they_were_stored() -> None:
    terms = Terms.weighed(["often", "seldom"], RARITY)
    back = Terms.from_bytes(terms.to_bytes())
    assert back.ids.tolist() == terms.ids.tolist()
    assert back.weights.tolist() == terms.weights.tolist()


def test_no_words_are_no_terms() -> None:
    assert len(Terms.weighed([], RARITY)) == 0
    assert len(Terms.from_bytes(b"")) == 0


def test_an_id_is_the_same_on_every_machine() -> None:
    assert term_id("輻輳") == -758238241696379388  # b2sum -l 64


def test_what_counts_double_weighs_twice_as_much_beside_the_rest() -> None:
    plain, double = (Terms.weighed(["a", "b"], RARITY, twice) for twice in ((), ("b",)))
    at_a, at_b = (plain.ids.tolist().index(term_id(word)) for word in ("a", "b"))
    assert plain.weights[at_a] == plain.weights[at_b]
    assert np.isclose(double.weights[at_b], 2 * double.weights[at_a])
