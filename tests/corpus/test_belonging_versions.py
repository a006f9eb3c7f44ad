import pytest
from sqlite_utils import Database

from corpus.incidents import IncidentStore
from corpus.intake.receive import receive
from corpus.reading import Stage
from tests.corpus.belonging_cases import KDDI, compared
from tests.corpus.names import Names
from tests.corpus.steps import filed, say
from tests.examples import a_parcel, a_reading


def test_the_carriers_own_number_joins_its_filings_as_versions(db: Database) -> None:
    told = {"reference": "R-1", "at": "2022-07-02T01:35"}
    first = filed(db, a_reading(**told))
    last = filed(
        db, a_reading(stage=Stage.DETAILED, **told), a_reading(stage=Stage.CORRECTION, **told)
    )

    assert last.incidents == first.incidents
    versions = IncidentStore(db).get(first.incidents[0], KDDI).filings
    assert [(each.version, each.stage, each.stands) for each in versions] == [
        (1, Stage.FIRST, False),
        (2, Stage.DETAILED, False),
        (3, Stage.CORRECTION, True),
    ]
    assert compared(db) == {last.filing}
    assert last.offers == ()


def test_the_number_of_another_carrier_joins_nothing(db: Database) -> None:
    reading = a_reading(reference="R-1")

    assert filed(db, reading).incidents != filed(db, reading, carrier="ntt-east").incidents
    assert filed(db, reading, carrier=None).incidents != filed(db, reading).incidents


def test_a_number_used_anew_after_a_year_joins_nothing(db: Database) -> None:
    first = filed(db, a_reading(reference="1", at="2022-07-02"))
    second = filed(db, a_reading(reference="1", at="2023-07-02"))
    third = filed(db, a_reading(reference="1", at="2022-07-03"))

    assert second.incidents != first.incidents
    assert third.incidents == first.incidents


@pytest.mark.parametrize("by_incident", [True, False])
def test_naming_an_own_filing_or_its_incident_joins_it(db: Database, by_incident: bool) -> None:
    first = filed(db, a_reading())
    named = first.incidents[0] if by_incident else first.filing
    second = filed(db, a_reading(stage=Stage.DETAILED, regarding=(named,)))

    assert second.incidents == first.incidents


def test_rows_of_one_list_with_one_number_are_parts_of_one_version(db: Database) -> None:
    reading = a_reading(reference="R-1", stage=Stage.ANNUAL)
    one, other = receive(db, a_parcel(), [reading, reading], Names())

    assert one.incidents == other.incidents
    versions = IncidentStore(db).get(one.incidents[0], KDDI).filings
    assert [each.version for each in versions] == [1, 1]
    assert compared(db) == {one.filing, other.filing}


def test_a_list_never_stands_for_the_report_it_lists(db: Database) -> None:
    report = filed(db, a_reading(reference="R-1", stage=Stage.DETAILED))
    filed(db, a_reading(reference="R-1", stage=Stage.ANNUAL))

    assert compared(db) == {report.filing}


def test_filings_of_nobody_known_are_no_versions_of_each_other(db: Database) -> None:
    first = filed(db, a_reading(subject="a"), carrier=None)
    second = filed(db, a_reading(subject="b"), carrier=None)
    say(db, second.filing, first.incidents[0], "belongs")

    assert compared(db) == {first.filing, second.filing}
