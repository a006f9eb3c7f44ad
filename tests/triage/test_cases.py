from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlite_utils import Database

from corpus.errors import UnknownFiling
from corpus.ids import CarrierId, FilingId, IncidentId
from corpus.intake.receive import receive
from corpus.reading import Reading, Stage
from corpus.viewer import SECRETARIAT, Viewer
from tests.corpus.names import Names
from tests.corpus.steps import filed, on_record, say
from tests.examples import NOW, a_parcel, a_quantity, a_reading
from tests.triage.examples import DOCOMO, EVERYONE, KDDI, OKINAWA, POWER, ROUTER, VOICE, telling
from triage.cases import Case, Unfiled, filed_cases, unfiled_case

AT = "2022-07-02T01:35"
ALIKE = {"services": VOICE, "area": "全国"}


def case_of(db: Database, filing: FilingId, by: Viewer = SECRETARIAT) -> Case:
    [case] = filed_cases(db, [filing], by)
    return case


def unfiled(
    db: Database, reading: Reading, by: Viewer = SECRETARIAT, carrier: str | None = "kddi"
) -> Case:
    carriers = (CarrierId(carrier),) if carrier else ()
    return unfiled_case(db, Unfiled(reading=reading, carriers=carriers, shown_at=NOW), by)


def record(db: Database, name: str = "2022-07-02-zzz", **fields: object) -> IncidentId:
    told = {"service_kinds": ["voice"], "affected_area": "全国", "started_at": f"{AT}+09:00"}
    return on_record(db, name, **{**told, **fields})


def test_a_case_is_what_its_filing_tells(db: Database) -> None:
    reading = telling(ROUTER, AT)
    receipt = filed(db, reading)

    case = case_of(db, receipt.filing)

    assert (case.filing, case.incident) == (receipt.filing, receipt.incidents[0])
    assert case.reading == reading
    assert list(case.account.texts.values()) == [ROUTER]


def test_cases_come_in_the_order_asked_for(db: Database) -> None:
    filings = [filed(db, telling(text, AT)).filing for text in (ROUTER, POWER)]

    for asked in (filings, filings[::-1]):
        assert [case.filing for case in filed_cases(db, asked, SECRETARIAT)] == asked


def test_a_case_is_received_on_the_day_it_is_in_japan(db: Database) -> None:
    parcel = replace(a_parcel(), received_at=datetime(2025, 4, 1, 16, 30, tzinfo=UTC))
    [receipt] = receive(db, parcel, [telling(ROUTER)], Names())

    assert case_of(db, receipt.filing).received == date(2025, 4, 2)


@pytest.mark.parametrize("viewer", [EVERYONE, DOCOMO], ids=str)
def test_a_filing_that_the_viewer_may_not_see_is_no_case(db: Database, viewer: Viewer) -> None:
    receipt = filed(db, telling(ROUTER, AT))

    with pytest.raises(UnknownFiling):
        case_of(db, receipt.filing, viewer)


def test_a_correction_is_judged_by_what_it_corrects(db: Database) -> None:
    first = telling(ROUTER, AT, reference="R-1", stage=Stage.DETAILED, users=a_quantity(5))
    correction = a_reading(reference="R-1", stage=Stage.CORRECTION, users=a_quantity(9))
    receipt = filed(db, first, correction)

    case = case_of(db, receipt.filing)

    assert case.reading.users == a_quantity(9)
    assert list(case.account.texts.values()) == [ROUTER]


def test_the_record_that_a_filing_is_offered_is_barred_until_a_person_says_apart(
    db: Database,
) -> None:
    known = record(db)
    receipt = filed(db, telling(ROUTER, AT, **ALIKE))

    assert case_of(db, receipt.filing).barred == {known, *receipt.incidents}

    say(db, receipt.filing, known, "apart")

    assert case_of(db, receipt.filing).barred == set(receipt.incidents)


def test_another_carriers_filing_of_one_event_is_barred_for_those_who_see_it(
    db: Database,
) -> None:
    known = record(db, operator="KDDI / 沖縄セルラー電話")
    mine = filed(db, telling(ROUTER, AT, **ALIKE))
    theirs = filed(db, telling(POWER, AT, **ALIKE), carrier="okinawa-cellular")

    assert case_of(db, mine.filing).barred == {known, *mine.incidents, *theirs.incidents}
    assert case_of(db, mine.filing, KDDI).barred == {known, *mine.incidents}
    assert case_of(db, theirs.filing, OKINAWA).barred == {known, *theirs.incidents}


def test_a_text_that_is_not_kept_is_no_filing_and_of_no_incident(db: Database) -> None:
    case = unfiled(db, telling(ROUTER, AT))

    assert (case.filing, case.incident, case.barred) == (None, None, frozenset())
    assert case.received == NOW.date()
    assert list(case.account.texts.values()) == [ROUTER]


def test_what_a_text_would_be_offered_is_barred(db: Database) -> None:
    known = record(db)
    other = record(db, "2010-01-01-a", started_at="2010-01-01")

    assert unfiled(db, telling(ROUTER, AT, **ALIKE)).barred == {known}
    assert unfiled(db, telling(ROUTER, AT, **ALIKE), carrier=None).barred == frozenset()
    assert other not in unfiled(db, telling(ROUTER, AT, **ALIKE)).barred


def test_what_is_tied_to_that_is_barred_as_well_where_it_is_seen(db: Database) -> None:
    known = record(db, operator="KDDI / 沖縄セルラー電話")
    theirs = filed(db, telling(POWER, AT, **ALIKE), carrier="okinawa-cellular")
    text = telling(ROUTER, AT, **ALIKE)

    assert unfiled(db, text).barred == {known, *theirs.incidents}
    assert unfiled(db, text, KDDI).barred == {known}
    assert unfiled(db, text, EVERYONE).barred == {known}


def test_an_accident_that_a_text_names_is_barred(db: Database) -> None:
    known = record(db, started_at="2010-01-01")
    receipt = filed(db, telling(POWER, "2012-01-01"))

    assert known in unfiled(db, telling(ROUTER, AT, regarding=(known,))).barred
    named = telling(ROUTER, AT, regarding=(receipt.filing,))
    assert unfiled(db, named).barred == {IncidentId(receipt.filing), *receipt.incidents}
    assert not set(receipt.incidents) & unfiled(db, named, DOCOMO).barred


@pytest.mark.parametrize(
    ("at", "viewer", "same"),
    [
        ("2022-07-05", KDDI, True),
        (None, KDDI, True),
        ("2022-07-05", SECRETARIAT, True),
        ("2022-09-05", KDDI, False),
        ("2022-07-05", DOCOMO, False),
        ("2022-07-05", EVERYONE, False),
    ],
)
def test_a_text_with_the_carriers_own_number_is_of_the_same_accident(
    db: Database, at: str | None, viewer: Viewer, same: bool
) -> None:
    # Carriers number anew each year: a number says something of one month only.
    receipt = filed(db, telling(POWER, "2022-07-02", reference="R-1"))

    case = unfiled(db, telling(ROUTER, at, reference="R-1"), viewer)

    assert case.barred == (set(receipt.incidents) if same else frozenset())
    assert unfiled(db, telling(ROUTER, at, reference="R-2"), viewer).barred == frozenset()
