import json
from pathlib import Path

import pytest

from corpus.identifiers.japanese_words import sentences_of
from eval.errors import MissingSet
from eval.people_examples import (
    Filler,
    all_examples,
    examples_of,
    labels_of,
    own_examples,
    set_examples,
    starter_examples,
)
from eval.sets import Sets
from eval.spans import in_test_part


def labels(text: str, *marked: tuple[int, int, str]) -> tuple[int, ...]:
    return labels_of(next(sentences_of(text)), marked)


def test_a_word_is_labelled_by_what_it_is_part_of() -> None:
    told = labels("山田太郎と鈴木が東京都に", (0, 4, "人名"), (5, 7, "人名"), (8, 11, "地名"))
    assert told == (1, 2, 0, 1, 0, 5, 0)


def test_a_mark_that_ends_inside_a_word_labels_it() -> None:
    assert labels("東京都に", (0, 2, "地名")) == (5, 0)


def test_an_example_is_a_sentence() -> None:
    first, second = examples_of("山田。鈴木が来た", [(3, 5, "人名")])
    assert (first.labels[0], second.labels[0]) == (0, 1)
    assert len(second.signs) == len(second.labels)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("担当:{full}", 1),
        ("{family}・{family}両名", 2),
        ("氏名 {family} {given}", 1),
        ("{foreign}・{foreign}氏", 1),
        ("担当:不在", 0),
    ],
)
def test_a_gap_is_filled_with_a_name_and_marked(sentence: str, names: int) -> None:
    fill = Filler.load()
    text, spans = fill(sentence)
    assert len(spans) == names
    assert "{" not in text
    known = [name for each in fill.names.values() for name in each]
    for start, end, sort in spans:
        assert sort == "人名"
        assert text[start:end].startswith(tuple(known))
        assert text[start:end].endswith(tuple(known))


def test_our_own_sentences_name_people_and_nobody() -> None:
    told = list(own_examples(times=1))
    named = [one for one in told if 1 in one.labels]
    assert 40 < len(named) < len(told)
    assert {label for one in told for label in one.labels} == {0, 1, 2}


def test_the_narratives_name_nobody(tmp_path: Path) -> None:
    path = tmp_path / "starter.jsonl"
    path.write_text(json.dumps({"narrative_ja": "電源が落ちた。"}), encoding="utf-8")
    [only] = starter_examples(path)
    assert set(only.labels) == {0}


def a_set(folder: Path, name: str, *rows: dict[str, object]) -> None:
    lines = "\n".join(json.dumps(each) for each in rows)
    (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")


def test_only_rows_of_the_learning_part_are_learned_from(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": str(n), "text": "山田が来た", "spans": [[0, 2, "人名"]]} for n in range(40)
    ]
    a_set(tmp_path, "ner_wikipedia_ja", *rows)
    kept = sum(not in_test_part(str(n)) for n in range(40))
    assert 0 < kept < 40
    assert len(list(set_examples(Sets(tmp_path)))) == kept


def test_the_labels_of_the_other_set_are_read_as_those_of_the_first(tmp_path: Path) -> None:
    learned = next(str(n) for n in range(40) if not in_test_part(str(n)))
    a_set(tmp_path, "ner_wikipedia_ja")
    spans = [[0, 2, "PERSON"], [3, 6, "GPE"], [6, 7, "DATE"]]
    a_set(tmp_path, "ud_ja_gsd_ne", {"id": learned, "text": "山田と東京都に", "spans": spans})
    [only] = set_examples(Sets(tmp_path))
    assert only.labels == (1, 0, 5, 0)


def test_without_the_first_set_nothing_is_learned(tmp_path: Path) -> None:
    with pytest.raises(MissingSet):
        all_examples(Sets(tmp_path))
