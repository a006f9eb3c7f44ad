import pytest

from corpus.account import Language
from corpus.identifiers.identifier import IdentifierKind
from corpus.identifiers.placeholders import Placeholders, placeholder_words

CARRIER, PERSON = IdentifierKind.CARRIER, IdentifierKind.PERSON


@pytest.mark.parametrize("language", list(Language))
def test_every_kind_has_a_word_of_its_own(language: Language) -> None:
    words = placeholder_words(language)
    names = {words.name(kind, 0) for kind in IdentifierKind}

    assert len(names) == len(IdentifierKind)


def test_things_are_counted_by_letters_or_numbers_as_they_come() -> None:
    names = Placeholders(language=Language.JA)
    told = [names.of(CARRIER, f"c{n}", "") for n in (0, 1, 0)] + [names.of(PERSON, "p", "")]

    assert told == ["〔事業者A〕", "〔事業者B〕", "〔事業者A〕", "〔人物1〕"]


@pytest.mark.parametrize(
    ("n", "name"), [(25, "[carrier Z]"), (26, "[carrier AA]"), (702, "[carrier AAA]")]
)
def test_after_the_last_letter_come_two(n: int, name: str) -> None:
    assert placeholder_words(Language.EN).name(CARRIER, n) == name


def test_no_placeholder_is_given_that_stands_in_the_text() -> None:
    names = Placeholders(language=Language.JA, avoid="〔事業者A〕と〔事業者B・別名1〕が")

    assert names.of_spelling(CARRIER, "kddi", "KDDI") == "〔事業者B〕"
    assert names.of_spelling(CARRIER, "kddi", "au") == "〔事業者B・別名2〕"


def test_each_spelling_has_its_own_placeholder_where_words_are_to_be_put_back() -> None:
    names = Placeholders(language=Language.EN)
    told = [names.of_spelling(CARRIER, "kddi", words) for words in ("KDDI", "au", "KDDI", "au")]

    assert told == ["[carrier A]", "[carrier A, alias 1]"] * 2
    assert names.key == {"[carrier A]": "KDDI", "[carrier A, alias 1]": "au"}


def test_the_words_of_the_source_are_not_shown_with_the_names() -> None:
    names = Placeholders(language=Language.JA, avoid="秘密")
    names.of(CARRIER, "kddi", "秘密")

    assert "秘密" not in repr(names)
