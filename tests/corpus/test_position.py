from datetime import date

import pytest
from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.ids import AccountId
from corpus.position import position_seen
from corpus.viewer import PUBLIC, SECRETARIAT, Audience, Viewer
from tests.corpus.steps import filed
from tests.examples import a_reading, an_account

EVERYONE, KDDI = Viewer.parse("public"), Viewer.parse("carrier:kddi")


def test_nothing_on_record_is_no_change(db: Database) -> None:
    assert position_seen(db, SECRETARIAT) == 0


def test_each_change_of_an_account_that_is_seen_counts_once(db: Database) -> None:
    AccountStore(db).put(an_account("a"), [PUBLIC, Audience("secretariat")])
    assert position_seen(db, SECRETARIAT) == 1
    AccountStore(db).withdraw(AccountId("a"))
    assert position_seen(db, SECRETARIAT) == 2


def test_what_is_hidden_does_not_count(db: Database) -> None:
    filed(db, a_reading(at="2025-03-01"))

    assert position_seen(db, EVERYONE) == 0
    assert position_seen(db, KDDI) == 1


@pytest.mark.parametrize(
    ("day", "counted"),
    [(date(2025, 3, 1), 0), (date(2025, 3, 2), 1), (None, 2)],
    ids=["the day itself", "the day after", "no date"],
)
def test_as_of_a_date_earlier_accounts_count(db: Database, day: date | None, counted: int) -> None:
    AccountStore(db).put(an_account("a", day=date(2025, 3, 1)), [PUBLIC])
    AccountStore(db).put(an_account("b", day=None), [PUBLIC])

    assert position_seen(db, EVERYONE, day) == counted
