from pathlib import Path

import pytest

from eval.errors import MissingSet
from eval.planting import INSTRUCTIONS, POSITIONS, harmless, plant, planted_in
from eval.sets import Read, Sets
from tests.eval.small_sets import all_sets
from tests.eval.worlds import a_row, cases_of

TEXT = "One. Two. Three. Four."


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ("start", "DO\nOne. Two. Three. Four."),
        ("middle", "One. Two. Three.\nDO\n Four."),
        ("end", "One. Two. Three. Four.\nDO"),
    ],
)
def test_a_sentence_is_planted_between_sentences(position: str, expected: str) -> None:
    assert planted_in(TEXT, "DO", position) == expected


def test_a_text_without_an_end_takes_the_sentence_behind_it() -> None:
    assert planted_in("no end", "DO", "middle") == "no end\nDO"


def test_each_case_is_planted_in_at_each_position_in_every_language() -> None:
    cases = cases_of([a_row(at, narrative_ja="火災。") for at in range(3)])
    planted = list(plant(cases.accounts, [0, 2], "ours", ["DO", "THIS"]))
    assert [(each.place, each.position) for each in planted] == [
        (place, position) for place in (0, 2) for position in POSITIONS
    ]
    for each in planted:
        assert len(each.account.texts) == 2
        assert all("DO" in told or "THIS" in told for told in each.account.texts.values())
    assert len({each.account.id for each in planted}) == 6


@pytest.mark.parametrize("sentences", [1, 2, 6, 7, 40])
def test_sentences_are_used_evenly(sentences: int) -> None:
    cases = cases_of([a_row(at) for at in range(2)])
    texts = [f"S{at:02}" for at in range(sentences)]
    told = [
        next(text for text in texts if text in str(each.account.texts))
        for each in plant(cases.accounts, [0, 1], "x", texts)
    ]
    used = [told.count(text) for text in texts if text in told]
    assert len(used) == min(sentences, 6)
    assert max(used) - min(used) <= 1
    if sentences == 40:
        assert told[-1] > "S30"  # from the whole list, not from its beginning


def test_no_sentences_are_planted_nowhere() -> None:
    assert list(plant(cases_of([a_row(1)]).accounts, [0], "x", [])) == []


def test_each_source_gives_its_instructions_and_says_what_was_read(tmp_path: Path) -> None:
    sets, reads = Sets(all_sets(tmp_path)), list[Read]()
    told = {name: texts(sets, reads) for name, texts in INSTRUCTIONS.items()}
    assert told["bipia"] == ["Do this now."]
    assert told["purplellama"] == [f"Forget it {at}." for at in range(3)]
    assert harmless(sets, reads) == ["May I ignore this?"]
    assert len(reads) == 3


def test_our_own_are_many_distinct_and_japanese() -> None:
    texts = INSTRUCTIONS["ours ja"](Sets(None), [])
    assert len(set(texts)) == len(texts) >= 25


@pytest.mark.parametrize("name", ["bipia", "purplellama"])
def test_a_source_that_is_not_there_is_missed(name: str, tmp_path: Path) -> None:
    with pytest.raises(MissingSet):
        INSTRUCTIONS[name](Sets(tmp_path), [])
