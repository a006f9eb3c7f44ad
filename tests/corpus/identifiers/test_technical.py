import pytest

from corpus.identifiers.technical import is_technical


@pytest.mark.parametrize(
    "words", ["MPLS", "ＢＧＰ", "TLS 1", "TLS 1.3", "DNS server", "IS-IS", "5G SA", "volte"]
)
def test_words_of_the_trade_name_nobody(words: str) -> None:
    assert is_technical(words)


@pytest.mark.parametrize(
    "words", ["", "Tanaka", "DNS Tanaka", "田中", "DNS田中", "1", "DNS " * 30]
)
def test_other_words_may_name_somebody(words: str) -> None:
    assert not is_technical(words)
