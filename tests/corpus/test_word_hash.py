import pytest

from corpus.word_hash import word_hash


@pytest.mark.parametrize(
    "word",
    ["a", "東京", "輻輳", "東京都庁", "12345678", "é", "𠮷野家", "a" * 40],
)
def test_a_word_is_filed_as_spacy_files_it(word: str) -> None:
    from spacy.strings import StringStore

    assert word_hash(word) == StringStore([word])[word]
