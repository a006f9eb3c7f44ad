import pytest

from corpus.identifiers.foreign_places import common_word, country_of, load_gazetteer


@pytest.mark.parametrize(
    ("key", "country"),
    [
        ("paris", "france"),
        ("texas", "united states"),
        ("uk", "united kingdom"),
        ("france", "france"),
        ("okinawa", "japan"),
        ("são paulo", "brazil"),
        ("12 high street leeds", "united kingdom"),
        ("6750 koskikatu 25 artilleros , co uruguay 64677", "uruguay"),
        ("narnia", None),
        ("europe", None),
        ("rue de nowhere", None),
        ("", None),
    ],
)
def test_a_place_lies_in_its_country(key: str, country: str | None) -> None:
    assert country_of(key) == country


def test_the_longest_name_is_read() -> None:
    words = ["new", "york", "city", "hall"]

    assert load_gazetteer().place_at(words, 0) == (3, "new york city")
    assert load_gazetteer().place_at(words, 3) is None


def test_a_people_has_a_country() -> None:
    assert load_gazetteer().people["danish"] == "denmark"
    assert set(load_gazetteer().people.values()) - {"no one country"} <= set(
        load_gazetteer().countries
    )


def test_every_key_of_a_place_is_known_to_country_of_or_lies_in_none() -> None:
    gazetteer = load_gazetteer()
    nowhere = {key for key in gazetteer.places.values() if country_of(key) is None}

    assert "europe" in nowhere
    assert len(nowhere) < 30


@pytest.mark.parametrize("word", ["us", "Us", "turkey", "reading", "mobile"])
def test_a_common_word_is_no_place(word: str) -> None:
    assert common_word(word)


@pytest.mark.parametrize("word", ["US", "Turkey", "france", "PARIS"])
def test_a_place_is_no_common_word(word: str) -> None:
    assert not common_word(word)
