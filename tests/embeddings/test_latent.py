import numpy as np

from embeddings.latent import of_the_field, place_all, raw_place
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
    said = FAILURES[1][1]
    one, other = place_all([Told({EN: said}), Told({EN: f"{said} xyzzy"})], reference)
    assert one.any()
    assert np.array_equal(one, other)


def test_a_place_is_at_unit_length_before_the_mean_is_taken_off() -> None:
    place = raw_place(["輻輳", "故障"], JA, load_reference())
    assert np.isclose(np.linalg.norm(place), 1)


def test_a_text_of_the_field_is_told_from_one_that_is_not() -> None:
    reference = load_reference()
    assert all(of_the_field(Told({JA: ja}), reference) for ja, _ in FAILURES)
    assert all(of_the_field(Told({EN: en}), reference) for _, en in FAILURES)
    for other in (
        "被災者が屋根の上で瓦を運んでいたところ、足を滑らせて地面に墜落したもの。",
        "脚立に乗って枝を切っていた際、体勢を崩して転落し、頭部を強打した。",
    ):
        assert not of_the_field(Told({JA: other}), reference)
        assert not place_all([Told({JA: other})], reference).any()


def test_one_language_of_the_field_is_enough() -> None:
    told = Told({JA: "脚立に乗って枝を切っていた際、転落した。", EN: FAILURES[0][1]})
    assert of_the_field(told, load_reference())
    assert not of_the_field(told, load_reference(), [JA])
