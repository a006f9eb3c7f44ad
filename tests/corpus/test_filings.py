from dataclasses import replace

import pytest
from sqlite_utils import Database

from corpus.errors import UnknownFiling
from corpus.filings import FilingStore, Refusal
from corpus.ids import CarrierId, FilingId
from corpus.intake.receive import receive
from corpus.reading import Section
from corpus.viewer import SECRETARIAT, Viewer
from tests.corpus.names import Names
from tests.corpus.steps import filed
from tests.examples import NOW, a_parcel, a_reading

ANYONE = Viewer.parse("public")
KDDI = Viewer.parse("carrier:kddi")
COMMITTEE = Viewer.parse("committee")
REFUSAL = Refusal(
    name="a.docx",
    sha256=None,
    size=3,
    code="encrypted",
    where="a.docx",
    details={"page": 1},
    at=NOW,
    carrier=CarrierId("kddi"),
)


@pytest.fixture
def store(db: Database) -> FilingStore:
    return FilingStore(db)


def test_a_filing_is_given_back_as_it_was_read(db: Database, store: FilingStore) -> None:
    reading = a_reading(sections={Section.CAUSE: "原因"}, at="2022-07-02T01:35")
    receipt = filed(db, reading)

    kept = store.get(receipt.filing, KDDI)

    assert kept.reading == reading
    assert (kept.where, kept.stage, kept.carrier) == (reading.where, reading.stage, "kddi")
    assert (kept.batch.id, kept.batch.name, kept.batch.form) == (
        receipt.batch,
        "report.docx",
        "test",
    )
    assert kept.received_at == kept.batch.received_at == NOW
    assert dict(kept.incidents) == dict.fromkeys(receipt.incidents, 1)


def test_the_original_is_given_back_byte_for_byte(db: Database, store: FilingStore) -> None:
    content = bytes(range(256)) * 10
    [receipt] = receive(db, a_parcel(content), [a_reading()], Names())

    assert store.original(receipt.filing, COMMITTEE) == content


@pytest.mark.parametrize("viewer", ["public", "auditor", "carrier:ntt-east"])
def test_a_filing_of_another_is_as_one_that_is_not(
    db: Database, store: FilingStore, viewer: str
) -> None:
    receipt = filed(db, a_reading())
    asking = Viewer.parse(viewer)

    for read in (store.get, store.original):
        with pytest.raises(UnknownFiling) as hidden:
            read(receipt.filing, asking)
        with pytest.raises(UnknownFiling) as absent:
            read(FilingId("F-0"), asking)
        assert str(hidden.value) == str(absent.value).replace("F-0", receipt.filing)
    assert store.ids(asking) == ()
    assert list(store.list(asking)) == []


def test_a_file_with_rows_of_others_is_not_given_to_one_of_them(
    db: Database, store: FilingStore
) -> None:
    readings = [a_reading(carrier_named="KDDI"), a_reading(carrier_named="NTT東日本")]
    ours, _ = receive(db, a_parcel(carrier=None), readings, Names())

    assert store.get(ours.filing, KDDI).carrier == "kddi"
    assert store.original(ours.filing, SECRETARIAT)
    with pytest.raises(UnknownFiling):
        store.original(ours.filing, KDDI)


def test_filings_are_listed_as_they_came(db: Database, store: FilingStore) -> None:
    receipts = [filed(db, a_reading(where=f"row {number}")) for number in range(3)]

    ids = tuple(receipt.filing for receipt in receipts)
    assert store.ids(SECRETARIAT) == ids
    assert tuple(filing.id for filing in store.list(KDDI)) == ids


def test_a_filing_of_nobody_known_is_seen_by_the_secretariat_alone(
    db: Database, store: FilingStore
) -> None:
    receipt = filed(db, a_reading(carrier_named="無名通信"), carrier=None)

    assert store.get(receipt.filing, SECRETARIAT).carrier is None
    assert store.ids(KDDI) == ()


def test_what_was_refused_is_told_to_who_would_have_seen_it(store: FilingStore) -> None:
    nobodys = replace(REFUSAL, carrier=None, sha256="0" * 64)
    store.refuse(REFUSAL)
    store.refuse(nobodys)

    assert store.refusals(SECRETARIAT) == (REFUSAL, nobodys)
    assert store.refusals(KDDI) == (REFUSAL,)
    assert store.refusals(ANYONE) == ()
