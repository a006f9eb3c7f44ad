import pytest

from embeddings.backends import BACKENDS, DEFAULT_ENCODER, load_encoder
from embeddings.errors import UnknownBackend


def test_an_unknown_backend_lists_the_known() -> None:
    with pytest.raises(
        UnknownBackend, match="'word2vec'; known: minilm, sentence-transformers, static"
    ):
        load_encoder("word2vec:ja")


def test_an_encoder_is_called_as_it_was_asked_for() -> None:
    assert load_encoder(DEFAULT_ENCODER).name == DEFAULT_ENCODER


def test_the_default_is_one_of_the_backends() -> None:
    assert DEFAULT_ENCODER.partition(":")[0] in BACKENDS


def test_an_encoder_is_loaded_once() -> None:
    assert load_encoder(DEFAULT_ENCODER) is load_encoder(DEFAULT_ENCODER)
