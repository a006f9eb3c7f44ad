import json
from pathlib import Path

import pytest

from corpus.vocabulary import load_vocabulary
from embeddings import reference
from embeddings.errors import MissingReference
from embeddings.freeze import freeze
from embeddings.reference import CURRENT, FOLDER, load_reference, reference_texts, version_of
from tests.embeddings.examples import EN, JA


def test_the_version_is_the_digest_of_the_files() -> None:
    version = load_reference().version
    assert version_of(FOLDER / version) == version == CURRENT.read_text("utf-8").strip()


def test_a_changed_file_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "FOLDER", tmp_path)
    (tmp_path / "abc").mkdir()
    with pytest.raises(MissingReference, match="abc"):
        load_reference("abc")
    with pytest.raises(MissingReference, match="nowhere"):
        load_reference("nowhere")


def test_only_narratives_are_read() -> None:
    texts = reference_texts()
    assert len(texts) == load_reference().japanese.texts == 200
    assert all(set(text) == {JA, EN} and all(text.values()) for text in texts)


def test_the_counts_are_those_of_the_starter_corpus_and_the_vocabulary(tmp_path: Path) -> None:
    made = tmp_path / freeze(reference_texts(), tmp_path)
    kept = FOLDER / load_reference().version
    assert (
        json.loads((kept / "made_of.json").read_text())["vocabulary"] == load_vocabulary().version
    )
    for name in ("ja.tsv", "en.tsv", "concepts.tsv"):
        assert (made / name).read_bytes() == (kept / name).read_bytes(), name


def test_every_term_has_a_place_in_the_latent_space() -> None:
    kept = load_reference()
    assert all(len(kept.places[one]) == len(kept.axes[one]) > 1000 for one in (JA, EN))
