from datetime import date
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.carrier import Kind
from corpus.ids import CarrierId
from corpus.viewer import SECRETARIAT, Viewer
from tests.triage.lessons.examples import (
    DOCOMO,
    KDDI,
    PUBLIC,
    VOCABULARY,
    a_database,
    a_filed,
    recorded,
)
from triage.lessons.patterns import Cell, Group, Repeats, codes_by, load_patterns, trend

PATTERNS = load_patterns()
ERROR: dict[str, Any] = {
    "narrative_ja": "旧版の手順書を使い、承認を省略して作業した。",
    "root_cause": None,
    "trigger": None,
    "propagation": None,
    "prolonging_factors": None,
    "countermeasures": [],
    "lessons": [],
}
PATTERN = "old_procedure_no_review"


@pytest.fixture
def db() -> Database:
    return a_database()


def found(db: Database, viewer: Viewer = SECRETARIAT, **period: Any) -> dict[str, Group]:
    repeats = Repeats(db=db, patterns=PATTERNS, codes=codes_by(VOCABULARY), **period)
    return {group.pattern.id: group for group in repeats.groups(viewer)}


def on_records(db: Database, *operators: str) -> None:
    for number, operator in enumerate(operators, start=1):
        recorded(
            db,
            f"20{10 + number}-01-01-x",
            **ERROR,
            operator=operator,
            started_at=f"20{10 + number}-01-01",
        )


def kind_of(carrier: CarrierId) -> Kind:
    return Kind.FIXED if carrier == "ntt-east" else Kind.MNO


def test_every_concept_of_a_pattern_is_in_the_vocabulary() -> None:
    named = {
        concept
        for pattern in PATTERNS.patterns
        for element in pattern.elements
        for concept in element
    }
    assert named <= VOCABULARY.concepts.keys()


def test_a_repeat_across_two_carriers_is_shown_to_the_secretariat(db: Database) -> None:
    on_records(db, "KDDI", "NTTドコモ")
    group = found(db)[PATTERN]

    assert [member.account for member in group.members] == ["2011-01-01-x", "2012-01-01-x"]
    assert group.carriers == {"kddi", "ntt-docomo"}
    assert "outdated-procedure" in group.members[0].concepts


def test_a_repeat_at_one_carrier_is_no_pattern_across_carriers(db: Database) -> None:
    on_records(db, "KDDI", "KDDI")

    assert PATTERN not in found(db)


def test_others_are_shown_a_pattern_from_three_carriers_on(db: Database) -> None:
    on_records(db, "KDDI", "NTTドコモ")
    assert PATTERN not in found(db, KDDI)

    recorded(db, "2015-01-01-x", **ERROR, operator="NTT東日本", started_at="2015-01-01")
    assert PATTERN in found(db, KDDI)
    assert PATTERN in found(db, PUBLIC)


def test_only_accounts_that_the_viewer_sees_are_members_or_counted(db: Database) -> None:
    on_records(db, "KDDI", "NTTドコモ")
    before = found(db, DOCOMO), found(db, PUBLIC)
    a_filed(db, "ntt-east", cause="旧版の手順書を使い、承認を省略して作業した。")

    assert (found(db, DOCOMO), found(db, PUBLIC)) == before
    assert len(found(db)[PATTERN].members) == 3


def test_an_account_that_lacks_one_element_is_no_instance(db: Database) -> None:
    on_records(db, "KDDI", "NTTドコモ")
    told = {**ERROR, "narrative_ja": "旧版の手順書を使った。"}
    recorded(db, "2016-01-01-x", **told, operator="NTT東日本")

    assert len(found(db)[PATTERN].members) == 2
    assert len(found(db)["procedure_flaw"].members) == 3


def test_accounts_without_a_day_or_a_known_carrier_come_last_and_count(db: Database) -> None:
    on_records(db, "KDDI", "NTTドコモ")
    recorded(db, "2009-a", **ERROR, operator="名もない会社", started_at="2009")
    group = found(db)[PATTERN]

    assert [member.day is None for member in group.members] == [False, False, True]
    assert group.members[-1].carriers == ()


def test_a_period_holds_both_its_ends_and_no_accident_without_a_day(db: Database) -> None:
    on_records(db, "KDDI", "NTTドコモ", "NTT東日本")
    recorded(db, "2009-a", **ERROR, operator="ソフトバンク", started_at="2009")

    def days(**period: Any) -> list[int]:
        members = found(db, **period)[PATTERN].members
        return [member.day.year for member in members if member.day]

    assert len(found(db)[PATTERN].members) == 4
    assert days(since=date(2012, 1, 1)) == [2012, 2013]
    assert days(until=date(2012, 1, 1)) == [2011, 2012]
    assert PATTERN not in found(db, since=date(2012, 1, 1), until=date(2012, 12, 31))


def test_every_kind_of_carrier_has_a_name() -> None:
    assert set(PATTERNS.businesses) == set(Kind)


def test_the_trend_counts_by_year_and_kind_of_business(db: Database) -> None:
    on_records(db, "KDDI", "NTTドコモ", "NTT東日本")
    recorded(db, "2011-05-01-y", **ERROR, operator="NTTドコモ", started_at="2011-05-01")
    recorded(db, "2009-a", **ERROR, operator="NTTドコモ", started_at="2009")

    assert trend(found(db)[PATTERN], kind_of) == (
        Cell(year=2011, business=Kind.MNO, count=2),
        Cell(year=2012, business=Kind.MNO, count=1),
        Cell(year=2013, business=Kind.FIXED, count=1),
    )


def test_a_cell_behind_which_few_carriers_stand_hides_its_count(db: Database) -> None:
    on_records(db, "KDDI", "NTTドコモ")
    recorded(db, "2011-05-01-y", **ERROR, operator="NTTドコモ", started_at="2011-05-01")

    assert trend(found(db)[PATTERN], kind_of, least=2) == (
        Cell(year=2011, business=Kind.MNO, count=2),
        Cell(year=2012, business=Kind.MNO, count=None),
    )


def test_an_accident_of_two_carriers_of_one_kind_counts_once(db: Database) -> None:
    recorded(db, "2011-01-01-x", **ERROR, operator="KDDI / NTTドコモ", started_at="2011-01-01")

    assert trend(found(db)[PATTERN], kind_of) == (Cell(year=2011, business=Kind.MNO, count=1),)


def test_one_incident_counts_once_however_many_tell_of_it(db: Database) -> None:
    from corpus.ids import IncidentId
    from tests.corpus.steps import say

    on_records(db, "KDDI", "NTTドコモ")
    filing = a_filed(db, "kddi", cause="旧版の手順書を使い、承認を省略して作業した。")
    assert len(found(db)[PATTERN].members) == 3
    say(db, filing, IncidentId("2011-01-01-x"), "belongs")  # type: ignore[arg-type]

    assert len(found(db)[PATTERN].members) == 2
