import numpy as np
import pytest

from corpus.account import Language
from embeddings.latent import counted_words, of_the_field, place_all, raw_place, telling
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


def test_a_few_words_are_of_the_field_where_they_name_its_concepts() -> None:
    assert of_the_field(Told({JA: "ONUの不具合"}), load_reference())
    assert not of_the_field(Told({JA: "瓦の不具合"}), load_reference())


STRAY = {
    JA: "金魚すくいの屋台で綿菓子をほおばる子どもが笑っていた。",
    EN: "Yesterday grandmother baked delicious strawberry pancakes beside a purple meadow.",
}
"""Sentences that tell nothing of the field."""


@pytest.mark.parametrize("language", [JA, EN])
def test_a_sentence_that_tells_nothing_of_the_field_is_left_out(language: Language) -> None:
    clean = FAILURES[1][language is EN]
    for text in (f"{STRAY[language]}\n{clean}", f"{clean}\n{STRAY[language]}"):
        told = Told({language: text})
        kept = telling(told, language, load_reference())
        assert kept.texts[language].strip() == clean
        assert counted_words(told, language, load_reference()).texts == kept.texts


def test_a_sentence_of_a_few_words_is_not_judged() -> None:
    told = Told({EN: f"{FAILURES[1][1]}\nPurple pancakes."})
    assert telling(told, EN, load_reference()) is told


def test_however_much_is_put_beside_it_a_text_stays_of_the_field() -> None:
    told = Told({EN: f"{FAILURES[1][1]}\n{STRAY[EN]}" + f"\n{STRAY[EN]}" * 20})
    assert of_the_field(told, load_reference())


def test_a_text_that_is_not_of_the_field_counts_as_a_whole() -> None:
    told = Told({JA: STRAY[JA]})
    assert counted_words(told, JA, load_reference()) is told
