"""The register of operators that nobody reaches."""

from datetime import timedelta
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.ids import CarrierId
from corpus.viewer import SECRETARIAT
from tests.triage.docket.examples import COMMITTEE, DOCOMO, KDDI, NOW, PUBLIC
from triage.docket.operators import Attempt, ContactRegister
from triage.errors import FactsRefused, MayNotEnter


def tried(db: Database, days_ago: int, **more: Any) -> None:
    at = NOW - timedelta(days=days_ago)
    told = {"operator": "ある事業者", "way": "電話", "reached": False, "tried_at": at, **more}
    ContactRegister(db).tell(Attempt(**told), SECRETARIAT, NOW)


def test_two_tries_without_an_answer_make_an_operator_unreachable(db: Database) -> None:
    tried(db, 9)
    assert ContactRegister(db).unreached(SECRETARIAT) == ()
    tried(db, 5, way="郵便")

    [found] = ContactRegister(db).unreached(COMMITTEE)
    assert (found.operator, found.tries, found.ways) == ("ある事業者", 2, ("電話", "郵便"))
    assert (found.since, found.last) == (NOW - timedelta(days=9), NOW - timedelta(days=5))


def test_an_answer_starts_the_count_anew(db: Database) -> None:
    for days in (9, 8, 3):
        tried(db, days)
    tried(db, 5, reached=True)
    assert ContactRegister(db).unreached(SECRETARIAT) == ()
    tried(db, 1)
    [found] = ContactRegister(db).unreached(SECRETARIAT)
    assert found.tries == 2


def test_the_longest_silence_stands_first(db: Database) -> None:
    for days, operator in [(3, "新しい"), (2, "新しい"), (9, "古い"), (8, "古い")]:
        tried(db, days, operator=operator)
    assert [each.operator for each in ContactRegister(db).unreached(SECRETARIAT)] == [
        "古い",
        "新しい",
    ]


def test_a_registered_carrier_sees_its_own_line_alone(db: Database) -> None:
    for days in (2, 1):
        tried(db, days, carrier=CarrierId("kddi"))
        tried(db, days, operator="他社")

    assert len(ContactRegister(db).unreached(SECRETARIAT)) == 2
    assert [each.carrier for each in ContactRegister(db).unreached(KDDI)] == ["kddi"]
    assert ContactRegister(db).unreached(DOCOMO) == ()
    assert ContactRegister(db).unreached(PUBLIC) == ()


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"operator": ""}, "operator"),
        ({"way": ""}, "way"),
        ({"tried_at": NOW + timedelta(days=1)}, "tried_at"),
    ],
)
def test_a_bad_try_is_refused(db: Database, more: dict[str, Any], path: str) -> None:
    with pytest.raises(FactsRefused) as refused:
        tried(db, 1, **more)
    assert refused.value.faults[0].path == path


def test_only_the_secretariat_keeps_the_register(db: Database) -> None:
    attempt = Attempt(operator="ある事業者", way="電話", reached=False, tried_at=NOW)
    with pytest.raises(MayNotEnter):
        ContactRegister(db).tell(attempt, KDDI, NOW)
