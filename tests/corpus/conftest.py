import pytest

from corpus.vocabulary import Vocabulary, load_vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The vocabulary of the field as it is delivered."""
    return load_vocabulary()
