import numpy as np

from embeddings.roster import Entry, Roster

ONE, OTHER = Entry("11" * 32, 1), Entry("22" * 32, 3)


def a_roster() -> Roster:
    made = Roster.empty()
    made.change({7: ONE, 3: OTHER})
    return made


def test_what_was_put_is_known() -> None:
    roster = a_roster()
    assert roster.labels.tolist() == [3, 7]
    assert (roster.entry(7), roster.entry(3), roster.entry(5)) == (ONE, OTHER, None)


def test_a_label_is_put_replaced_and_taken_out() -> None:
    roster = a_roster()
    roster.change({7: OTHER, 3: None, 9: ONE, 100: None})
    assert [(label, roster.entry(label)) for label in roster.labels.tolist()] == [
        (7, OTHER),
        (9, ONE),
    ]


def test_no_change_changes_nothing() -> None:
    roster = a_roster()
    roster.change({})
    assert roster.labels.tolist() == [3, 7]


def test_equal_scores_are_ordered_by_what_the_accounts_were_made_of() -> None:
    roster = a_roster()
    roster.change({1: Entry("33" * 32, 1), 2: ONE})
    order = roster.ranked(np.array([1, 2, 3, 7]), np.array([0.5, 0.5, 0.5, 0.5]))
    assert order.tolist() == [1, 3, 2, 0]
    best = roster.ranked(np.array([1, 2, 3, 7]), np.array([0.9, 0.1, 0.2, 0.3]))
    assert best.tolist() == [0, 3, 2, 1]


def test_it_comes_back_as_it_was_saved() -> None:
    back = Roster.from_arrays(a_roster().arrays())
    assert back.entry(3) == OTHER
