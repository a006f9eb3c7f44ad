from pathlib import Path

from embeddings.freeze import freeze
from embeddings.reference import read_reference, version_of
from tests.embeddings.examples import EN, FAILURES, JA

TEXTS = [{JA: ja, EN: en} for ja, en in FAILURES]


def test_the_same_texts_give_the_same_version(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    version = freeze(TEXTS, one)
    assert freeze(TEXTS, other) == version == version_of(one / version)


def test_freezing_again_adds_nothing(tmp_path: Path) -> None:
    version = freeze(TEXTS, tmp_path)
    assert freeze(TEXTS, tmp_path) == version
    assert [path.name for path in tmp_path.iterdir()] == [version]


def test_other_texts_give_another_version(tmp_path: Path) -> None:
    assert freeze(TEXTS, tmp_path) != freeze(TEXTS[:-1], tmp_path)


def test_what_is_frozen_counts_texts_not_repeats(tmp_path: Path) -> None:
    texts = [*TEXTS, {JA: "故障、故障、故障。", EN: "congestion, congestion"}]
    version = freeze(texts, tmp_path)
    made = read_reference(tmp_path / version, version)
    assert made.japanese.holding["故障"] == 2
    assert made.english.holding["congestion"] == 2
    assert made.japanese.texts == len(texts)
