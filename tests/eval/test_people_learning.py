import json
import tomllib
from pathlib import Path

from eval.people_learning import learn, main, table_of, written
from eval.spans import SpanRow, in_test_part

NAMES = ("山田", "鈴木", "佐藤", "高橋")


def a_row(name: str) -> SpanRow:
    text = f"担当の{name}が電源を入れた"
    return SpanRow(id=name, text=text, spans={"人名": ((3, 3 + len(name)),)}, test=False)


ROWS = [a_row(name) for name in NAMES]


def test_each_word_is_told_to_be_of_a_person_or_not() -> None:
    names, features, truths = table_of(ROWS[:1])
    assert features.shape == (len(truths), len(names))
    assert truths.tolist() == [False, False, True, *[False] * (len(truths) - 3)]


def test_so_many_weights_are_kept_as_were_asked_for() -> None:
    learned = learn(ROWS, kept=5)
    assert len(learned.weights) == 5


def test_what_is_learned_is_written_as_the_finder_reads_it() -> None:
    learned = learn(ROWS, kept=5)
    told = tomllib.loads(written(learned))
    assert set(told["weights"]) == set(learned.weights)
    assert set(told["thresholds"]) == {"name", "doubt", "part", "again", "sure"}


def test_what_is_learned_is_the_same_each_time() -> None:
    assert written(learn(ROWS, kept=5)) == written(learn(ROWS, kept=5))


def test_nothing_is_learned_from_the_rows_of_the_test(tmp_path: Path) -> None:
    ids = [f"{name}{n}" for n in range(20) for name in NAMES]
    lines = [
        json.dumps({"id": each, "text": f"担当の{each[:2]}が来た", "spans": spans_of(each)})
        for each in ids
    ]
    (tmp_path / "ner_wikipedia_ja.jsonl").write_text("\n".join(lines), encoding="utf-8")
    main([str(tmp_path), str(tmp_path / "weights.toml")])
    told = tomllib.loads((tmp_path / "weights.toml").read_text(encoding="utf-8"))
    assert told["weights"]["surname"] > 0


def spans_of(identity: str) -> list[list[object]]:
    """The name is marked in rows to learn from, all but the name in those of the test."""
    if in_test_part(identity):
        return [[0, 3, "人名"], [5, 8, "人名"]]
    return [[3, 5, "人名"]]
