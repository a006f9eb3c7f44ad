from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.db import NotFoundError

from corpus.database import connect, migrate
from tests.conftest import MIGRATIONS
from tests.corpus.steps import filed
from tests.examples import NOW, a_reading
from tests.triage.test_assessment import an_assessment
from triage.assessment import to_json
from triage.migrations import triage_migrations
from triage.store import AssessmentStore


def test_migrating_twice_changes_nothing(database: Path) -> None:
    with connect(database) as db:
        before = db.schema
    migrate(database, MIGRATIONS)

    with connect(database) as db:
        assert db.schema == before


def test_an_assessment_may_be_as_of_no_date(db: Database) -> None:
    filing = filed(db, a_reading(at="2025-03-01")).filing

    AssessmentStore(db).keep([an_assessment(filing=filing, as_of=None)], NOW)

    assert [row["as_of"] for row in db.query("SELECT as_of FROM assessments")] == [None]


def test_assessments_made_before_stay_when_the_date_becomes_optional(db: Database) -> None:
    filing = filed(db, a_reading(at="2025-03-01")).filing
    before = an_assessment(filing=filing)
    AssessmentStore(db).keep([before], NOW)
    db.table("assessments").transform(not_null={"as_of": True})
    db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm006_as_of_may_be_open'")

    triage_migrations.apply(db)

    assert [row["found"] for row in db.query("SELECT found FROM assessments")] == [to_json(before)]
    columns = {column.name: column.notnull for column in db.table("assessments").columns}
    assert not columns["as_of"]
    assert columns["viewer"]
    assert db.table("assessments").strict
    assert ["viewer", "filing", "id"] in [
        index.columns for index in db.table("assessments").indexes
    ]


def test_an_assessment_is_of_a_filing_on_record(db: Database) -> None:
    import sqlite3

    with pytest.raises(sqlite3.IntegrityError):
        AssessmentStore(db).keep([an_assessment()], NOW)
    with pytest.raises(NotFoundError):
        db.table("assessments").get(1)
