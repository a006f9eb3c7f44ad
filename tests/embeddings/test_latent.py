import numpy as np

from embeddings.latent import place_all, raw_place
from embeddings.reference import load_reference
from embeddings.told import Told
from tests.embeddings.examples import EN, FAILURES, JA


def test_a_text_lies_nearest_to_its_telling_in_the_other_language() -> None:
    reference = load_reference()
    japanese = place_all([Told({JA: ja}) for ja, _ in FAILURES], reference)
    english = place_all([Told({EN: en}) for _, en in FAILURES], reference)
    nearest = (japanese @ english.T).argmax(axis=1).tolist()
    right = sum(found == place for place, found in enumerate(nearest))
    assert right >= len(FAILURES) - 1  # none of these texts was in what the space was made of


def test_a_text_of_unknown_terms_has_no_place() -> None:
    assert not place_all([Told({EN: "xyzzy"}), Told({})], load_reference()).any()


def test_unknown_terms_do_not_move_a_text() -> None:
    reference = load_reference()
    one, other = place_all([Told({EN: "a fault"}), Told({EN: "a xyzzy fault"})], reference)
    assert np.array_equal(one, other)


def test_a_place_is_at_unit_length_before_the_mean_is_taken_off() -> None:
    place = raw_place(["輻輳", "故障"], JA, load_reference())
    assert np.isclose(np.linalg.norm(place), 1)
