"""The encoder backends. To add one, write its loader and list it in BACKENDS."""

from collections.abc import Callable
from functools import cache

from embeddings.encoder import Encoder
from embeddings.errors import UnknownBackend
from embeddings.sentence_transformer import SentenceTransformerEncoder
from embeddings.word_vectors import WordVectorEncoder

BACKENDS: dict[str, Callable[[str], Encoder]] = {
    "minilm": SentenceTransformerEncoder.load_packaged,
    "sentence-transformers": SentenceTransformerEncoder.load,
    "static": WordVectorEncoder.load,
}
DEFAULT_ENCODER = "static:ja-ginza-5.3.0"


@cache
def load_encoder(name: str) -> Encoder:
    """The encoder called ``kind:name``; a model is loaded when it first encodes.

    Raises:
        UnknownBackend: no backend has that name.
        MissingModel: what it needs is not installed.
    """
    kind, _, model = name.partition(":")
    if kind not in BACKENDS:
        raise UnknownBackend(f"{kind!r}; known: {', '.join(sorted(BACKENDS))}")
    return BACKENDS[kind](model)
