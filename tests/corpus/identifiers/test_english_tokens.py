from corpus.identifiers.english_tokens import LONGEST_WORD, narrowed, tokens_of


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens_of(text)]


def test_words_numbers_and_signs_are_tokens_of_their_own() -> None:
    assert kinds("Rue 12, x") == [("word", "Rue"), ("number", "12"), ("sign", ","), ("word", "x")]


def test_the_possessive_is_no_part_of_the_name() -> None:
    assert kinds("Maclean's") == [("word", "Maclean"), ("possessive", "'s")]
    assert kinds("O'Brien’s") == [("word", "O'Brien"), ("possessive", "’s")]


def test_an_apostrophe_before_a_word_that_begins_with_s_stays_inside() -> None:
    assert kinds("d'Sousa") == [("word", "d'Sousa")]


def test_mail_and_pages_are_one_token() -> None:
    assert [kind for kind, _ in kinds("a.b@example.org https://example.org/x")] == [
        "address",
        "address",
    ]


def test_what_is_not_seen_is_left_out_of_the_word_and_kept_in_its_place() -> None:
    [token] = tokens_of("Jo\u200bhn")

    assert (token.text, token.start, token.end) == ("John", 0, 5)


def test_several_ends_of_line_are_one_token() -> None:
    assert kinds("a\n \n b") == [("word", "a"), ("line", "\n"), ("word", "b")]


def test_a_number_beside_a_kanji_is_seen() -> None:
    assert ("number", "12") in kinds("番号12です")


def test_of_an_endless_word_only_the_beginning_is_looked_at() -> None:
    [token] = tokens_of("a" * 10_000)

    assert len(token.text) == LONGEST_WORD
    assert token.end == 10_000


def test_full_width_is_narrowed_in_its_place() -> None:
    assert narrowed("Ｊｏｈｎ　１２") == "John 12"


def test_a_character_that_would_become_several_stays() -> None:
    assert narrowed("㈱") == "㈱"
