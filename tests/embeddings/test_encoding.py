import numpy as np
import pytest

from corpus.account import Language
from embeddings import encoding
from embeddings.cache import MemoryVectors
from embeddings.encoding import Encoded, encode_texts
from embeddings.plan import views_over
from embeddings.reference import load_reference
from embeddings.views import EncoderView
from tests.embeddings.examples import EN, JA, LetterEncoder, dense

Texts = list[dict[Language, str]]


def test_nothing_is_encoded_twice() -> None:
    encoder, store, counted = LetterEncoder(), MemoryVectors(), Encoded()
    texts: Texts = [{JA: "障害"}, {JA: "輻輳"}, {JA: "障害"}]
    for _ in range(2):
        encode_texts(texts, [EncoderView(encoder)], store, counted)
    assert encoder.given == ["障害", "輻輳"]
    assert counted.made == {"dense": 2}


def test_a_view_is_not_asked_again_when_another_language_changes() -> None:
    encoder, store = LetterEncoder(languages=(JA,)), MemoryVectors()
    encode_texts([{JA: "障害", EN: "fault"}], [EncoderView(encoder)], store)
    encode_texts([{JA: "障害", EN: "outage"}], [EncoderView(encoder)], store)
    assert encoder.given == ["障害"]


def test_vectors_come_in_the_order_of_the_texts_and_views() -> None:
    views = views_over(LetterEncoder(), load_reference())
    texts: Texts = [{JA: "交換機の障害"}, {EN: "the router failed"}, {JA: "交換機の障害"}]
    found = encode_texts(texts, views, MemoryVectors())
    assert [len(row) for row in found] == [len(views)] * 3
    assert np.array_equal(dense(found[0][0]), dense(found[2][0]))
    assert not np.array_equal(dense(found[0][0]), dense(found[1][0]))


def test_what_is_kept_is_what_was_made() -> None:
    views, store = views_over(LetterEncoder(), load_reference()), MemoryVectors()
    first, again = (encode_texts([{EN: "the router failed"}], views, store)[0] for _ in "ab")
    assert dense(first[0]).tobytes() == dense(again[0]).tobytes()


def test_progress_is_told_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "BATCH", 2)
    heard: list[tuple[int, int]] = []
    texts: Texts = [{JA: letter} for letter in "あいうえお"]
    encode_texts(
        texts,
        [EncoderView(LetterEncoder())],
        MemoryVectors(),
        progress=lambda done, total: heard.append((done, total)),
    )
    assert heard == [(2, 5), (4, 5), (5, 5)]


def test_a_batch_that_was_kept_survives_a_failure_in_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Failing(LetterEncoder):
        def encode(self, texts):  # type: ignore[no-untyped-def]
            if "え" in texts:
                raise MemoryError
            return super().encode(texts)

    monkeypatch.setattr(encoding, "BATCH", 2)
    store = MemoryVectors()
    texts: Texts = [{JA: letter} for letter in "あいうえお"]
    with pytest.raises(MemoryError):
        encode_texts(texts, [EncoderView(Failing())], store)
    whole = LetterEncoder()
    encode_texts(texts, [EncoderView(whole)], store)
    assert whole.given == ["う", "え", "お"]
