import pytest
from sqlite_utils import Database

from corpus.belonging import BelongingStore
from corpus.ids import AccountId, IncidentId
from corpus.intake.receive import receive
from corpus.likeness import Likeness, Trait
from corpus.reading import Reading, ServiceImpact
from corpus.service import Service
from corpus.viewer import SECRETARIAT, Viewer
from tests.corpus.belonging_cases import KDDI, offered
from tests.corpus.names import Names
from tests.corpus.steps import filed, import_starter, on_record
from tests.examples import a_parcel, a_reading

KDDI_2022 = IncidentId("2022-07-02-kddi-okinawa-cellular-volte-congestion")


VOICE = (ServiceImpact(service=Service.VOICE, named="音声"),)


OKINAWA = Viewer.parse("carrier:okinawa-cellular")


@pytest.fixture
def starter(db: Database) -> Database:
    import_starter(db)
    return db


def test_the_kddi_filing_of_2022_is_offered_the_accident_on_record(starter: Database) -> None:
    receipt = filed(
        starter, a_reading(at="2022-07-02T01:35", area="全国", services=VOICE, subject="通信障害")
    )

    assert offered(receipt) == [KDDI_2022]
    assert receipt.incidents != (KDDI_2022,)
    assert sum(reason.points for reason in receipt.offers[0].reasons) == receipt.offers[0].points


@pytest.mark.parametrize(
    "reading",
    [
        a_reading(at="2022-07-05T10:00", area="秋田県", services=VOICE),
        a_reading(
            at="2022-07-05T01:35",
            area="福岡県",
            services=(ServiceImpact(service=Service.EMAIL, named="メール"),),
        ),
        a_reading(area="全国", services=VOICE),
    ],
    ids=["elsewhere", "another service elsewhere", "no day"],
)
def test_another_accident_of_the_carrier_is_offered_nothing(
    starter: Database, reading: Reading
) -> None:
    assert offered(filed(starter, reading)) == []


def test_an_accident_of_another_carrier_is_not_offered(starter: Database) -> None:
    reading = a_reading(at="2022-07-02T01:35", area="全国", services=VOICE)

    assert offered(filed(starter, reading, carrier="ntt-docomo")) == []


def test_each_carrier_that_a_record_names_is_offered_it(starter: Database) -> None:
    reading = a_reading(at="2022-07-02T01:35", area="沖縄県", services=VOICE)

    assert offered(filed(starter, reading, carrier="okinawa-cellular")) == [KDDI_2022]


def test_a_record_that_comes_later_is_offered_to_the_filing(db: Database) -> None:
    receipt = filed(db, a_reading(at="2022-07-02T02:00"))
    incident = on_record(db)

    [offer] = BelongingStore(db).offers(receipt.filing, KDDI)

    assert offer.incident == incident
    assert BelongingStore(db).open_offers(SECRETARIAT) == (offer,)


def test_a_record_told_anew_is_offered_anew(db: Database) -> None:
    receipt = filed(db, a_reading(at="2022-07-02T02:00"))
    on_record(db)
    on_record(db, started_at="2021-01-01")

    assert BelongingStore(db).offers(receipt.filing, KDDI) == ()


def test_naming_an_incident_on_record_is_an_offer(db: Database) -> None:
    incident = on_record(db)
    receipt = filed(db, a_reading(regarding=(incident,)))

    assert offered(receipt) == [incident]
    assert receipt.offers[0].reasons == (Likeness(Trait.NAMED, 100),)


@pytest.mark.parametrize("by_incident", [True, False])
def test_naming_what_the_carrier_may_not_see_tells_it_nothing(
    db: Database, by_incident: bool
) -> None:
    theirs = filed(db, a_reading(), carrier="ntt-east")
    named = theirs.incidents[0] if by_incident else theirs.filing
    receipt = filed(db, a_reading(regarding=(named,)))

    assert receipt.offers == ()
    assert BelongingStore(db).barred(AccountId(receipt.filing), KDDI) == set(receipt.incidents)
    assert (
        BelongingStore(db).offers(receipt.filing, SECRETARIAT)[0].incident == theirs.incidents[0]
    )


def test_rows_of_one_list_are_not_offered_to_each_other(db: Database) -> None:
    reading = a_reading(at="2022-07-02T01:35", area="東京都", services=VOICE)
    receipts = receive(db, a_parcel(), [reading, reading], Names())

    assert [receipt.offers for receipt in receipts] == [(), ()]
    assert receipts[0].incidents != receipts[1].incidents


def test_filings_that_share_an_offer_bar_each_other_for_who_sees_both(db: Database) -> None:
    incident = on_record(db, operator="KDDI / 沖縄セルラー電話")
    ours = filed(db, a_reading(at="2022-07-02"))
    theirs = filed(db, a_reading(at="2022-07-02"), carrier="okinawa-cellular")
    store = BelongingStore(db)

    assert store.barred(AccountId(ours.filing), KDDI) == {incident, *ours.incidents}
    assert store.barred(AccountId(ours.filing), SECRETARIAT) == {
        incident,
        *ours.incidents,
        *theirs.incidents,
    }


def test_incidents_of_one_event_stand_in_one_group(db: Database) -> None:
    incident = on_record(db, operator="KDDI / 沖縄セルラー電話")
    other = on_record(db, "2020-01-01-b", started_at="2020-01-01")
    [ours] = filed(db, a_reading(at="2022-07-02")).incidents
    [theirs] = filed(db, a_reading(at="2022-07-02"), carrier="okinawa-cellular").incidents

    def groups(incidents: list[IncidentId], viewer: Viewer) -> list[set[str]]:
        return [set(each) for each in BelongingStore(db).same_event_groups(incidents, viewer)]

    assert groups([other, ours, theirs], SECRETARIAT) == [{other}, {ours, theirs}]
    assert groups([ours, incident], KDDI) == [{ours, incident}]
    assert groups([], KDDI) == []
    assert groups([ours, theirs], OKINAWA) == [{ours}, {theirs}]
