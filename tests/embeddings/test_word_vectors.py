import numpy as np
import pytest

from corpus.word_hash import word_hash
from embeddings.backends import DEFAULT_ENCODER
from embeddings.errors import MissingModel
from embeddings.japanese import Word
from embeddings.word_vectors import WordTable, WordVectorEncoder

MODEL = DEFAULT_ENCODER.partition(":")[2]


@pytest.fixture(scope="module")
def encoder() -> WordVectorEncoder:
    return WordVectorEncoder.load(MODEL)


def test_vectors_are_those_of_the_package(encoder: WordVectorEncoder) -> None:
    import spacy

    vectors = spacy.load("ja_ginza").vocab.vectors
    row = encoder.table.row_of(Word("故障", "故障"))
    assert np.array_equal(encoder.table.vectors[row], vectors[word_hash("故障")])


def test_a_word_not_listed_as_normalised_is_taken_as_the_dictionary_has_it() -> None:
    table = WordTable({word_hash("サーバ"): 7}, np.zeros((8, 2), np.float32))
    assert table.row_of(Word("サーバー", "サーバ")) == 7
    assert table.row_of(Word("サーバー", "server")) == -1


def test_rows_are_of_unit_length(encoder: WordVectorEncoder) -> None:
    rows = encoder.encode(["基地局が故障した。", "海底ケーブルが切断された。"])
    assert rows.shape == (2, encoder.dimension)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)


def test_what_is_like_lies_nearer(encoder: WordVectorEncoder) -> None:
    cut, torn, fire = encoder.encode(
        ["ケーブルが切断された", "光ファイバが断線した", "空調が停止した"]
    )
    assert cut @ torn > cut @ fire


@pytest.mark.parametrize("text", ["", "。", "zzqxj", "2022"])
def test_a_text_of_which_nothing_is_known_gives_zero(
    encoder: WordVectorEncoder, text: str
) -> None:
    assert not encoder.encode([text]).any()


def test_no_texts_give_no_rows(encoder: WordVectorEncoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)


def test_a_row_does_not_depend_on_what_came_with_it(encoder: WordVectorEncoder) -> None:
    texts = ["基地局が故障した。", "", "輻輳が発生した。", "電源の喪失"]
    alone = np.vstack([encoder.encode([text]) for text in texts])
    assert np.array_equal(encoder.encode(texts), alone)


def test_another_version_of_the_package_is_not_taken() -> None:
    with pytest.raises(MissingModel, match="ja-ginza==0.0.1"):
        WordVectorEncoder.load("ja-ginza-0.0.1")
