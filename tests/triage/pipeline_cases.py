"""Assessing filings of a small record, and which precedents an assessment names."""

from datetime import date

from sqlite_utils import Database

from corpus.ids import FilingId
from corpus.viewer import SECRETARIAT, Viewer
from tests.triage.examples import triage_of
from triage.assessment import Assessment
from triage.cases import filed_cases

DAY = date(2022, 7, 2)


def assess(
    db: Database, *filings: FilingId, by: Viewer = SECRETARIAT, as_of: date | None = None
) -> list[Assessment]:
    cases = filed_cases(db, filings, by)
    return list(triage_of(db).assess(cases, by, as_of))


def nearest(found: Assessment) -> list[str]:
    return [precedent.incident for precedent in found.nearest]
