from corpus.identifiers.english_lexicon import load_lexicon


def test_a_word_may_be_of_several_classes() -> None:
    assert load_lexicon().classes_of("jordan") == ("given", "surname")
    assert load_lexicon().classes_of("bahnhofstrasse") == ("street",)
    assert load_lexicon().classes_of("router") == ()


def test_a_short_word_that_ends_like_a_street_is_none() -> None:
    assert "street" not in load_lexicon().classes_of("string")
