from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.database import connect, transaction
from corpus.errors import UnknownFiling, UnknownIncident
from corpus.ids import AccountId, CarrierId, IncidentId
from corpus.viewer import PUBLIC, SECRETARIAT, Viewer, audiences_of_filing
from tests.examples import an_account

ANYONE = Viewer.parse("public")
KDDI = Viewer.parse("carrier:kddi")
KDDI_ONLY = audiences_of_filing([CarrierId("kddi")])


@pytest.fixture
def store(db: Database) -> AccountStore:
    return AccountStore(db)


def test_what_is_put_is_given_back(store: AccountStore) -> None:
    account = an_account("F-1", "b", "a", day=date(2022, 7, 2))
    store.put(account, {PUBLIC})

    kept = store.get(AccountId("F-1"), ANYONE)

    assert kept.incidents == ("a", "b")
    assert (kept.title, kept.day, kept.texts) == (account.title, account.day, account.texts)


def test_an_account_that_a_viewer_may_not_see_is_as_one_that_is_not(store: AccountStore) -> None:
    store.put(an_account("F-1"), KDDI_ONLY)

    with pytest.raises(UnknownFiling) as hidden:
        store.get(AccountId("F-1"), ANYONE)
    with pytest.raises(UnknownFiling) as absent:
        store.get(AccountId("F-2"), ANYONE)

    assert str(hidden.value) == str(absent.value).replace("F-2", "F-1")
    assert store.get(AccountId("F-1"), KDDI)


def test_an_account_of_the_record_is_unknown_as_an_incident(store: AccountStore) -> None:
    with pytest.raises(UnknownIncident):
        store.get(AccountId("2022-a"), SECRETARIAT)
    with pytest.raises(UnknownIncident):
        store.label_of(AccountId("2022-a"))


def test_putting_the_same_again_changes_nothing(store: AccountStore) -> None:
    label = store.put(an_account(), {PUBLIC})
    position = store.position()

    assert store.put(an_account(), {PUBLIC}) == label
    assert store.position() == position


@pytest.mark.parametrize(
    ("account", "audiences"),
    [
        (an_account(text="別"), {PUBLIC}),
        (an_account(day=date(2022, 1, 1)), {PUBLIC}),
        (an_account("2022-07-02-a", "other"), {PUBLIC}),
        (an_account(), KDDI_ONLY),
    ],
    ids=["text", "day", "incidents", "audiences"],
)
def test_putting_another_replaces_it_under_its_label(
    store: AccountStore, account: object, audiences: set[str]
) -> None:
    label = store.put(an_account(), {PUBLIC})
    position = store.position()

    assert store.put(account, audiences) == label  # type: ignore[arg-type]

    [change] = store.changes(position)
    assert (change.label, change.account) == (label, account)


def test_labels_are_those_the_viewer_may_see(store: AccountStore) -> None:
    ours = store.put(an_account("F-1"), KDDI_ONLY)
    open_to_all = store.put(an_account("a"), {PUBLIC})

    assert store.labels(ANYONE).tolist() == [open_to_all]
    assert store.labels(KDDI).tolist() == sorted([ours, open_to_all])
    assert store.labels(Viewer.parse("carrier:softbank")).tolist() == [open_to_all]


def test_labels_before_a_day_leave_out_that_day_and_the_undated(store: AccountStore) -> None:
    early = store.put(an_account("a", day=date(2022, 7, 1)), {PUBLIC})
    store.put(an_account("b", day=date(2022, 7, 2)), {PUBLIC})
    undated = store.put(an_account("c"), {PUBLIC})

    assert store.labels(ANYONE, before=date(2022, 7, 2)).tolist() == [early]
    assert undated in store.labels(ANYONE)


def test_labels_leave_out_accounts_and_all_accounts_of_incidents(store: AccountStore) -> None:
    store.put(an_account("a"), {PUBLIC})
    store.put(an_account("F-1", "b"), {PUBLIC})
    store.put(an_account("F-2", "b", "c"), {PUBLIC})
    left = store.put(an_account("d"), {PUBLIC})

    found = store.labels(
        ANYONE, without=[AccountId("a")], without_incidents=[IncidentId("b"), IncidentId("?")]
    )

    assert found.tolist() == [left]


def test_no_labels_are_seen_of_nothing(store: AccountStore) -> None:
    assert store.labels(SECRETARIAT).tolist() == []
    assert store.position() == 0


def test_labels_follow_what_another_process_commits(store: AccountStore, database: Path) -> None:
    first = store.put(an_account("a"), {PUBLIC})
    assert store.labels(ANYONE).tolist() == [first]

    with connect(database) as db:
        second = AccountStore(db).put(an_account("b"), {PUBLIC})

    assert store.labels(ANYONE).tolist() == [first, second]


def test_labels_seen_in_a_transaction_that_failed_are_not_remembered(
    store: AccountStore, db: Database
) -> None:
    def put_and_fail() -> None:
        with transaction(db):
            store.put(an_account("a"), {PUBLIC})
            assert store.labels(ANYONE).size == 1
            raise KeyError

    with pytest.raises(KeyError):
        put_and_fail()
    store.put(an_account("F-1"), KDDI_ONLY)

    assert store.labels(ANYONE).tolist() == []


def test_an_account_withdrawn_is_compared_no_longer_and_still_seen(store: AccountStore) -> None:
    label = store.put(an_account(), {PUBLIC})
    store.withdraw(an_account().id)
    position = store.position()
    store.withdraw(an_account().id)

    assert store.labels(ANYONE).size == 0
    assert store.get(an_account().id, ANYONE) == an_account()
    assert store.position() == position
    [change] = store.changes(0)
    assert (change.label, change.account) == (label, None)

    store.reinstate(an_account().id)
    assert store.labels(ANYONE).tolist() == [label]


def test_an_account_withdrawn_is_compared_again_when_it_is_put_again(store: AccountStore) -> None:
    store.put(an_account(), {PUBLIC})
    store.withdraw(an_account().id)
    label = store.put(an_account(), {PUBLIC})

    assert store.labels(ANYONE).tolist() == [label]


def test_changes_tell_the_last_state_of_each_label_in_order(store: AccountStore) -> None:
    store.put(an_account("a"), {PUBLIC})
    store.put(an_account("b"), {PUBLIC})
    store.put(an_account("a", text="別"), {PUBLIC})

    told = [(change.position, change.account) for change in store.changes(0)]

    assert told == [(2, an_account("b")), (3, an_account("a", text="別"))]
    assert [change.position for change in store.changes(2)] == [3]
    assert list(store.changes(store.position())) == []


def test_heads_are_those_of_labels_on_record(store: AccountStore) -> None:
    label = store.put(an_account("F-1", "b", "a", day=date(2022, 7, 2)), {PUBLIC})

    heads = store.heads([label, 99])

    assert list(heads) == [label]
    assert (heads[label].id, heads[label].incidents) == ("F-1", ("a", "b"))
    assert heads[label].day == date(2022, 7, 2)


def test_all_active_leaves_out_what_was_withdrawn(store: AccountStore) -> None:
    label = store.put(an_account("a"), {PUBLIC})
    store.put(an_account("b"), {PUBLIC})
    store.withdraw(AccountId("b"))

    assert list(store.all_active()) == [(label, an_account("a"))]


def test_an_account_can_be_made_one_of_other_incidents(store: AccountStore) -> None:
    store.put(an_account("F-1", "a"), {PUBLIC})
    store.regard(AccountId("F-1"), [IncidentId("b")])

    assert store.get(AccountId("F-1"), ANYONE).incidents == ("b",)
