from corpus.identifiers.english_listed import listed_people, listed_places
from corpus.identifiers.english_tokens import tokens_of


def people(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.key) for one in listed_people(tokens_of(text))]


def places(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.key) for one in listed_places(tokens_of(text))]


def test_a_first_name_and_a_surname_are_a_person_in_either_order() -> None:
    assert people("by Taro Yamada") == [("Taro Yamada", "taro yamada")]
    assert people("by YAMADA Taro") == [("YAMADA Taro", "yamada taro")]


def test_small_letters_and_unknown_words_are_no_full_name() -> None:
    assert people("Two mark young men, Home Subscriber, Taro Server") == []


def test_in_text_without_capitals_full_names_may_be_small() -> None:
    assert people("call john smith") == [("john smith", "john smith")]
    assert people("Call john smith") == []


def test_a_word_of_respect_makes_a_person() -> None:
    assert people("Okazawa-san called") == [("Okazawa-san", "okazawa")]
    assert people("built-in") == []


def test_places_and_peoples_are_seen_by_their_capitals() -> None:
    assert places("from New York to German sites in Reading") == [
        ("New York", "new york"),
        ("German", "germany"),
    ]


def test_in_text_without_capitals_places_may_be_small() -> None:
    assert places("flying to canada, not to turkey") == [("canada", "canada")]
    assert places("We fly to canada") == []


def test_a_people_may_be_small_anywhere() -> None:
    assert places("I am cambodian") == [("cambodian", "cambodia")]


def test_us_is_a_country_in_capitals_only() -> None:
    assert places("tell us in the US") == [("US", "united states")]
