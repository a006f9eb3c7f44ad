from corpus.viewer import SECRETARIAT, Viewer
from tests.triage.lessons.examples import PUBLIC, a_database, recorded
from tests.triage.review.examples import decided
from triage.review.pairs import labelled_cases, labelled_pairs

A, B, C = "2020-01-01-a", "2021-01-01-b", "2022-01-01-c"


def test_decisions_that_stand_are_labels() -> None:
    db = a_database()
    for known in (A, B, C):
        recorded(db, known, started_at=known[:10])
    decided(db, "same", A, B)
    decided(db, "not-same", A, C)
    latest = decided(db, "not-same", B, A)
    decided(db, "accept", A)
    novel = decided(db, "novel", C)

    pairs = labelled_pairs(db, SECRETARIAT)
    assert [(one.one, one.other, one.same) for one in pairs] == [(A, C, False), (B, A, False)]
    assert pairs[1].decision == latest.id
    [case] = labelled_cases(db, SECRETARIAT)
    assert (case.account, case.novel, case.decision) == (C, True, novel.id)
    assert labelled_pairs(db, PUBLIC) == ()
    assert labelled_cases(db, Viewer.parse("auditor")) == ()


def test_what_is_the_same_is_told_so() -> None:
    db = a_database()
    for known in (A, B):
        recorded(db, known, started_at=known[:10])
    decided(db, "same", A, B)
    decided(db, "not-novel", A)

    assert [one.same for one in labelled_pairs(db, SECRETARIAT)] == [True]
    assert [one.novel for one in labelled_cases(db, SECRETARIAT)] == [False]
