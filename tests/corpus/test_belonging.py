import pytest
from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.belonging import BelongingDecision, BelongingStore
from corpus.errors import InputRefused, UnknownFiling, UnknownIncident
from corpus.filings import FilingStore
from corpus.ids import AccountId, IncidentId
from corpus.incidents import IncidentStore
from corpus.intake.receive import Receipt, receive
from corpus.likeness import Likeness, Trait
from corpus.offers import Said
from corpus.reading import Reading, ServiceImpact, Stage
from corpus.service import Service
from corpus.viewer import SECRETARIAT, Viewer
from tests.corpus.names import Names
from tests.corpus.steps import filed, import_starter, on_record, say
from tests.examples import NOW, a_parcel, a_reading

KDDI_2022 = IncidentId("2022-07-02-kddi-okinawa-cellular-volte-congestion")
VOICE = (ServiceImpact(service=Service.VOICE, named="音声"),)
KDDI = Viewer.parse("carrier:kddi")
OKINAWA = Viewer.parse("carrier:okinawa-cellular")


def offered(receipt: Receipt) -> list[str]:
    return [offer.incident for offer in receipt.offers]


def compared(db: Database) -> set[str]:
    return {account.id for _, account in AccountStore(db).all_active()}


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


def test_belongs_moves_all_versions_to_the_incident(db: Database) -> None:
    incident = on_record(db)
    first = filed(db, a_reading(reference="R-1", at="2022-07-02T01:35"))
    last = filed(db, a_reading(reference="R-1", stage=Stage.DETAILED))

    say(db, last.filing, incident, "belongs")

    told = IncidentStore(db).get(incident, SECRETARIAT)
    assert [each.filing for each in told.filings] == [first.filing, last.filing]
    assert [*map(str, told.accounts)] == [incident, last.filing]
    assert IncidentStore(db).ids(SECRETARIAT) == (incident,)
    assert BelongingStore(db).open_offers(SECRETARIAT) == ()
    assert filed(db, a_reading(reference="R-1", stage=Stage.CORRECTION)).incidents == (incident,)


def test_a_filing_that_belongs_stands_for_an_earlier_one_of_its_carrier(db: Database) -> None:
    first = filed(db, a_reading(at="2022-07-02T01:35"))
    second = filed(db, a_reading(at="2022-07-02T01:40"))
    assert offered(second) == list(first.incidents)

    say(db, second.filing, first.incidents[0], "belongs", by=KDDI)

    assert compared(db) == {second.filing}
    [offer] = BelongingStore(db).offers(second.filing, KDDI)
    assert offer.said == Said.BELONGS
    assert BelongingStore(db).open_offers(SECRETARIAT) == ()


def test_an_incident_holds_filings_of_several_carriers(db: Database) -> None:
    incident = on_record(db, operator="KDDI / 沖縄セルラー電話")
    ours = filed(db, a_reading(at="2022-07-02"))
    theirs = filed(db, a_reading(at="2022-07-02"), carrier="okinawa-cellular")
    for receipt in (ours, theirs):
        say(db, receipt.filing, incident, "belongs")

    told = IncidentStore(db).get(incident, SECRETARIAT)

    assert [*map(str, told.accounts)] == [incident, ours.filing, theirs.filing]
    assert [each.version for each in told.filings] == [1, 1]
    assert len(IncidentStore(db).get(incident, KDDI).accounts) == 2
    assert told.carriers == ("kddi", "okinawa-cellular")


def test_a_filing_can_be_about_several_incidents(db: Database) -> None:
    receipt = filed(db, a_reading())
    incident = on_record(db)
    say(db, receipt.filing, incident, "also")
    say(db, receipt.filing, incident, "also")

    both = {incident, *receipt.incidents}
    assert set(FilingStore(db).get(receipt.filing, KDDI).incidents) == both
    assert set(AccountStore(db).get(AccountId(receipt.filing), KDDI).incidents) == both
    assert BelongingStore(db).barred(AccountId(receipt.filing), KDDI) == both


