import json
from pathlib import Path

import numpy as np
import pytest

from corpus.identifiers.japanese_words import sentences_of
from corpus.identifiers.people_network import PeopleNetwork, load_network, packed
from corpus.identifiers.people_signs import signs_of
from corpus.identifiers.senses import load_word_vectors
from eval.people_examples import Example, examples_of
from eval.people_learning import learn, main
from eval.people_training import STRETCH, Learner, member_of

NAMES = ("山田", "鈴木", "佐藤", "高橋", "ジョン", "田中")


def examples() -> list[Example]:
    told: list[Example] = []
    for name in NAMES:
        text = f"担当の{name}が東京都で電源を入れた"
        told += examples_of(text, [(3, 3 + len(name), "人名")])
        told += examples_of("東京都で電源を入れた", [(0, 3, "地名")])
    return told


def test_a_name_is_learned_where_it_stands() -> None:
    network = learn(examples(), members=1, rounds=60)
    words = next(sentences_of("担当の中村が東京都で電源を入れた"))
    [chances] = network.likely([signs_of(words)])
    assert words[int(chances.argmax())].surface == "中村"


def test_what_is_learned_is_the_same_each_time() -> None:
    one, other = (packed(learn(examples(), members=2, rounds=2)) for _ in range(2))
    assert one.keys() == other.keys()
    assert all(np.array_equal(one[name], other[name]) for name in one)
    assert not np.array_equal(one["0.out"], one["1.out"])


def test_without_torch_the_same_is_reckoned() -> None:
    import torch

    torch.manual_seed(0)
    [only] = examples_of("担当の山田太郎が、スーパーコンピュータの電源を入れた", [])
    signs = only.signs
    learner = Learner(signs.told.shape[1]).eval()
    vectors = load_word_vectors().at(signs.vectors) * np.float32(STRETCH)
    given = (vectors, signs.told, signs.letters, signs.parts)
    with torch.no_grad():
        scores = learner(*(torch.from_numpy(each)[None] for each in given))[0]
    expected = torch.softmax(scores, -1).numpy()
    nothing = np.zeros(signs.told.shape[1], np.float32)
    network = PeopleNetwork(members=(member_of(learner),), middle=nothing, spread=nothing)
    [found] = network.labels(signs, [len(signs)])
    assert found == pytest.approx(expected, abs=1e-5)


def test_what_is_learned_is_written_as_the_finder_reads_it(tmp_path: Path) -> None:
    rows = [
        {"id": str(n), "text": f"{name}が来た", "spans": [[0, len(name), "人名"]]}
        for n, name in enumerate(NAMES)
    ]
    lines = "\n".join(json.dumps(each) for each in rows)
    (tmp_path / "ner_wikipedia_ja.jsonl").write_text(lines, encoding="utf-8")
    path = tmp_path / "weights.npz"
    main([str(tmp_path), "--out", str(path), "--members", "1", "--rounds", "1"])
    assert len(load_network(path).members) == 1
