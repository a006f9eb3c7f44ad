from pathlib import Path

import numpy as np
import pytest

from embeddings import backends, plans
from embeddings.backends import DEFAULT_ENCODER, load_encoder
from embeddings.cache import MemoryVectors
from embeddings.encoder import Encoder
from embeddings.plans import load_plan
from embeddings.retrieval import Retrieval
from tests.embeddings.examples import EN, FAILURES, JA, LetterEncoder, dense, told


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> LetterEncoder:
    """An encoder that the release has no scales for; three tellings stand for the corpus."""
    encoder = LetterEncoder()

    def load(model: str) -> Encoder:
        return encoder

    monkeypatch.setitem(backends.BACKENDS, "letters", load)
    monkeypatch.setattr(plans, "reference_texts", lambda: [dict(told(n).texts) for n in range(6)])
    load_encoder.cache_clear()
    return encoder


def test_the_default_has_frozen_scales_and_measures_nothing() -> None:
    plan = load_plan(DEFAULT_ENCODER)
    assert plan.centre is None
    assert set(plan.scales.conditions) == {"1.1", "1.2", "1.3", "2.2", "2.3", "3.3"}
    assert len(plan.key.split()) == len(plan.views) == 5


def test_another_encoder_is_measured_once(letters: LetterEncoder, tmp_path: Path) -> None:
    first = load_plan("letters:16", tmp_path)
    given = len(letters.given)
    again = load_plan("letters:16", tmp_path)
    assert len(letters.given) == given > 0
    assert again.scales == first.scales
    assert np.array_equal(again.centre, first.centre)  # type: ignore[arg-type]


def test_what_was_encoded_to_measure_is_not_encoded_again(letters: LetterEncoder) -> None:
    store = MemoryVectors()
    Retrieval.in_memory([told(n) for n in range(6)], "letters:16", store)
    assert sorted(letters.given) == sorted(text for pair in FAILURES for text in pair)


def test_the_vectors_of_another_encoder_are_centred(letters: LetterEncoder) -> None:
    plan = load_plan("letters:16")
    vectors = list(plan.views[0].encode([]))
    raw = dense(letters.encode([FAILURES[0][0]])[0])
    placed = dense(plan.placed([raw, *vectors])[0])
    assert np.isclose(np.linalg.norm(placed), 1)
    assert not np.allclose(placed, raw)
    assert not dense(plan.placed([np.zeros(16, np.float32)])[0]).any()


def test_another_encoder_finds_the_same_text_with_a_score_of_one(letters: LetterEncoder) -> None:
    searched = Retrieval.in_memory([told(n) for n in range(6)], "letters:16")
    for texts in (told(3).texts, {EN: FAILURES[3][1]}, {JA: FAILURES[3][0]}):
        assert searched.nearest(texts, 1)[0].label == 3
    assert searched.nearest(told(3).texts, 1)[0].score == 1.0
