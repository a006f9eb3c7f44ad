from sqlite_utils import Database

from corpus.belonging import BelongingStore
from corpus.carriers import CarrierRegister
from corpus.ids import CarrierId, IncidentId
from corpus.incidents import IncidentStore
from corpus.intake.receive import receive
from corpus.offers import Surroundings
from corpus.reading import ServiceImpact
from corpus.record import read_record
from corpus.service import service_of_record
from corpus.viewer import SECRETARIAT, Viewer
from tests.corpus.steps import STARTER, filed, on_record
from tests.corpus.test_likeness import HERE
from tests.examples import a_parcel, a_reading


def test_surroundings_hold_what_is_near_in_time_and_of_a_carrier(db: Database) -> None:
    near = on_record(db, "near")
    on_record(db, "far", started_at="2022-08-02")
    on_record(db, "of-another", operator="NTT東日本")

    assert [*map(str, Surroundings(db, [HERE]).like(HERE))] == [near]


def test_surroundings_of_filings_hold_no_record(db: Database) -> None:
    on_record(db)
    receipt = filed(db, a_reading(at="2022-07-02T01:00"))

    found = Surroundings(db, [HERE], filings_only=True).like(HERE)

    assert [*map(str, found)] == [receipt.filing]


def test_surroundings_of_an_undated_filing_are_empty(db: Database) -> None:
    from dataclasses import replace

    undated = replace(HERE, day=None)
    on_record(db)

    assert Surroundings(db, [undated]).like(undated) == {}
    assert Surroundings(db, [HERE]).like(replace(HERE, carriers=frozenset({CarrierId("x")}))) == {}


def test_of_several_accounts_of_an_incident_the_likest_speaks(db: Database) -> None:
    told = {"reference": "R-1", "carrier_named": "KDDI"}
    first = filed(db, a_reading(at="2022-07-02T20:00", area="東京都", **told))
    second = filed(db, a_reading(at="2022-07-02T05:00", area="東京都"))
    filed(db, a_reading(at="2022-07-02T01:00", area="東京都", **told))
    on_record(db, "2022-07-02-b", affected_area="東京都", started_at="2022-07-02T05:00:00+09:00")

    offers = BelongingStore(db).offers(second.filing, SECRETARIAT)

    assert [offer.points for offer in offers] == sorted(
        (offer.points for offer in offers), reverse=True
    )
    assert len({offer.incident for offer in offers}) == len(offers)
    assert first.offers == ()


def test_every_accident_on_record_is_offered_to_a_filing_about_it_and_no_other_is(
    db: Database,
) -> None:
    register = CarrierRegister.load()
    with STARTER.open("rb") as lines:
        records = [each for each in read_record(lines) if each.country == "JP" and each.day]
    IncidentStore(db).import_records(records, register)
    filed_about: list[IncidentId] = []
    offered: list[IncidentId] = []
    for record in records:
        for carrier in sorted(register.find_all(record.operator)):
            kinds = [(service_of_record(kind), kind) for kind in record.service_kinds]
            services = tuple(ServiceImpact(service=each, named=kind) for each, kind in kinds)
            reading = a_reading(occurred=record.started, area=record.area, services=services)
            parcel = a_parcel(f"{record.id} {carrier}".encode(), carrier)
            [receipt] = receive(db, parcel, [reading], register)
            filed_about.append(record.id)
            offered.extend(each.incident for each in receipt.offers)

    assert len(filed_about) > 100
    assert offered == filed_about


def test_offers_are_shown_to_those_who_see_both(db: Database) -> None:
    on_record(db)
    filed(db, a_reading(at="2022-07-02"))

    assert len(BelongingStore(db).open_offers(SECRETARIAT)) == 1
    assert BelongingStore(db).open_offers(Viewer.parse("public")) == ()
    assert BelongingStore(db).open_offers(Viewer.parse("carrier:ntt-east")) == ()
