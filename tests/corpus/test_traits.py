from datetime import date

from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.ids import CarrierId
from corpus.traits import TraitStore
from corpus.viewer import PUBLIC
from tests.corpus.test_likeness import HERE
from tests.examples import an_account

KDDI = CarrierId("kddi")
DAY = date(2022, 7, 2)


def test_traits_are_given_back_as_they_were_told(db: Database) -> None:
    store, label = TraitStore(db), AccountStore(db).put(an_account(), {PUBLIC})
    store.write(label, HERE)
    store.write(label, HERE)

    [kept] = store.of([label, 99]).values()

    assert (kept.named, kept.day, kept.area) == ("KDDI", DAY, "東京都")
    assert kept.carriers == HERE.carriers
    assert kept.started is not None
    assert HERE.started is not None
    assert kept.started.at == HERE.started.at
    assert (kept.services, kept.users, kept.minutes) == (HERE.services, 1000, 60)


def test_only_what_is_compared_is_near(db: Database) -> None:
    store, accounts = TraitStore(db), AccountStore(db)
    for name in ("a", "b"):
        store.write(accounts.put(an_account(name), {PUBLIC}), HERE)
    accounts.withdraw(an_account("a").id)

    assert [each.account for each in store.near(KDDI, DAY, DAY, 0)] == ["b"]
    assert list(store.near(CarrierId("ntt-east"), DAY, DAY, 0)) == []
    assert list(store.near(KDDI, date(2022, 7, 4), date(2022, 7, 5), 1)) == []
    assert len(list(store.near(KDDI, date(2022, 7, 4), date(2022, 7, 5), 2))) == 1
