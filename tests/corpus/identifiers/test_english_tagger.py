import numpy as np

from corpus.identifiers.english_tagger import WEIGHTS, load_tagger
from corpus.identifiers.english_tokens import tokens_of
from tests.corpus.identifiers.taggers import a_tagger

LARGEST_FILE = 1_000_000


def test_a_run_begins_and_goes_on() -> None:
    tagger = a_tagger(jane="B-person", doe="I-person", leeds="B-place")

    runs = tagger.runs(tokens_of("jane doe or leeds"))

    assert [(run.sort, run.first, run.last) for run in runs] == [
        ("person", 0, 2),
        ("place", 3, 4),
    ]
    assert all(0.5 < run.odds <= 1.0 for run in runs)


def test_nothing_is_named_in_nothing() -> None:
    assert a_tagger().runs([]) == []


def test_the_more_it_reaches_the_more_it_finds() -> None:
    assert a_tagger().runs(tokens_of("zzz")) == []
    assert a_tagger(reach=1e3).runs(tokens_of("zzz")) != []


def test_scores_far_apart_are_no_fault() -> None:
    tagger = a_tagger(jane="B-person", reach=200.0)

    assert tagger.runs(tokens_of("jane " * 50))


def test_the_shipped_weights_are_small_and_hold_numbers_only() -> None:
    assert WEIGHTS.stat().st_size < LARGEST_FILE
    with np.load(WEIGHTS, allow_pickle=False) as told:
        assert {told[name].dtype.kind for name in told.files} <= {"i", "u", "f"}


def test_the_shipped_weights_name_a_person() -> None:
    runs = load_tagger().runs(tokens_of("My name is Ruth Okafor."))

    assert [(run.sort, run.first, run.last) for run in runs] == [("person", 3, 5)]


def test_weights_are_read_once() -> None:
    assert load_tagger() is load_tagger()
