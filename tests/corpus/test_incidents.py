from datetime import date

import pytest
from sqlite_utils import Database

from corpus.accounts import AccountStore
from corpus.errors import RecordRefused, UnknownIncident
from corpus.figures import FigureStore
from corpus.ids import AccountId, IncidentId
from corpus.incident import Imported
from corpus.incidents import IncidentStore
from corpus.reading import ServiceImpact
from corpus.record import read_record
from corpus.service import Service
from corpus.viewer import SECRETARIAT, Viewer
from tests.corpus.names import Names
from tests.corpus.steps import STARTER, filed, import_starter, on_record, say
from tests.examples import a_quantity, a_reading, a_record_line

ANYONE = Viewer.parse("public")
KDDI = Viewer.parse("carrier:kddi")


@pytest.fixture
def store(db: Database) -> IncidentStore:
    return IncidentStore(db)


def take(store: IncidentStore, *lines: str) -> Imported:
    return store.import_records(read_record(lines), Names())


def test_the_starter_corpus_goes_out_as_it_came_in(db: Database, store: IncidentStore) -> None:
    import_starter(db)

    exported = "".join(f"{line}\n" for line in store.export_records())

    assert exported.encode() == STARTER.read_bytes()
    assert store.count(ANYONE) == 200


def test_importing_what_was_exported_changes_nothing(db: Database, store: IncidentStore) -> None:
    import_starter(db)
    position = AccountStore(db).position()

    imported = take(store, *store.export_records())

    assert imported == Imported(added=0, replaced=0, unchanged=200)
    assert AccountStore(db).position() == position


def test_a_changed_row_takes_the_place_of_the_old(db: Database, store: IncidentStore) -> None:
    lines = [a_record_line(name) for name in ("a", "b", "c")]
    assert take(store, *lines) == Imported(added=3, replaced=0, unchanged=0)
    label = AccountStore(db).label_of(AccountId("b"))

    lines[1] = a_record_line("b", narrative_ja="書き直した。", duration_minutes=5)
    assert take(store, *lines) == Imported(added=0, replaced=1, unchanged=2)

    assert list(store.export_records()) == lines
    assert AccountStore(db).label_of(AccountId("b")) == label
    assert "書き直した。" in AccountStore(db).get(AccountId("b"), ANYONE).texts.values()
    assert [figure.key for figure in FigureStore(db).of(IncidentId("b"), ANYONE)] == [
        "started_at",
        "minutes",
    ]


def test_a_file_with_one_bad_line_adds_nothing(store: IncidentStore) -> None:
    with pytest.raises(RecordRefused, match="line 2"):
        take(store, a_record_line("a"), "{")

    assert store.ids(ANYONE) == ()
    assert list(store.export_records()) == []


def test_an_incident_is_put_together_from_the_record(store: IncidentStore) -> None:
    take(
        store,
        a_record_line(
            "a",
            operator="KDDI / 沖縄セルラー電話 / 無名通信",
            affected_area="全国",
            service_kinds=["voice"],
            affected_users=10,
        ),
    )

    told = store.get(IncidentId("a"), ANYONE)

    assert (told.title, told.day) == (
        "KDDI / 沖縄セルラー電話 / 無名通信: 障害が起きた。",
        date(2022, 7, 2),
    )
    assert told.named == ("KDDI / 沖縄セルラー電話 / 無名通信",)
    assert list(told.carriers) == ["kddi", "okinawa-cellular"]
    assert (told.area, told.services, told.on_record) == ("全国", (Service.VOICE,), True)
    assert told.started is not None
    assert [figure.key for figure in told.figures] == ["started_at", "users"]


def test_an_incident_that_only_a_filing_tells_of_is_hidden_from_others(
    db: Database, store: IncidentStore
) -> None:
    [incident] = filed(db, a_reading(subject="題", at="2022-07-02")).incidents

    with pytest.raises(UnknownIncident) as hidden:
        store.get(incident, ANYONE)
    with pytest.raises(UnknownIncident) as absent:
        store.get(IncidentId("none"), ANYONE)

    assert str(hidden.value) == str(absent.value).replace("none", incident)
    assert (store.ids(ANYONE), store.count(ANYONE)) == ((), 0)
    assert (store.ids(KDDI), store.count(KDDI)) == ((incident,), 1)
    told = store.get(incident, KDDI)
    assert (told.title, told.on_record, told.named) == ("題", False, ("kddi",))


def test_what_a_filing_adds_to_an_incident_is_told_to_those_who_see_it(
    db: Database, store: IncidentStore
) -> None:
    incident = on_record(db, service_kinds=["voice"])
    before = store.get(incident, ANYONE)
    services = (ServiceImpact(service=Service.SMS, named="SMS", users=a_quantity(5)),)
    receipt = filed(db, a_reading(subject="秘", area="東京都", services=services))
    say(db, receipt.filing, incident, "belongs")

    assert store.get(incident, ANYONE) == before
    told = store.get(incident, SECRETARIAT)
    assert (told.title, told.area) == (before.title, "東京都")
    assert told.services == (Service.SMS, Service.VOICE)
    assert [each.filing for each in told.filings] == [receipt.filing]
    assert len(told.figures) == len(before.figures) + 1


def test_an_account_alone_makes_its_incident(db: Database, store: IncidentStore) -> None:
    from corpus.viewer import PUBLIC
    from tests.examples import an_account

    AccountStore(db).put(an_account("x"), {PUBLIC})

    told = store.get(IncidentId("x"), ANYONE)
    assert (told.title, told.named, told.figures, told.area) == ("題", (), (), None)
