from dataclasses import replace
from typing import Any

from sqlite_utils import Database

from corpus.reading import Reading, Section, Stage
from corpus.viewer import SECRETARIAT
from tests.corpus.steps import filed
from tests.examples import a_moment, a_quantity, a_reading
from tests.triage.docket.examples import docket, entered
from tests.triage.docket.test_drafts import VOICE
from triage.docket.readings import reading_of

OVER = {"start": "2025-06-10T10:00:00+09:00", "end": "2025-06-10T11:58:00+09:00"}
AGAIN = {"start": "2025-06-10T13:00:00+09:00", "end": "2025-06-10T13:30:00+09:00"}


def _of(db: Database, **told: Any) -> Reading:
    cases = docket(db, SECRETARIAT)
    return reading_of(cases, cases.case(entered(db, **told).id))


def _voice(**told: Any) -> list[dict[str, Any]]:
    return [{"service": "voice", **told}]


def test_one_service_gives_the_figures_of_the_accident(db: Database) -> None:
    reading = _of(db, services=_voice(users=40_000, intervals=[OVER]), area="東京都")

    assert reading.users is not None
    assert (reading.users.value, reading.users.text) == (40_000, "40,000人")
    assert reading.minutes is not None
    assert (reading.minutes.value, reading.minutes.text) == (118, "1時間58分")
    assert reading.recovered is not None
    assert reading.recovered.text == "2025年6月10日 11時58分"
    assert (reading.area, reading.intervals) == ("東京都", ())


def test_of_several_services_no_figure_is_that_of_the_accident(db: Database) -> None:
    hit = [*_voice(users=40_000), {"service": "sms", "users": 50_000}]

    reading = _of(db, services=hit)

    assert [each.users.value for each in reading.services if each.users] == [40_000, 50_000]
    assert (reading.users, reading.minutes) == (None, None)


def test_stretches_stand_in_order_and_the_last_ends_it(db: Database) -> None:
    reading = _of(db, services=_voice(intervals=[AGAIN, OVER]))

    assert [each.start.text for each in reading.intervals] == [
        "2025年6月10日 10時00分",
        "2025年6月10日 13時00分",
    ]
    assert reading.recovered is not None
    assert reading.recovered.text == "2025年6月10日 13時30分"


def test_an_accident_that_goes_on_has_no_end(db: Database) -> None:
    assert _of(db, services=_voice(intervals=[{"start": OVER["start"]}])).recovered is None


def test_stretches_that_differ_by_service_are_not_those_of_the_accident(db: Database) -> None:
    hit = [*_voice(intervals=[OVER]), {"service": "sms", "intervals": [AGAIN]}]

    reading = _of(db, services=hit)

    assert (reading.intervals, reading.recovered) == ((), None)


def test_the_carrier_goes_by_its_name_of_the_day(db: Database) -> None:
    assert _of(db).carrier_named == "KDDI"


def test_a_carrier_that_nobody_registered_goes_by_its_id(db: Database) -> None:
    named = _of(db, by=SECRETARIAT, carrier={"id": "village-net"})
    nobody = _of(db, by=SECRETARIAT)

    assert (named.carrier_named, nobody.carrier_named) == ("village-net", None)


def test_what_was_entered_stands_in_the_place_of_what_was_filed(db: Database) -> None:
    told = a_reading(
        at="2025-06-10T10:05",
        known=a_moment("2025-06-10T10:20"),
        recovered=a_moment("2025-06-10T12:00"),
        services=(VOICE,),
        users=a_quantity(30_000),
        area="大阪府",
        reference="KD-1",
        sections={Section.CAUSE: "装置の故障"},
    )
    filing = filed(db, told).filing

    reading = _of(db, about=filing, services=_voice(users=40_000))

    assert reading.users is not None
    assert reading.users.value == 40_000
    assert reading.occurred is not None
    assert reading.occurred.text == "2025年6月10日 10時00分"
    assert reading.sections == {Section.CAUSE: "装置の故障"}
    assert (reading.reference, reading.area) == ("KD-1", "大阪府")
    assert (reading.known, reading.recovered) == (told.known, told.recovered)


def test_where_no_service_was_entered_the_filing_tells_them(db: Database) -> None:
    filing = filed(db, a_reading(at="2025-06-10T10:05", services=(VOICE,))).filing

    assert _of(db, about=filing, services=[]).services == (VOICE,)


def test_a_case_that_was_only_filed_is_read_as_it_was_filed(db: Database) -> None:
    reading = a_reading(at="2025-06-10T10:05", services=(VOICE,), stage=Stage.DETAILED)
    filing = filed(db, reading).filing
    cases = docket(db, SECRETARIAT)

    [case] = cases.cases()[0]

    assert case.id == filing
    assert replace(reading_of(cases, case), where=reading.where) == reading


def test_what_is_written_of_an_entry_names_it(db: Database) -> None:
    cases = docket(db, SECRETARIAT)
    entry = entered(db)

    assert reading_of(cases, cases.case(entry.id)).reference == entry.id
