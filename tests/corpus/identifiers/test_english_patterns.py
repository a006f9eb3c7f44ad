import pytest

from corpus.identifiers.english_patterns import numbers_and_addresses
from corpus.identifiers.identifier import IdentifierKind


def seen(text: str) -> set[tuple[str, str]]:
    return {(one.kind.value, text[one.start : one.end]) for one in numbers_and_addresses(text)}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("card 4111 1111 1111 1111 is lost", "number", "4111 1111 1111 1111"),
        ("カード番号4111111111111111です", "number", "4111111111111111"),
        ("from GB33BUKB20201555555555 to", "number", "GB33BUKB20201555555555"),
        ("iban de89 3704 0044 0532 0130 00", "number", "de89 3704 0044 0532 0130 00"),
        ("口座GB33BUKB20201555555555へ", "number", "GB33BUKB20201555555555"),
        ("ssn 536-22-1234.", "number", "536-22-1234"),
        ("my licence number is 7735-AB-9", "number", "7735-AB"),
        ("The ZIP code is 35350", "number", "35350"),
        ("born 3/23/1940 in", "date", "3/23/1940"),
        ("a 19 year old man", "other", "19"),
        ("aged 47", "other", "47"),
        ("P.O. Box 101, Leeds", "place", "P.O. Box 101"),
        ("PSC 1437, Box 3833\nAPO AA 66791", "place", "PSC 1437, Box 3833\nAPO AA 66791"),
        ("in Suite 205.", "place", "Suite 205"),
        ("at 12 High Street, Leeds", "place", "12 High Street"),
        ("at 1600 N. Old Kent Rd.", "place", "1600 N. Old Kent Rd"),
        ("ask @jane_doe", "person", "@jane_doe"),
    ],
)
def test_what_only_english_writes_so_is_seen(text: str, kind: str, words: str) -> None:
    assert (kind, words) in seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "about 12,345,678,901,234 packets",
        "release 16 was 10 years in use",
        "Cell 12 Sector B was off",
        "at 10/25 of the links",
        "3 Provider Edge routers",
        "AS64512 and GB12 are codes",
        "write to a@b",
        "the account is closed",
    ],
)
def test_figures_of_a_report_are_left_alone(text: str) -> None:
    assert not seen(text)


def test_the_key_is_the_words_folded() -> None:
    [one] = numbers_and_addresses("P.O. BOX\n7")

    assert (one.kind, one.key) == (IdentifierKind.PLACE, "p.o. box 7")
