from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from corpus.account import Language
from corpus.ids import AccountId
from corpus.viewer import SECRETARIAT, Viewer
from embeddings.cache import SqliteVectors
from embeddings.search import Query
from tests.triage.examples import CABLE, POWER, ROUTER, caught_up, put
from tests.triage.review.examples import decided
from triage.likeness.probability import nearness
from triage.likeness.weights import load_weights
from triage.review.examples import Decided, Example, parted, tied

A, B, C, SAME = "2020-01-01-a", "2021-01-01-b", "2022-01-01-c", "2023-01-01-d"


@pytest.fixture
def record(db: Database) -> Database:
    for known, text in ((A, CABLE), (B, POWER), (C, ROUTER + POWER), (SAME, CABLE)):
        put(db, known, text, date.fromisoformat(known[:10]))
    return db


def of(db: Database, viewer: Viewer = SECRETARIAT) -> Decided:
    return Decided(db=db, retrieval=caught_up(db), weights=load_weights(), viewer=viewer)


def an_example(at: float, shared: bool, *cases: int) -> Example:
    return Example(at=at, shared=shared, cases=frozenset(AccountId(f"a{one}") for one in cases))


def test_a_pair_is_as_alike_as_search_finds_it(record: Database) -> None:
    decided(record, "same", C, B)
    decided(record, "not-same", C, A)

    same, apart = of(record).pairs()

    retrieval, weights = caught_up(record), load_weights()
    query = Query({Language.JA: ROUTER + POWER}, weights=weights.views)
    [near] = retrieval.nearest_to_many([query], 9, SqliteVectors(record))
    found = {one.label: one.deviation for one in near}
    assert same == Example(at=found[2], shared=True, cases=frozenset({AccountId(C), AccountId(B)}))
    assert apart == Example(
        at=found[1], shared=False, cases=frozenset({AccountId(C), AccountId(A)})
    )
    assert same.at > apart.at


def test_equal_texts_tell_a_line_nothing(record: Database) -> None:
    decided(record, "same", SAME, A)
    decided(record, "not-novel", SAME)

    assert of(record).pairs() == ()
    assert of(record).cases() == ()


def test_a_case_is_as_near_as_the_cases_before_it(record: Database) -> None:
    decided(record, "not-novel", C)

    [case] = of(record).cases()

    retrieval = caught_up(record)
    query = Query({Language.JA: ROUTER + POWER}, weights=load_weights().views)
    [near] = retrieval.nearest_to_many([query], 9, SqliteVectors(record))
    assert case.shared is True
    assert case.at == nearness([one for one in near if one.label in {1, 2}])


def test_nothing_before_a_case_tells_nothing_of_it(record: Database) -> None:
    decided(record, "novel", A)

    assert of(record).cases() == ()


def test_what_is_not_the_same_is_not_among_the_cases_before(record: Database) -> None:
    decided(record, "novel", C)
    [before] = of(record).cases()

    decided(record, "not-same", C, B)

    [after] = of(record).cases()
    assert after.at < before.at


def test_others_learn_nothing_of_what_was_decided(record: Database) -> None:
    decided(record, "same", C, B)
    decided(record, "novel", C)

    for viewer in ("public", "auditor", "carrier:kddi"):
        assert of(record, Viewer.parse(viewer)).pairs() == ()
        assert of(record, Viewer.parse(viewer)).cases() == ()


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 30)).filter(lambda told: told[0] != told[1])
    ),
    st.integers(1, 4),
)
def test_no_case_is_in_two_parts_or_in_two_groups(told: list[tuple[int, int]], folds: int) -> None:
    examples = [an_example(1.0, True, *one) for one in told]

    for placed in (parted(examples, folds), tied(examples)):
        assert len(placed) == len(examples)
        found: dict[AccountId, object] = {}
        for example, place in zip(examples, placed, strict=True):
            assert {found.setdefault(case, place) for case in example.cases} == {place}
    assert set(parted(examples, folds)) <= set(range(folds))


def test_parts_are_always_the_same_and_all_used() -> None:
    examples = [an_example(1.0, True, n, n + 100) for n in range(40)]

    assert parted(examples, 2) == parted(list(examples), 2)
    assert set(parted(examples, 2)) == {0, 1}
