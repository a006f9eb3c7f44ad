import pytest

from embeddings.english import all_words, content_words, names_and_numbers


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("The switches failed.", ["switch", "fail"]),
        ("a routing failure", ["rout", "failur"]),
        ("batteries and battery", ["battery", "battery"]),
        ("stopped, stopping, stops", ["stop", "stop", "stop"]),
        ("losses and loss", ["loss", "loss"]),
        ("suddenly", ["sudden"]),
        ("it was on March", []),
        ("", []),
    ],
)
def test_inflected_words_share_a_stem(text: str, stems: list[str]) -> None:
    assert content_words(text) == stems


def test_a_name_inside_a_sentence_is_left_out() -> None:
    assert content_words("A fault at Verizon in Boston.") == ["fault"]


def test_an_abbreviation_is_kept() -> None:
    assert content_words("The fault hit DNS and BGP.") == ["fault", "hit", "dns", "bgp"]


def test_the_first_word_of_a_sentence_is_no_name() -> None:
    assert content_words("It broke. Cables burnt: Fire spread.")[1:] == [
        "cabl",
        "burnt",
        "fir",
        "spread",
    ]


def test_full_width_letters_are_read() -> None:
    assert content_words("ＤＮＳ fault") == content_words("DNS fault")


def test_the_owner_of_a_thing_is_the_word_itself() -> None:
    assert content_words("the router's fault") == content_words("the router fault")


def test_with_all_words_names_and_numbers_stay() -> None:
    said = "On Monday 1,200 users of Acme lost 3.5 hours."
    assert content_words(said) == ["user", "lost", "hour"]
    assert all_words(said) == ["monday", "user", "acm", "lost", "hour", "1,200", "3.5"]
    assert names_and_numbers(said) == {"monday", "acm", "1,200", "3.5"}
