from collections.abc import Sequence

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


def of(filing: FilingId, points: float, viewer: Viewer = SECRETARIAT) -> Assessment:
    return an_assessment(
        filing=filing, viewer=str(viewer), reasons=(Reason("novelty", points, ""),)
    )


def keep(db: Database, *assessments: Assessment) -> None:
    AssessmentStore(db).keep(assessments, NOW)


def latest(db: Database, viewer: Viewer = SECRETARIAT) -> list[Assessment]:
    return list(AssessmentStore(db).latest(viewer))


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
