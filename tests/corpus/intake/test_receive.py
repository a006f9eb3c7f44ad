import time
from datetime import timedelta

import pytest
from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.errors import FileRefused
from corpus.filings import FilingStore
from corpus.intake.receive import receive
from corpus.japan import JST
from corpus.reading import Reading, Section, ServiceImpact, Stage
from corpus.service import Service
from corpus.viewer import SECRETARIAT, Viewer
from tests.corpus.names import Names
from tests.corpus.steps import import_starter
from tests.examples import NOW, a_moment, a_parcel, a_quantity, a_reading

ROWS = 3_000
TABLES = ("batches", "filings", "originals", "incidents", "accounts", "figures", "offers")


def a_list(rows: int, year: int = 2023) -> list[Reading]:
    """An annual list of one carrier, its rows spread over the year, five areas, four services."""
    start = NOW.replace(year=year, month=1, day=1, tzinfo=JST)
    return [
        a_reading(
            stage=Stage.ANNUAL,
            where=f"row {row}",
            occurred=a_moment((start + timedelta(minutes=row * 175)).isoformat()),
            area=("東京都", "北海道", "千葉県", "宮城県", "新潟県")[row % 5],
            services=(
                ServiceImpact(
                    service=list(Service)[row % 4], named="役務", users=a_quantity(row * 7 % 9999)
                ),
            ),
            minutes=a_quantity(row * 13 % 300),
            sections={Section.CAUSE: "設備の故障", Section.RESPONSE: "部品の交換"},
        )
        for row in range(rows)
    ]


def counts(db: Database) -> dict[str, int]:
    return {table: db.table(table).count for table in TABLES}


def test_each_reading_gets_a_receipt_in_order(db: Database) -> None:
    receipts = receive(db, a_parcel(), a_list(3), Names())

    assert [receipt.where for receipt in receipts] == ["row 0", "row 1", "row 2"]
    assert [receipt.stage for receipt in receipts] == [Stage.ANNUAL] * 3
    assert len({receipt.batch for receipt in receipts}) == 1
    assert len({receipt.incidents for receipt in receipts}) == 3
    assert {(receipt.carrier, receipt.already) for receipt in receipts} == {("kddi", False)}
    assert receipts[1].incidents[0].startswith("2023-01-01-")


def test_the_same_file_gets_the_receipts_it_got_and_adds_nothing(db: Database) -> None:
    import_starter(db)
    readings = [a_reading(at="2022-07-02T01:35", area="全国"), a_reading(where="row 2")]
    first = receive(db, a_parcel(), readings, Names())
    before, position = counts(db), AccountStore(db).position()

    again = receive(db, a_parcel(), [a_reading()], Names())

    assert [receipt.filing for receipt in again] == [receipt.filing for receipt in first]
    assert [receipt.offers for receipt in again] == [receipt.offers for receipt in first]
    assert first[0].offers
    assert {receipt.already for receipt in again} == {True}
    assert (counts(db), AccountStore(db).position()) == (before, position)


def test_the_same_file_of_another_carrier_is_a_filing_of_its_own(db: Database) -> None:
    [ours] = receive(db, a_parcel(), [a_reading()], Names())
    [theirs] = receive(db, a_parcel(carrier="ntt-east"), [a_reading()], Names())
    [nobodys] = receive(db, a_parcel(carrier=None), [a_reading()], Names())

    assert not theirs.already
    assert len({ours.filing, theirs.filing, nobodys.filing}) == 3
    assert db.table("originals").count == 1


def test_a_file_nothing_was_read_of_is_refused(db: Database) -> None:
    with pytest.raises(FileRefused, match="nothing_read"):
        receive(db, a_parcel(), [], Names())


def test_a_fault_in_one_row_leaves_nothing_of_the_file(db: Database) -> None:
    before = counts(db)

    with pytest.raises(AttributeError):
        receive(db, a_parcel(), [a_reading(), None], Names())  # type: ignore[list-item]

    assert counts(db) == before


def test_the_sender_is_the_carrier_whatever_the_file_says(db: Database) -> None:
    names = Names()
    [receipt] = receive(db, a_parcel(), [a_reading(carrier_named="NTT東日本")], names)

    assert (receipt.carrier, names.asked) == ("kddi", [])


def test_a_name_is_looked_up_once_a_file(db: Database) -> None:
    names = Names()
    readings = [a_reading(carrier_named="KDDI"), a_reading(carrier_named="KDDI"), a_reading()]
    receipts = receive(db, a_parcel(carrier=None), readings, names)

    assert [receipt.carrier for receipt in receipts] == ["kddi", "kddi", None]
    assert names.asked == ["KDDI"]


def test_the_sender_is_told_of_no_offer_it_may_not_see(db: Database) -> None:
    [theirs] = receive(
        db, a_parcel(carrier=None), [a_reading(carrier_named="KDDI", at="2022-07-02")], Names()
    )
    [receipt] = receive(db, a_parcel(b"2"), [a_reading(at="2022-07-02")], Names())
    assert [offer.incident for offer in receipt.offers] == list(theirs.incidents)

    [other] = receive(db, a_parcel(b"3"), [a_reading(regarding=("F-0",))], Names())
    assert other.offers == ()


def test_an_incident_without_a_day_is_one_of_the_day_it_was_received(db: Database) -> None:
    [receipt] = receive(db, a_parcel(), [a_reading()], Names())

    assert receipt.incidents[0].startswith(f"{NOW.date()}-")
    assert FilingStore(db).get(receipt.filing, SECRETARIAT).received_at == NOW


def test_every_kept_filing_is_compared_before_its_carrier_alone(db: Database) -> None:
    receive(db, a_parcel(), a_list(2), Names())

    store = AccountStore(db)
    assert store.labels(Viewer.parse("carrier:kddi")).size == 2
    assert store.labels(Viewer.parse("carrier:ntt-east")).size == 0


def test_receiving_a_long_list_takes_time_in_step_with_its_length(db: Database) -> None:
    import_starter(db)
    receive(db, a_parcel(b"last year's, sent again"), a_list(ROWS), Names())
    took = []
    for part, rows in enumerate((ROWS // 4, ROWS)):
        start = time.process_time()
        receive(db, a_parcel(b"%d" % part), a_list(rows), Names())
        took.append(time.process_time() - start)

    # Four times the rows: were each laid beside each, it would be sixteen times the work.
    assert took[1] < 10 * took[0]
