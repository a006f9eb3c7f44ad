from corpus.identifiers.english_settled import again, apart, one_key_a_person
from corpus.identifiers.english_tokens import tokens_of
from corpus.identifiers.identifier import Identifier, IdentifierKind

PERSON, PLACE = IdentifierKind.PERSON, IdentifierKind.PLACE
NUMBER, OTHER = IdentifierKind.NUMBER, IdentifierKind.OTHER


def one(
    text: str, words: str, kind: IdentifierKind, key: str = "", sure: bool = True
) -> Identifier:
    start = text.index(words)
    return Identifier(
        kind=kind, start=start, end=start + len(words), key=key or words.lower(), sure=sure
    )


def words(text: str, found: list[Identifier]) -> list[tuple[str, IdentifierKind]]:
    return [(text[each.start : each.end], each.kind) for each in found]


def test_of_two_at_one_place_the_longer_is_kept_and_of_equals_the_first() -> None:
    text = "Paris Hilton"
    seen = [one(text, "Paris", PLACE), one(text, "Paris Hilton", PERSON)]
    same = [one(text, "Paris", PERSON), one(text, "Paris", PLACE)]

    assert words(text, apart(text, seen)) == [("Paris Hilton", PERSON)]
    assert words(text, apart(text, same)) == [("Paris", PERSON)]


def test_two_of_one_kind_that_overlap_are_one() -> None:
    text = "12 High Street, Leeds"
    seen = [one(text, "12 High Street", PLACE), one(text, "Street, Leeds", PLACE)]

    [whole] = apart(text, seen)

    assert (whole.end, whole.key) == (len(text), "12 high street, leeds")


def test_nothing_of_the_later_of_two_kinds_is_lost() -> None:
    text = "Hartley Mary Jones"
    seen = [one(text, "Hartley Mary", OTHER), one(text, "Mary Jones", PERSON)]

    assert words(text, apart(text, seen)) == [("Hartley Mary", OTHER), ("Jones", PERSON)]


def test_a_number_is_not_cut() -> None:
    text = "Leeds 4111 1111 1111"
    number = one(text, "4111 1111 1111", NUMBER)

    kept = apart(text, [one(text, "Leeds 4111", PLACE), number])
    doubted = apart(text, [one(text, "Leeds 4111", PLACE, sure=False), number])

    assert words(text, kept) == [("Leeds", PLACE), ("4111 1111 1111", NUMBER)]
    assert words(text, doubted) == [("4111 1111 1111", NUMBER)]


def test_what_a_doubtful_name_says_after_a_number_is_left_alone() -> None:
    text = "4111 1111 ssn"
    seen = [one(text, "4111 1111", NUMBER), one(text, "1111 ssn", PLACE, sure=False)]

    assert words(text, apart(text, seen)) == [("4111 1111", NUMBER)]


def test_only_signs_are_no_name() -> None:
    assert apart("a, b", [one("a, b", ", ", PLACE)]) == []


def test_a_name_is_found_again_and_so_is_each_part_of_a_full_name() -> None:
    text = "John Maclean left. Maclean and Dr. John said so."
    tokens = tokens_of(text)

    found = list(again(tokens, [one(text, "John Maclean", PERSON)]))

    assert [text[each.start : each.end] for each in found] == ["John Maclean", "Maclean", "John"]


def test_small_words_months_and_doubtful_parts_are_not_looked_for() -> None:
    text = "May met the new boss. May fell. Ann Lee? Lee."
    seen = [
        one(text, "May", PERSON),
        one(text, "new", OTHER),
        one(text, "Ann Lee", PERSON, sure=False),
    ]

    found = list(again(tokens_of(text), seen))

    assert [text[each.start : each.end] for each in found] == ["Ann Lee"]


def test_a_part_of_one_full_name_has_the_key_of_the_whole() -> None:
    text = "Bob Brown ; Bob ; Alice ; Leeds"
    seen = [
        one(text, "Bob Brown", PERSON),
        Identifier(kind=PLACE, start=12, end=15, key="bob"),
        one(text, "Alice", PERSON),
        one(text, "Leeds", PLACE),
    ]

    settled = one_key_a_person(seen)

    assert [(each.kind, each.key) for each in settled] == [
        (PERSON, "bob brown"),
        (PERSON, "bob brown"),
        (PERSON, "alice"),
        (PLACE, "leeds"),
    ]


def test_a_surname_of_two_people_keeps_its_own_key() -> None:
    text = "Ann Lee ; Bob Lee ; Mr. Lee"
    seen = [
        one(text, "Ann Lee", PERSON),
        one(text, "Bob Lee", PERSON),
        one(text, "Mr. Lee", PERSON, key="lee"),
    ]

    assert one_key_a_person(seen)[2].key == "lee"


def test_a_known_place_stays_a_place_beside_a_person_of_that_name() -> None:
    text = "Ann London ; London"
    seen = [
        one(text, "Ann London", PERSON),
        Identifier(kind=PLACE, start=13, end=19, key="london"),
    ]

    assert one_key_a_person(seen)[1] == seen[1]
