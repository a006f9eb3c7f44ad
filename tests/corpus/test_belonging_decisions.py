import pytest
from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.belonging import BelongingDecision, BelongingStore
from corpus.errors import InputRefused, UnknownFiling, UnknownIncident
from corpus.filings import FilingStore
from corpus.ids import AccountId
from corpus.incidents import IncidentStore
from corpus.offers import Said
from corpus.reading import Stage
from corpus.viewer import SECRETARIAT
from tests.corpus.belonging_cases import KDDI, compared, offered
from tests.corpus.steps import filed, on_record, say
from tests.examples import NOW, a_reading


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


def test_every_word_of_a_person_is_kept(db: Database) -> None:
    incident, receipt = on_record(db), filed(db, a_reading(at="2022-07-02"))
    say(db, receipt.filing, incident, "apart")
    say(db, receipt.filing, incident, "belongs")

    rows = db.execute("SELECT said, why, by, standing FROM belonging_decisions ORDER BY id")

    assert rows.fetchall() == [
        ("apart", "理由", "secretariat", 0),
        ("belongs", "理由", "secretariat", 1),
    ]
