import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.ids import AccountId
from corpus.viewer import Viewer
from tests.triage.lessons.examples import PUBLIC, a_database, recorded
from tests.triage.review.examples import decided
from triage.review.pairs import LabelledPair, labelled_cases, labelled_pairs, parted

A, B, C = "2020-01-01-a", "2021-01-01-b", "2022-01-01-c"


def pair(one: int, other: int, same: bool = True) -> LabelledPair:
    return LabelledPair(
        one=AccountId(f"a{one}"), other=AccountId(f"a{other}"), same=same, decision=1
    )


def test_decisions_that_stand_are_labels() -> None:
    db = a_database()
    for known in (A, B, C):
        recorded(db, known, started_at=known[:10])
    decided(db, "same", A, B)
    decided(db, "not-same", A, C)
    latest = decided(db, "not-same", B, A)
    decided(db, "accept", A)
    novel = decided(db, "novel", C)

    pairs = labelled_pairs(db)
    assert [(one.one, one.other, one.same) for one in pairs] == [(A, C, False), (B, A, False)]
    assert pairs[1].decision == latest.id
    [case] = labelled_cases(db)
    assert (case.account, case.novel, case.decision) == (C, True, novel.id)
    assert labelled_pairs(db, PUBLIC) == ()
    assert labelled_cases(db, Viewer.parse("auditor")) == ()


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 30)).filter(lambda told: told[0] != told[1])
    ),
    st.integers(1, 4),
)
def test_parts_hold_every_pair_once_and_no_case_twice(
    told: list[tuple[int, int]], folds: int
) -> None:
    pairs = [pair(*one) for one in told]
    parts = parted(pairs, folds)

    assert len(parts) == folds
    assert sorted(map(repr, pairs)) == sorted(repr(one) for part in parts for one in part)
    cases = [{case for one in part for case in (one.one, one.other)} for part in parts]
    for place, here in enumerate(cases):
        assert not any(here & there for there in cases[place + 1 :])


def test_parts_are_always_the_same() -> None:
    pairs = [pair(n, n + 100) for n in range(40)]

    assert parted(pairs, 2) == parted(list(pairs), 2)
    assert all(parted(pairs, 2))


@pytest.mark.parametrize("same", [True, False])
def test_a_pair_says_whether_it_is_the_same(same: bool) -> None:
    assert pair(1, 2, same).same is same