def test_a_filing_stands_as_long_as_it_does_for_one_of_its_incidents(db: Database) -> None:
    receipt = filed(db, a_reading(reference="R-1"))
    other = on_record(db)
    say(db, receipt.filing, other, "also")
    again = filed(db, a_reading(stage=Stage.CORRECTION, regarding=(receipt.incidents[0],)))

    assert again.incidents == receipt.incidents
    assert compared(db) == {other, receipt.filing, again.filing}


def test_apart_takes_a_filing_out_again(db: Database) -> None:
    incident = on_record(db)
    receipt = filed(db, a_reading(at="2022-07-02"))
    say(db, receipt.filing, incident, "belongs")
    say(db, receipt.filing, incident, "apart")

    [own] = FilingStore(db).get(receipt.filing, KDDI).incidents
    assert own != incident
    assert own.startswith("2022-07-02-")
    assert incident not in BelongingStore(db).barred(AccountId(receipt.filing), KDDI)


def test_apart_without_a_day_gives_an_incident_of_today(db: Database) -> None:
    incident = on_record(db)
    receipt = filed(db, a_reading())
    say(db, receipt.filing, incident, "belongs")
    say(db, receipt.filing, incident, "apart")

    [own] = FilingStore(db).get(receipt.filing, KDDI).incidents
    assert own.startswith(NOW.date().isoformat())


def test_an_open_offer_bars_the_incident_and_apart_unbars_it_for_good(db: Database) -> None:
    incident = on_record(db)
    told = {"at": "2022-07-02", "reference": "R-1"}
    receipt = filed(db, a_reading(**told))
    barred = BelongingStore(db).barred
    assert barred(AccountId(receipt.filing), KDDI) == {incident, *receipt.incidents}
    assert barred(AccountId(incident), KDDI) == {incident, *receipt.incidents}

    say(db, receipt.filing, incident, "apart", by=KDDI)
    on_record(db, narrative_ja="書き直した。")
    later = filed(db, a_reading(stage=Stage.CORRECTION, **told))

    assert barred(AccountId(later.filing), KDDI) == set(receipt.incidents)
    assert barred(AccountId(incident), SECRETARIAT) == {incident}
    assert BelongingStore(db).open_offers(SECRETARIAT) == ()


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


def test_a_decision_needs_a_reason(db: Database) -> None:
    incident, receipt = on_record(db), filed(db, a_reading())

    with pytest.raises(InputRefused, match="no_reason"):
        BelongingStore(db).decide(
            BelongingDecision(
                filing=receipt.filing,
                incident=incident,
                said=Said.APART,
                by=KDDI,
                why=" ",
                at=NOW,
            )
        )


def test_a_decision_is_made_only_on_what_one_may_see(db: Database) -> None:
    ours = filed(db, a_reading())
    theirs = filed(db, a_reading(), carrier="ntt-east")

    with pytest.raises(UnknownFiling):
        say(db, theirs.filing, ours.incidents[0], "belongs", by=KDDI)
    with pytest.raises(UnknownIncident):
        say(db, ours.filing, theirs.incidents[0], "belongs", by=KDDI)
    with pytest.raises(UnknownFiling):
        BelongingStore(db).offers(theirs.filing, KDDI)


def test_filings_of_nobody_known_are_no_versions_of_each_other(db: Database) -> None:
    first = filed(db, a_reading(subject="a"), carrier=None)
    second = filed(db, a_reading(subject="b"), carrier=None)
    say(db, second.filing, first.incidents[0], "belongs")

    assert compared(db) == {first.filing, second.filing}


def test_every_word_of_a_person_is_kept(db: Database) -> None:
    incident, receipt = on_record(db), filed(db, a_reading(at="2022-07-02"))
    say(db, receipt.filing, incident, "apart")
    say(db, receipt.filing, incident, "belongs")

    rows = db.execute("SELECT said, why, by, standing FROM belonging_decisions ORDER BY id")

    assert rows.fetchall() == [
        ("apart", "理由", "secretariat", 0),
        ("belongs", "理由", "secretariat", 1),
    ]
