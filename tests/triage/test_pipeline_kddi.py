"""KDDI's filing of July 2022 against the starter corpus."""

from collections.abc import Sequence

import pytest
from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.ids import AccountId, FilingId, IncidentId
from corpus.intake.sandbox import Sandbox
from corpus.viewer import SECRETARIAT
from tests.corpus.steps import say
from tests.triage.examples import send
from tests.triage.pipeline_cases import DAY, assess, nearest


@pytest.fixture
def kddi_2022(starter: Database) -> tuple[Database, Sequence[FilingId]]:
    with Sandbox() as sandbox:
        receipts = send(starter, sandbox, "kddi-2022-07-02-2-detailed.docx")
    return starter, [receipt.filing for receipt in receipts]


def test_the_kddi_filing_of_2022_finds_docomo_2021_and_rakuten_2022(
    kddi_2022: tuple[Database, Sequence[FilingId]],
) -> None:
    db, filings = kddi_2022

    [found] = assess(db, *filings)

    assert nearest(found)[0] == "2021-10-14-ntt-docomo-iot-location-registration"
    assert "2022-09-04-rakuten-mobile-dc-switch-reboot" in nearest(found)
    assert not any("2022-07-02" in incident for incident in nearest(found))
    assert found.substance == 1.0


def test_the_kddi_filing_as_of_its_day_finds_earlier_accidents_only(
    kddi_2022: tuple[Database, Sequence[FilingId]],
) -> None:
    db, filings = kddi_2022

    [found] = assess(db, *filings, as_of=DAY)

    assert nearest(found)[0] == "2021-10-14-ntt-docomo-iot-location-registration"
    days = [AccountStore(db).get(AccountId(one), SECRETARIAT).day for one in nearest(found)]
    assert all(day is not None and day < DAY for day in days)


def test_once_a_person_says_apart_the_record_may_be_a_precedent(
    kddi_2022: tuple[Database, Sequence[FilingId]],
) -> None:
    db, filings = kddi_2022
    known = IncidentId("2022-07-02-kddi-okinawa-cellular-volte-congestion")
    say(db, filings[0], known, "apart")

    [found] = assess(db, *filings)

    assert nearest(found)[0] == known
