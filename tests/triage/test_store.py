from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from sqlite_utils import Database

from corpus.ids import FilingId
from corpus.reading import Stage
from corpus.viewer import SECRETARIAT, Viewer
from tests.corpus.steps import filed
from tests.examples import NOW, a_reading
from tests.triage.examples import DOCOMO, KDDI, telling
from tests.triage.test_assessment import an_assessment
from triage.assessment import Assessment
from triage.reasons import Reason
from triage.store import AssessmentStore

CONFIGURATION = an_assessment().configuration


def of(filing: FilingId, points: float, viewer: Viewer = SECRETARIAT) -> Assessment:
    return an_assessment(
        filing=filing, viewer=str(viewer), reasons=(Reason("novelty", points, ""),), as_of=None
    )


def keep(db: Database, *assessments: Assessment) -> None:
    AssessmentStore(db).keep(assessments, NOW)


def latest(db: Database, viewer: Viewer = SECRETARIAT) -> list[Assessment]:
    return list(AssessmentStore(db).latest(viewer, CONFIGURATION))


@pytest.fixture
def filings(db: Database) -> Sequence[FilingId]:
    texts = ("一", "二", "三")
    return sorted(filed(db, telling(text, where=text)).filing for text in texts)


def test_what_is_kept_is_given_back(db: Database, filings: Sequence[FilingId]) -> None:
    kept = of(filings[0], 1.5)
    keep(db, kept)

    assert latest(db) == [kept]


def test_the_latest_of_a_filing_counts_and_the_others_stay_on_record(
    db: Database, filings: Sequence[FilingId]
) -> None:
    keep(db, of(filings[0], 9.0))
    keep(db, of(filings[0], 1.0))

    assert [one.priority for one in latest(db)] == [1.0]
    assert db.table("assessments").count == 2


def test_the_highest_priority_comes_first_and_equals_by_id(
    db: Database, filings: Sequence[FilingId]
) -> None:
    one, two, three = filings
    keep(db, of(three, 5.0), of(two, 5.0), of(one, 2.0))

    assert [found.filing for found in latest(db)] == [two, three, one]


def test_each_viewer_has_its_own(db: Database, filings: Sequence[FilingId]) -> None:
    keep(db, of(filings[0], 1.0, KDDI))

    assert latest(db) == []
    assert latest(db, DOCOMO) == []
    assert [one.filing for one in latest(db, KDDI)] == [filings[0]]


def test_what_a_viewer_may_not_see_is_not_given_to_it(
    db: Database, filings: Sequence[FilingId]
) -> None:
    keep(db, of(filings[0], 1.0, DOCOMO))

    assert latest(db, DOCOMO) == []


def test_what_was_made_with_another_configuration_is_left_out(
    db: Database, filings: Sequence[FilingId]
) -> None:
    keep(db, of(filings[0], 1.0), of(filings[1], 2.0))

    keep(db, replace(of(filings[1], 3.0), configuration={"encoder": "static:y"}))

    assert [one.filing for one in latest(db)] == [filings[0]]


def test_an_assessment_of_an_earlier_form_is_never_read_where_its_configuration_is_another(
    db: Database, filings: Sequence[FilingId]
) -> None:
    keep(db, replace(of(filings[0], 1.0), configuration={"encoder": "static:old"}))
    db.execute("UPDATE assessments SET found = '{}'")

    assert latest(db) == []


def test_what_was_judged_as_of_a_date_does_not_take_the_place_of_what_is_ranked(
    db: Database, filings: Sequence[FilingId]
) -> None:
    keep(db, of(filings[0], 1.0))

    keep(db, replace(of(filings[0], 9.0), as_of=date(2020, 1, 1)))

    assert [one.priority for one in latest(db)] == [1.0]


def test_a_filing_is_received_on_a_day_in_japan(db: Database) -> None:
    filing = filed(db, telling("一")).filing
    with db.conn:  # 01:00 on the day after in Japan
        db.execute("UPDATE filings SET received_at = '2026-03-31T16:00:00+00:00'")

    assert AssessmentStore(db).received(SECRETARIAT) == {filing: date(2026, 4, 1)}
    assert AssessmentStore(db).received(DOCOMO) == {}


def test_a_filing_that_a_later_one_superseded_is_left_out(db: Database) -> None:
    first = filed(db, a_reading(at="2025-03-01", reference="R-1")).filing
    keep(db, of(first, 1.0))
    assert [one.filing for one in latest(db)] == [first]

    filed(db, a_reading(at="2025-03-01", reference="R-1", stage=Stage.DETAILED))

    assert latest(db) == []


def test_all_are_kept_or_none(db: Database, filings: Sequence[FilingId]) -> None:
    import sqlite3

    with pytest.raises(sqlite3.IntegrityError):
        keep(db, of(filings[0], 1.0), of(FilingId("F-unknown"), 1.0))

    assert db.table("assessments").count == 0
